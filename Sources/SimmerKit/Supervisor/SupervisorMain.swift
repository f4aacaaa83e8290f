// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

// Who is there while a task runs:
//
//   holder               leads the session, has the outer ends of the terminals and the logs, and sleeps
//   └─ supervisor        does all the work
//      └─ first process  of the task
//
// A supervisor that is killed leaves its children to the holder, which goes on in its place (`Post.takeOver`). A holder that
// is killed costs the task its controlling terminal: the system hangs up what runs in front of it (SIGHUP), as it does
// whenever the leader of a session ends, and the supervisor records what comes of that. Both killed: the task is lost.

extension Supervisor {
  /// What the forked process does: sets the task up, reports to the launcher, has it supervised until the end, leaves.
  static func main(
    task: TaskDirectory, facts: LaunchFacts, front: LaunchRequest.Front?,
    program: (path: FilePath, arguments: [[UInt8]]),
    equipment: Equipment, isAwaited: Bool
  ) -> Never {
    func fail(_ stage: Progress.Stage, _ reason: Errno) -> Never {
      Progress.failure(stage, reason).write(to: equipment.progress.writeEnd)
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
    var post = Post(
      task: task, facts: facts, front: front, program: program, equipment: equipment, wake: wake,
      isAwaited: isAwaited)
    // Where orphans go to nobody but the first process of the system, nothing could be taken over.
    guard simmer_adopt_orphans() == 0 else { post.begin() }
    post.holder = ThisProcess.pid
    let pid = simmer_fork()
    if pid == 0 { post.begin() }
    guard pid > 0 else { fail(.fork, .last) }
    post.hold(pid)
  }

  /// - Parameters:
  ///   - gate: Where the first process waits for the launcher's byte.
  ///   - record: Where it waits for ours, if it does.
  ///   - report: Where it says why it could not become the command.
  ///   - progress: What only supervisor and holder are to have.
  static func fork(
    _ program: (path: FilePath, arguments: [[UInt8]]), _ equipment: Equipment, gate: FileDescriptor,
    record: FileDescriptor? = nil, report: FileDescriptor, progress: FileDescriptor? = nil,
    facts: LaunchFacts, task: TaskID
  ) -> Int32 {
    let pid = simmer_fork()
    guard pid == 0 else { return pid }
    // So that the launcher hears of it when all others are killed while this one waits at the gate.
    progress?.shut()
    // So that it hears of it when nobody is left who could put it on record.
    if record != nil { equipment.record.writeEnd.shut() }
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
          gate: gate.rawValue, record: record?.rawValue ?? -1, report: report.rawValue,
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

/// All that it takes to supervise one task: what holder and supervisor have in common.
struct Post {
  let task: TaskDirectory
  let facts: LaunchFacts
  let front: LaunchRequest.Front?
  let program: (path: FilePath, arguments: [[UInt8]])
  var equipment: Equipment
  let wake: FileDescriptor
  /// Whether the launcher has somebody to tell before anything runs.
  let isAwaited: Bool
  /// The process that does so while another supervises: its parent.
  var holder: Int32?

  private func fail(_ stage: Progress.Stage, _ reason: Errno) -> Never {
    Progress.failure(stage, reason).write(to: equipment.progress.writeEnd)
    ThisProcess.leave()
  }

  /// Starts the task and supervises it.
  func begin() -> Never {
    _ = simmer_adopt_orphans()
    let leader = Supervisor.fork(
      program, equipment, gate: equipment.gate.readEnd, record: equipment.record.readEnd,
      report: equipment.report.writeEnd, progress: equipment.progress.writeEnd, facts: facts,
      task: task.id)
    guard leader > 0 else { fail(.fork, .last) }
    equipment.gate.readEnd.shut()
    equipment.record.readEnd.shut()
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
    letRun()
    // While that becomes the command.
    var supervisor = Supervisor(self, status, listener: listener)
    if let policy = facts.restart, front == nil {
      supervisor.restarts = Restarts(
        policy, program: program, equipment: equipment, modes: supervisor.capture.modes)
    }
    if let front, let end = equipment.front?.supervisorEnd {
      supervisor.show(at: end, threshold: front.threshold)
    }
    publish(status)
    equipment.handover.memoryKills = MemoryKills()
    supervisor.run()
    ThisProcess.leave()
  }

  /// Lets the first process go on, as soon as the launcher does: it is on record.
  private func letRun() {
    if isAwaited { Progress.step(.ready).write(to: equipment.progress.writeEnd) }
    try? equipment.record.writeEnd.writeFully([1])
    equipment.record.writeEnd.shut()
  }

  /// Publishes the task once it runs.
  private func publish(_ status: TaskStatus) {
    let progress = equipment.progress.writeEnd
    if let reason = Supervisor.execFailure(equipment.report.readEnd) {
      task.withdraw()
      fail(.exec, reason)
    }
    do throws(Errno) { try task.publish(as: front == nil ? nil : .foreground) } catch {
      // It runs already and must not be lost: without a record it is stopped, and the launcher says why.
      status.leader.send(.kill)
      task.withdraw()
      fail(.record, error)
    }
    Progress.step(.started).write(to: progress)
    progress.shut()
  }

  // MARK: - The holder

  /// Sleeps while the supervisor, which is process `pid`, lives; takes its place if it is killed.
  func hold(_ pid: Int32) -> Never {
    equipment.holderKeepsItsEnds()
    // Nobody's directory is held by it.
    try? Access.enter(task.path)
    simmer_name_process("simmer-holder")
    if simmer_outlive(pid) != 0 { takeOver() }
    ThisProcess.leave()
  }

  /// Goes on in the place of the supervisor, whatever that was about to do.
  private func takeOver() -> Never {
    simmer_name_process("simmer")
    var post = self
    post.holder = nil
    post.equipment.terminal.reopenInner()
    post.equipment.errorTerminal?.reopenInner()
    let isPublished = task.isPublished
    // Before that record was written the gate was closed for sure: nothing has run, and the launcher cleans up.
    guard var status = isPublished ? task.status : task.preparedStatus, let me = ProcessIdentity.current
    else {
      ThisProcess.leave()
    }
    if isPublished {
      task.completePublication(as: front == nil ? nil : .foreground)
      // Unless the launcher has been told already.
      Progress.step(.started).write(to: equipment.progress.writeEnd)
      equipment.progress.writeEnd.shut()
      equipment.report.readEnd.shut()
    } else {
      post.letRun()
      post.publish(status)
    }
    status.supervisor = me
    status.takeovers += 1
    task.replace(status)
    try? FilePath(TaskDirectory.socketName).removeFile()
    // Without one it can still be asked to end, by a signal.
    let listener = (try? LocalSocket.listen(at: TaskDirectory.socketName)) ?? FileDescriptor(rawValue: -1)
    var supervisor = Supervisor(post, status, listener: listener)
    supervisor.goOn(post)
    supervisor.run()
    ThisProcess.leave()
  }
}
