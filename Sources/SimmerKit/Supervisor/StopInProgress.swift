// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The stopping of a whole tree of processes: the signal, the grace, SIGKILL, and the truth about what is left.
struct StopInProgress {
  enum Progress { case waiting, over(survivors: [ProcessIdentity]) }

  private(set) var request: StopRequest
  /// Who waits for the outcome.
  var clients: [Clients.ID] = []
  /// When to look again if no child reports its end before, on the steady clock.
  private(set) var nextLook: Int
  private var killAt: Int
  /// Set by the first SIGKILL: on a machine that is too busy to look in time, that may be late.
  private var giveUpAt: Int?
  private var signalled: Set<ProcessIdentity> = []

  /// Milliseconds between looks at the tree: a grandchild that ends does not report to the supervisor.
  private static let pause = 50
  /// Milliseconds that SIGKILL gets before a process counts as one that cannot be killed (uninterruptible sleep).
  static let patience = 3000

  init(_ request: StopRequest) {
    self.request = request
    nextLook = Clock.steady
    killAt = Clock.steady + request.grace
  }

  /// A second order while the first is carried out can only make it sooner.
  mutating func join(_ other: StopRequest) {
    killAt = min(killAt, Clock.steady + other.grace)
    if other.signal != request.signal {
      request.signal = other.signal
      signalled = []
    }
  }

  /// Does what is due, given the processes that are `left`.
  ///
  /// - Parameter confinement: Whose group is killed at once, so that none of it can have a child meanwhile.
  mutating func advance(_ left: [ProcessIdentity], _ confinement: Confinement? = nil) -> Progress {
    let now = Clock.steady
    if left.isEmpty { return .over(survivors: []) }
    if let giveUpAt, now >= giveUpAt { return .over(survivors: left) }
    if now >= killAt {
      giveUpAt = giveUpAt ?? now + Self.patience
      confinement?.kill()
      for process in left { process.send(.kill) }
    } else {
      // Also to those that were born since.
      for process in left where signalled.insert(process).inserted {
        process.send(request.signal)
        // What is stopped (SIGSTOP) would not hear it.
        process.send(.proceed)
      }
    }
    nextLook = now + Self.pause
    return .waiting
  }
}
