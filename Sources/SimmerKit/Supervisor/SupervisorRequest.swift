// SPDX-License-Identifier: GPL-3.0-or-later

// The talk on a task's socket, a line each way:
//
//   wait                               ended                            when the task has ended
//   follow                             "." for every growth of a log    then ended
//   stop SIGNAL GRACE BY SESSION       stopped | survivors PID… | ended
//   anything else                      error

/// What a supervisor can be asked for.
enum SupervisorRequest: Equatable {
  case wait
  case follow
  case stop(StopRequest)

  /// The most that one request may take, in bytes.
  static let limit = 256

  var text: String {
    switch self {
    case .wait: "wait"
    case .follow: "follow"
    case .stop(let stop):
      "stop \(stop.signal.rawValue) \(stop.grace) \(stop.by) \(stop.session?.description ?? "none")"
    }
  }

  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "wait" where words.count == 1: self = .wait
    case "follow" where words.count == 1: self = .follow
    case "stop" where words.count == 5:
      guard let signal = Signal(words[1]), let grace = Int(words[2]), grace >= 0 else { return nil }
      self = .stop(StopRequest(signal: signal, grace: grace, by: words[3], session: Session(words[4])))
    default: return nil
    }
  }
}

/// An order to end a task.
struct StopRequest: Equatable {
  /// What the processes get first.
  var signal: Signal
  /// Milliseconds until those that are left are killed.
  var grace = Int(Settings.graceSeconds * 1000)
  /// Who wants it: `user`, `watchdog`, `reaper`, `system`.
  var by: String
  /// The shell in which it was asked for.
  var session: Session?
}
