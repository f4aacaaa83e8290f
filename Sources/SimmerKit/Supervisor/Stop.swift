// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension Store {
  /// How many supervisors are spoken to at once: each takes a descriptor.
  private static let stoppedAtOnce = 200

  /// Stops `tasks`, all at the same time, as `TaskDirectory.stop` does one, and returns what came of each.
  public func stop(
    _ tasks: [TaskDirectory], _ signal: Signal = .terminate, grace: Double = Settings.graceSeconds,
    session: Session? = nil
  ) -> [TaskDirectory.StopOutcome] {
    let request = StopRequest(signal: signal, graceSeconds: grace, by: "user", session: session)
    return stride(from: 0, to: tasks.count, by: Self.stoppedAtOnce).flatMap { start in
      let calls = tasks[start..<min(start + Self.stoppedAtOnce, tasks.count)].map { task in
        (task: task, connection: try? Connection(to: task, .stop(request)))
      }
      return calls.map { task, connection in
        let answer = connection?.answer()
        connection?.close()
        return task.stop(request, answer: answer)
      }
    }
  }
}

extension TaskDirectory {
  /// What came of an order to stop.
  public enum StopOutcome: Equatable, Sendable {
    /// Nothing of it runs any more.
    case stopped
    /// It had ended before.
    case ended
    /// These could not be killed.
    case survivors([Int32])
  }

  /// Stops the task and everything it started, and returns when that is true.
  ///
  /// - Parameters:
  ///   - signal: What the processes get first.
  ///   - grace: Seconds until those that are left are killed.
  ///   - by: Who wants it: `user`, `reaper`.
  ///   - session: The shell in which it was asked for: it needs no notice.
  public func stop(
    _ signal: Signal = .terminate, grace: Double = Settings.graceSeconds, by: String = "user",
    session: Session? = nil
  ) -> StopOutcome {
    stop(StopRequest(signal: signal, graceSeconds: grace, by: by, session: session), answer: nil)
  }

  /// - Parameter answer: What the supervisor has said already, if it was asked.
  fileprivate func stop(_ request: StopRequest, answer: String?) -> StopOutcome {
    guard let words = (answer ?? ask(.stop(request)))?.split(separator: " "), let first = words.first else {
      return stopWithoutSocket(request)
    }
    switch first {
    case "stopped": return .stopped
    case "survivors": return .survivors(words.dropFirst().compactMap { Int32($0) })
    default: return .ended
    }
  }

  /// Ends a task whose supervisor cannot be spoken to: one that lost its socket takes SIGTERM for the same order.
  private func stopWithoutSocket(_ request: StopRequest) -> StopOutcome {
    guard let status, status.state == .running else { return stopWithoutSupervisor(request) }
    status.supervisor.send(.terminate)
    let patience = Double(request.grace + StopInProgress.patience) / 1000 + 1
    return store.wait(for: [self], timeout: patience) ? .stopped : .survivors([status.leader.pid])
  }

  /// Ends what a lost task has left behind: its first process, if that very process still runs, and all below it.
  private func stopWithoutSupervisor(_ request: StopRequest) -> StopOutcome {
    let confinement = launch.confinement
    guard let status, status.state == .lost, status.leader.isRunning || confinement?.members.isEmpty == false
    else { return .ended }
    var stop = StopInProgress(request)
    while true {
      // Those that were passed on to another parent when theirs died can be told by their group only.
      var left = confinement?.members ?? []
      if status.leader.isRunning {
        let below = [status.leader] + ProcessTree.descendants(of: status.leader.pid)
        left += below.filter { !left.contains($0) }
      }
      switch stop.advance(left, confinement) {
      case .over(let survivors):
        confinement?.remove()
        return survivors.isEmpty ? .stopped : .survivors(survivors.map(\.pid))
      case .waiting: PollSet.pause(stop.nextLook - Clock.steady)
      }
    }
  }
}
