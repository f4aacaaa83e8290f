// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The starting again of a task that has ended by itself: when, how often, and when to give up.
///
/// One second after the first end, then twice as long each time, up to a minute; a run of a minute begins anew. Five runs
/// in a row that fail within ten seconds are a crash loop: nothing is gained by going on.
struct Restarts {
  let policy: RestartPolicy
  let program: (path: FilePath, arguments: [[UInt8]])
  let equipment: Equipment
  /// How the terminal was at first: a program that crashes leaves it as it is.
  let modes: TerminalModes?
  /// When it is started again, on the steady clock.
  private(set) var nextAt: Int?
  private var began = Clock.steady
  /// Runs in a row that did not last, and those of them that failed at once.
  private var inRow = 0
  private var atOnce = 0

  private static let shortest = 1000
  private static let longest = 60_000
  private static let crash = 10_000
  private static let crashLoop = 5

  init(
    _ policy: RestartPolicy, program: (path: FilePath, arguments: [[UInt8]]), equipment: Equipment,
    modes: TerminalModes?
  ) {
    (self.policy, self.program, self.equipment, self.modes) = (policy, program, equipment, modes)
  }

  /// Plans the next start after `exit`; returns the milliseconds until it, nil when there is none.
  mutating func plan(after exit: Exit) -> Int? {
    let isFailure = exit != .code(0)
    let lasted = Clock.steady - began
    if lasted >= Self.longest { (inRow, atOnce) = (0, 0) }
    atOnce = isFailure && lasted < Self.crash ? atOnce + 1 : 0
    switch policy {
    case .always: break
    case .onFailure(let most): guard isFailure, most.map({ inRow < $0 }) ?? true else { return nil }
    }
    guard atOnce < Self.crashLoop else { return nil }
    let pause = min(Self.shortest << min(inRow, 6), Self.longest)
    inRow += 1
    nextAt = Clock.steady + pause
    equipment.handover.plannedStart = Handover.PlannedStart(
      at: Clock.steady + pause, exit: exit, inRow: inRow, atOnce: atOnce)
    return pause
  }

  /// Goes on with the plan of the supervisor before.
  mutating func resume(_ plan: Handover.PlannedStart) {
    (nextAt, inRow, atOnce) = (plan.at, plan.inRow, plan.atOnce)
  }

  mutating func cancel() {
    nextAt = nil
    equipment.handover.plannedStart = nil
  }

  mutating func begin() {
    (nextAt, began) = (nil, Clock.steady)
    equipment.handover.plannedStart = nil
  }
}

extension Supervisor {
  /// Whether the task is started again after this end of its first process.
  mutating func planRestart(after exit: Exit) -> Bool {
    guard stop == nil, status.stoppedBy == nil, !hasEnded, let pause = restarts?.plan(after: exit) else {
      return false
    }
    // What it has left would be in the way of its successor.
    for process in ProcessTree.adopted() { process.send(.terminate) }
    let how =
      switch exit {
      case .code(let code): "exit \(code)"
      case .signal(let signal): "\(signal)"
      }
    notePeak()
    Children.discard(ended: status.leader.pid)
    capture.drain(to: &clients, front: nil)
    capture.remark("ended with \(how), is started again in \(TimeSpan.text(milliseconds: pause))")
    return true
  }

  /// Gives up a start that was planned.
  mutating func cancelRestart() {
    guard restarts?.nextAt != nil else { return }
    restarts?.cancel()
    capture.releaseTerminal()
  }

  /// Starts the task again when it is time.
  mutating func restartIfDue() {
    guard let due = restarts?.nextAt, Clock.steady >= due, !hasEnded else { return }
    for process in ProcessTree.adopted() { process.send(.kill) }
    guard let leader = startAgain() else {
      // The end of the last run is the end.
      cancelRestart()
      return
    }
    leaderExit = nil
    status.leader = leader
    status.restarts += 1
    task.replace(status)
    restarts?.begin()
    handover.memoryKills = MemoryKills()
    stage.isPaused = false
    if isReady { task.withdraw(.ready) }
    isReady = false
    task.forgetReadiness()
    endReadiness()
    readiness = ReadyWatch(facts.ready)
    capture.scanner = Self.scanner(for: facts.ready)
    questions.stir()
    showFlag()
  }

  /// Starts the program on the terminal that the last run had; nil when that cannot be.
  private func startAgain() -> ProcessIdentity? {
    // This process stands in the directory of the record.
    guard let restarts, (try? Access.enter(FilePath(task.directory))) != nil else { return nil }
    defer { try? Access.enter(task.path) }
    guard let gate = try? FileDescriptor.closedPipe() else { return nil }
    guard let report = try? FileDescriptor.closedPipe() else {
      gate.readEnd.shut()
      gate.writeEnd.shut()
      return nil
    }
    try? restarts.modes?.apply(to: restarts.equipment.terminal.outer)
    let pid = Self.fork(
      restarts.program, restarts.equipment, gate: gate.readEnd, report: report.writeEnd, facts: facts,
      task: task.id)
    gate.readEnd.shut()
    report.writeEnd.shut()
    let leader = pid > 0 ? ProcessIdentity(runningAs: pid) : nil
    if leader != nil { try? gate.writeEnd.writeFully([1]) }
    gate.writeEnd.shut()
    return Self.execFailure(report.readEnd) == nil ? leader : nil
  }
}
