// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A shell that is held (SIGSTOP) while the job in front of it is given the key that may stop it (Ctrl+Z).
///
/// A shell with jobs would go on with its list as soon as one is stopped. The task is stopped as a whole instead: held, its
/// shell never learns of it, and when all goes on, the job does first.
struct ShellHold {
  /// The process group of the job.
  let group: Int32
  /// On the steady clock.
  private(set) var nextLook = Clock.steady + 1
  private var pause = 1
  private let end = Clock.steady + Self.patience

  /// Milliseconds that a program gets to stop itself which reads the key.
  private static let patience = 300

  init(group: Int32) { self.group = group }

  enum Finding { case stopped, runs, unknown }

  /// Looks, if it is time, what the key has done.
  mutating func look() -> Finding {
    let now = Clock.steady
    guard now >= nextLook else { return .unknown }
    let job = ProcessRow.all().filter { $0.group == group && !$0.isZombie }
    if !job.isEmpty, job.allSatisfy(\.isStopped) { return .stopped }
    if job.isEmpty || now >= end { return .runs }
    pause *= 2
    nextLook = min(now + pause, end)
    return .unknown
  }
}

extension Supervisor {
  /// Holds the shell, if it has a job in front that `keys` may stop.
  mutating func holdShell(for keys: [UInt8]) {
    guard stage.hasJobs, stage.hold == nil, !stage.isPaused, let key = capture.modes?.suspendKey,
      keys.contains(key),
      let group = capture.frontGroup, group != status.leader.pid
    else { return }
    status.leader.send(.freeze)
    stage.hold = ShellHold(group: group)
  }

  /// Lets a shell go on that is held for nothing.
  mutating func continueHold() {
    guard !hasEnded, var hold = stage.hold else { return }
    switch hold.look() {
    case .unknown: stage.hold = hold
    case .stopped:
      stage.hold = nil
      notePause(by: .suspend)
    case .runs:
      stage.hold = nil
      status.leader.send(.proceed)
    }
  }
}
