// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

extension Supervisor {
  /// What the forked process does: sets the task up, reports to the launcher, supervises until the end, leaves.
  static func main(
    task: TaskDirectory, facts: LaunchFacts, front: LaunchRequest.Front?,
    program: (path: FilePath, arguments: [[UInt8]]),
    equipment: Equipment
  ) -> Never {
    let progress = equipment.progress.writeEnd
    func fail(_ stage: Progress.Stage, _ reason: Errno) -> Never {
      Progress.failure(stage, reason).write(to: progress)
      ThisProcess.leave()
    }

    let wake = FileDescriptor(rawValue: simmer_become_supervisor())
    guard wake.rawValue >= 0 else { fail(.fork, .last) }
    equipment.progress.readEnd.shut()
    equipment.gate.writeEnd.shut()
    equipment.front?.outerEnd.shut()
    ThisProcess.standOn(equipment.nothing)
    ThisProcess.leadSession()
    guard simmer_control_terminal(equipment.terminal.inner.rawValue) == 0 else { fail(.terminal, .last) }
    simmer_adopt_orphans()

    let leader = fork(
      program, equipment, gate: equipment.gate.readEnd, report: equipment.report.writeEnd, facts: facts,
      task: task.id)
    guard leader > 0 else { fail(.fork, .last) }
    equipment.gate.readEnd.shut()
    equipment.report.writeEnd.shut()
    equipment.savedState?.shut()

    let listener: FileDescriptor
    var status: TaskStatus
    do throws(Errno) {
      guard let me = ProcessIdentity.current, let first = ProcessIdentity(runningAs: leader) else {
        throw .noSuchProcess
      }
      status = TaskStatus(supervisor: me, leader: first, began: Clock.wall)
      status.steadyStart = Clock.steady
      // What is in front of its user needs no other watch.
      if front == nil { status.deadline = Supervisor.deadline(facts.timeout) }
      try Access.enter(task.path)
      listener = try LocalSocket.listen(at: TaskDirectory.socketName)
      try task.prepare(status)
    } catch { fail(.record, error) }
    Progress.step(.ready).write(to: progress)

    if let reason = execFailure(equipment.report.readEnd) {
      task.withdraw()
      fail(.exec, reason)
    }
    do throws(Errno) { try task.publish(as: front == nil ? nil : .foreground) } catch {
      // It runs already and must not be lost: without a record it is stopped, and the launcher says why.
      ProcessIdentity(runningAs: leader)?.send(.kill)
      task.withdraw()
      fail(.record, error)
    }
    Progress.step(.started).write(to: progress)
    progress.shut()

    var supervisor = Supervisor(
      task: task, facts: facts, status: status, equipment: equipment, wake: wake, listener: listener)
    if let policy = facts.restart, front == nil {
      supervisor.restarts = Restarts(
        policy, program: program, equipment: equipment, modes: supervisor.capture.modes)
    }
    if let front, let end = equipment.front?.supervisorEnd {
      supervisor.show(at: end, threshold: front.threshold)
    }
    supervisor.run()
    ThisProcess.leave()
  }

  /// - Parameters:
  ///   - gate: Where the first process waits for its byte.
  ///   - report: Where it says why it could not become the command.
  static func fork(
    _ program: (path: FilePath, arguments: [[UInt8]]), _ equipment: Equipment, gate: FileDescriptor,
    report: FileDescriptor, facts: LaunchFacts, task: TaskID
  ) -> Int32 {
    let pid = simmer_fork()
    guard pid == 0 else { return pid }
    if facts.nice > 0 { simmer_be_nice(Int32(clamping: facts.nice)) }
    do throws(Errno) { try equipment.confinement?.enter(facts.limits, task: task) } catch {
      // As for a program that cannot be started.
      try? report.writeFully(withUnsafeBytes(of: error.rawValue) { Array($0) })
      ThisProcess.leave(127)
    }
    return CStrings.with(program.arguments) { arguments in
      program.path.withPlatformString { path -> Int32 in
        var task = simmer_task(
          terminal: equipment.terminal.inner.rawValue,
          error_terminal: (equipment.errorTerminal ?? equipment.terminal).inner.rawValue,
          gate: gate.rawValue, report: report.rawValue,
          state: equipment.savedState?.rawValue ?? -1, path: path, arguments: arguments)
        simmer_become_task(&task)
      }
    }
  }

  /// Waits for the first process to become the command; nil when it did (the pipe was closed by exec).
  static func execFailure(_ report: FileDescriptor) -> Errno? {
    defer { report.shut() }
    guard let bytes = try? report.exactly(MemoryLayout<CInt>.size) else { return nil }
    return Errno(rawValue: bytes.withUnsafeBytes { $0.loadUnaligned(as: CInt.self) })
  }
}
