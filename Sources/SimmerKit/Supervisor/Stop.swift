// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

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
    let milliseconds = Int(min(max(0, grace), 1e6) * 1000)
    let request = StopRequest(signal: signal, grace: milliseconds, by: by, session: session)
    if let connection = try? Connection(to: self, .stop(request)) {
      defer { connection.close() }
      if let words = connection.answer()?.split(separator: " "), let first = words.first {
        switch first {
        case "stopped": return .stopped
        case "survivors": return .survivors(words.dropFirst().compactMap { Int32($0) })
        default: return .ended
        }
      }
    }
    return stopWithoutSocket(request)
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
    guard let status, status.state == .lost, status.leader.isRunning else { return .ended }
    var stop = StopInProgress(request)
    while true {
      // Members that were passed on to another parent when theirs died are out of reach without a supervisor.
      let left =
        status.leader.isRunning ? [status.leader] + ProcessTree.descendants(of: status.leader.pid) : []
      switch stop.advance(left) {
      case .over(let survivors): return survivors.isEmpty ? .stopped : .survivors(survivors.map(\.pid))
      case .waiting: PollSet.pause(stop.nextLook - Clock.steady)
      }
    }
  }
}
