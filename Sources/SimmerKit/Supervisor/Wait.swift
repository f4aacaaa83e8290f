// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension Store {
  /// Waits until all of `tasks` have ended, without polling: each supervisor says so, or hangs up.
  ///
  /// - Parameter timeout: Seconds to wait at most; nil is for ever.
  /// - Returns: Whether all have ended in time.
  public func wait(for tasks: [TaskDirectory], timeout: Double? = nil) -> Bool {
    let deadline = timeout.map { Clock.steady + Int(min(max(0, $0), 1e9) * 1000) }
    for task in tasks {
      while task.status?.state == .running {
        let left = deadline.map { $0 - Clock.steady }
        if let left, left <= 0 { return false }
        guard let connection = try? Connection(to: task, .wait) else {
          // Between its start and its socket, or between its end and its record, there is nobody to ask.
          PollSet.pause(min(left ?? 20, 20))
          continue
        }
        var set = PollSet()
        set.add(connection.descriptor, .input)
        set.wait(timeout: left)
        connection.close()
      }
    }
    return true
  }
}
