// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

// How a task starts, so that it either runs and is on record, or nothing happened:
//
//   launcher                      supervisor                     first process of the task
//   make directory, log, pty
//   fork ───────────────────────► session, terminal
//   write command, directory …    fork ────────────────────────► wait for two bytes
//                                 write status, listen
//   (◄─────────────────── ready ──
//    tell the shell)
//   open the gate ─────────────────────────────────────────────►
//                                 on record ───────────────────► exec
//                                 ◄──────────── exec succeeded ──
//                                 publish
//   ◄────────────────── started ──
//
// A launcher that dies or changes its mind closes the gate: the first process leaves, and the supervisor
// withdraws the record. Only one that has somebody to tell waits until all is ready: else the gate is open by then, and
// two processes less have to be woken in turn.

/// A task that was started in front of this process's terminal.
public struct FrontTask {
  public let task: TaskDirectory
  /// To its supervisor.
  let connection: FileDescriptor
  /// The inner end of its terminal.
  let terminal: FileDescriptor
}

/// Starts one task.
public struct Launcher {
  private let store: Store
  private let request: LaunchRequest

  public init(store: Store, request: LaunchRequest) {
    var request = request
    TaskSettings.ofTask(request.text, in: request.facts.shell)?.complete(&request.facts)
    (self.store, self.request) = (store, request)
  }

  /// Whether the task is held to limits, asked for or configured.
  public var hasLimits: Bool { !request.facts.limits.isEmpty }

  /// Starts the task and returns once it is committed and runs.
  ///
  /// - Parameter announce: Called when all is ready and nothing has run yet; false calls it off. nil: nobody needs to know.
  /// - Throws: `refused` with the reason; nothing runs and nothing is left in the store.
  public func start(announce: ((TaskID) -> Bool)? = nil) throws(SimmerError) -> TaskID {
    try begin(announce).task.id
  }

  /// Starts the task in front of this process's terminal and returns once it is committed and runs.
  ///
  /// - Parameter announce: As above.
  /// - Throws: As above.
  public func startInFront(announce: @escaping (TaskID) -> Bool) throws(SimmerError) -> FrontTask {
    let (task, equipment) = try begin(announce)
    guard let end = equipment.front?.outerEnd else {
      throw request.cannotStart("it has no terminal to start in")
    }
    return FrontTask(task: task, connection: end, terminal: equipment.terminal.inner)
  }

  /// Starts it while no other process counts the tasks, if it is held against how many there are.
  private func begin(_ announce: ((TaskID) -> Bool)?) throws(SimmerError) -> (
    task: TaskDirectory, equipment: Equipment
  ) {
    guard let most = request.mostTasks ?? Settings.mostTasks, most > 0 else {
      return try beginAtOnce(announce)
    }
    let lock = try store.lock(".starting")
    defer { lock.shut() }
    let running = store.liveTasks()
    guard running.count < most else {
      let list = running.prefix(10).map { "\($0.task.id) (\(Harmless.text($0.task.name)))" }.joined(
        separator: ", ")
      throw request.cannotStart(
        "\(running.count == 1 ? "1 task runs" : "\(running.count) tasks run"), and no more than \(most) may: \(list)\(running.count > 10 ? ", …" : "")",
        advice: "stop one, or raise max_tasks", .full)
    }
    return try beginAtOnce(announce)
  }

  private func beginAtOnce(_ announce: ((TaskID) -> Bool)?) throws(SimmerError) -> (
    task: TaskDirectory, equipment: Equipment
  ) {
    let directory = try enterDirectory()
    let task: TaskDirectory
    do { task = try store.makeTask() } catch { throw request.cannotWrite(to: store, error) }
    do throws(SimmerError) {
      let program = try request.program(of: task)
      let equipment = try Equipment(for: task, request: request)
      do throws(SimmerError) {
        try launch(task, in: directory, program: program, equipment: equipment, announce: announce)
      } catch let error {
        equipment.confinement?.remove()
        throw error
      }
      if let session = request.facts.session { store.makeWakePipe(for: session) }
      return (task, equipment)
    } catch let error {
      task.withdraw()
      throw error
    }
  }

  private func enterDirectory() throws(SimmerError) -> FilePath {
    if let directory = request.directory {
      do { try Access.enter(directory) } catch { throw request.cannotStart("\(directory): \(error)") }
    }
    guard let named = LaunchRequest.namedDirectory else {
      throw request.cannotStart("the working directory is gone")
    }
    if request.directory != nil, let real = try? Access.currentDirectory() {
      Environment.set("PWD", to: real.string)
      return real
    }
    Environment.set("PWD", to: named.string)
    return named
  }

  private func launch(
    _ task: TaskDirectory, in directory: FilePath, program: (path: FilePath, arguments: [[UInt8]]),
    equipment: Equipment,
    announce: ((TaskID) -> Bool)?
  ) throws(SimmerError) {
    for variable in request.environment { Environment.set(variable.name, to: variable.value) }
    Environment.set("SIMMER_TASK", to: task.id.description)
    Environment.remove("SIMMER_SESSION")
    Environment.remove("SIMMER_SHELL_FACTS")
    // Its shell stands for the one that the line was typed in, not below it. One that a command takes the place of sees to
    // that itself.
    if request.typed?.staysShell == true, let level = Settings.shellLevel, level > 0 {
      Environment.set("SHLVL", to: "\(level - 1)")
    }
    let pid = simmer_fork()
    if pid == 0 {
      Supervisor.main(
        task: task, facts: request.facts, front: request.front, program: program, equipment: equipment,
        isAwaited: announce != nil)
    }
    let reason = Errno.last
    equipment.launcherKeepsItsEnds()
    guard pid > 0 else { throw refusal(.fork, reason) }
    do throws(SimmerError) {
      // Meanwhile the supervisor writes its half of the record.
      do throws(Errno) {
        var facts = request.facts
        facts.hadState = request.typed?.hasState ?? (request.savedState != nil)
        facts.confinement = equipment.confinement
        try task.describe(
          command: request.text, directory: directory, label: request.label, launch: facts)
      } catch { throw request.cannotWrite(to: store, error) }
      if announce != nil { try expect(.ready, from: equipment.progress.readEnd) }
      if let agent = request.facts.agent { store.note(task.id, of: agent) }
      guard announce?(task.id) != false else { throw request.cannotStart("nobody took the answer") }
    } catch let error {
      equipment.gate.writeEnd.shut()
      equipment.gate.readEnd.shut()
      Children.discard(pid)
      throw error
    }
    try? equipment.gate.writeEnd.writeFully([1])
    equipment.gate.writeEnd.shut()
    // Open until here: where nobody is left to read, the writing would have ended this process (SIGPIPE).
    equipment.gate.readEnd.shut()
    try expect(.started, from: equipment.progress.readEnd)
  }

  private func expect(_ step: Progress.Step, from progress: FileDescriptor) throws(SimmerError) {
    switch Progress.read(from: progress) {
    case .step(step): return
    // A supervisor that took over says it again, not knowing whether it was said.
    case .step(.ready) where step == .started: try expect(step, from: progress)
    case .failure(let stage, let reason): throw refusal(stage, reason)
    default: throw request.cannotStart("its supervisor ended")
    }
  }

  private func refusal(_ stage: Progress.Stage, _ reason: Errno) -> SimmerError {
    switch stage {
    case .record: request.cannotWrite(to: store, reason)
    case .fork where reason == .resourceTemporarilyUnavailable:
      request.cannotStart("too many processes", advice: "see ulimit -u")
    case .fork, .terminal, .exec: request.cannotStart(reason.description)
    }
  }
}
