// SPDX-License-Identifier: GPL-3.0-or-later

// The talk on a task's socket, a line each way:
//
//   wait                               ended                            when the task has ended
//   ready                              ready | ended                    when the task is ready, or has ended
//   follow                             "." for every growth of a log    then ended
//   stop SIGNAL GRACE BY SESSION       stopped | survivors PID… | ended
//   extend MILLISECONDS                left MILLISECONDS | never | stopping | ended
//   pause                              paused | ended
//   resume                             resumed | ended
//   type HOW, then one frame of input  typed | ended | shown            HOW is plain or secret
//   attach HOW ROWS COLUMNS SESSION    frames, see Frame | taken        HOW is write, read, or front: write, once more
//   anything else                      error

/// What a supervisor can be asked for.
enum SupervisorRequest: Equatable {
  case wait
  case ready
  case follow
  case stop(StopRequest)
  /// Milliseconds that the watchdog is to wait longer.
  case extend(Int)
  case pause
  case resume
  case type(TypingRequest)
  case attach(AttachRequest)

  /// The most that one request may take, in bytes.
  static let limit = 256

  /// A year, in milliseconds.
  static let longestExtension = 365 * 86_400_000

  /// Whether frames come after it.
  var hasFrames: Bool {
    switch self {
    case .attach, .type: true
    default: false
    }
  }

  var text: String {
    switch self {
    case .wait: "wait"
    case .ready: "ready"
    case .follow: "follow"
    case .stop(let stop):
      "stop \(stop.signal.rawValue) \(stop.grace) \(stop.by) \(stop.session?.description ?? "none")"
    case .extend(let span): "extend \(span)"
    case .pause: "pause"
    case .resume: "resume"
    case .type(let typing): "type \(typing.rawValue)"
    case .attach(let attach):
      "attach \(attach.isFront ? "front" : attach.isWriter ? "write" : "read") \(attach.size.rows) \(attach.size.columns) \(attach.session?.description ?? "none")"
    }
  }

  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    switch words.first {
    case "wait" where words.count == 1: self = .wait
    case "ready" where words.count == 1: self = .ready
    case "follow" where words.count == 1: self = .follow
    case "extend" where words.count == 2:
      guard let span = Int(words[1]), (1...Self.longestExtension).contains(span) else { return nil }
      self = .extend(span)
    case "pause" where words.count == 1: self = .pause
    case "resume" where words.count == 1: self = .resume
    case "stop" where words.count == 5:
      guard let signal = Signal(words[1]), let grace = Int(words[2]), grace >= 0 else { return nil }
      self = .stop(StopRequest(signal: signal, grace: grace, by: words[3], session: Session(words[4])))
    case "type" where words.count == 2:
      guard let typing = TypingRequest(rawValue: words[1]) else { return nil }
      self = .type(typing)
    case "attach" where words.count == 5:
      guard ["write", "read", "front"].contains(words[1]), let rows = UInt16(words[2]),
        let columns = UInt16(words[3])
      else { return nil }
      self = .attach(
        AttachRequest(
          isWriter: words[1] != "read", isFront: words[1] == "front",
          size: TerminalSize(columns: columns, rows: rows),
          session: Session(words[4])))
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

  init(signal: Signal, grace: Int = Int(Settings.graceSeconds * 1000), by: String, session: Session? = nil) {
    (self.signal, self.grace, self.by, self.session) = (signal, grace, by, session)
  }

  init(signal: Signal, graceSeconds: Double, by: String, session: Session?) {
    self.init(signal: signal, grace: Int(min(max(0, graceSeconds), 1e6) * 1000), by: by, session: session)
  }
}

/// Whether what is to be typed may be seen.
enum TypingRequest: String, Equatable {
  case plain
  /// Only while the terminal of the task does not show what is typed.
  case secret
}

/// Somebody who wants to see a task in a terminal.
struct AttachRequest: Equatable {
  /// Whether the keys go to the task. One may, any number may look on.
  var isWriter: Bool
  /// Whether it is the terminal that the task was started in, whose supervisor was killed.
  var isFront = false
  /// Of the terminal; 0 × 0 where there is none.
  var size: TerminalSize
  /// The shell in which it is.
  var session: Session?
}
