// SPDX-License-Identifier: GPL-3.0-or-later

/// The name of a file in `done/`: all that the prompt has to know of an end, without opening anything.
struct NoticeName: Equatable, Sendable {
  var task: TaskID
  /// The shell that is to show it; nil: the first that looks.
  var session: Session?
  /// How it ended; nil: it has not, but waits for an answer.
  var state: TaskState?
  /// As in `$?`.
  var code: Int32

  private static let waiting = "waiting"

  var text: String { "\(task).\(session?.description ?? "none").\(state?.rawValue ?? Self.waiting).\(code)" }

  init(task: TaskID, session: Session?, state: TaskState?, code: Int32) {
    (self.task, self.session, self.state, self.code) = (task, session, state, code)
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let task = TaskID(parts[0]), let code = Int32(parts[3]) else {
      return nil
    }
    let state = TaskState(rawValue: String(parts[2]))
    guard state != nil || parts[2] == Self.waiting else { return nil }
    self.init(task: task, session: Session(String(parts[1])), state: state, code: code)
  }
}
