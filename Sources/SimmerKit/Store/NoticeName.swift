// SPDX-License-Identifier: GPL-3.0-or-later

/// What a shell can be told of a task.
public enum News: Hashable, Sendable {
  case ended(TaskState)
  /// It wants an answer.
  case waiting
  case ready
  /// Its watchdog stops it soon.
  case expiring
  /// It has printed a line of which somebody wanted to hear.
  case alert

  private static let ofRunning: [(news: News, word: String)] = [
    (.waiting, "waiting"), (.ready, "ready"), (.expiring, "expiring"),
    (.alert, "alert"),
  ]

  public var word: String {
    if case .ended(let state) = self { return state.rawValue }
    return Self.ofRunning.first { $0.news == self }?.word ?? ""
  }

  init?(_ word: String) {
    if let news = Self.ofRunning.first(where: { $0.word == word })?.news {
      self = news
    } else if let state = TaskState(rawValue: word) {
      self = .ended(state)
    } else {
      return nil
    }
  }

  public var isEnd: Bool { if case .ended = self { true } else { false } }
}

/// The name of a file in `done/`: all that the prompt has to know of an end, without opening anything.
struct NoticeName: Equatable, Sendable {
  var task: TaskID
  /// The shell that is to show it; nil: the first that looks.
  var session: Session?
  var news: News
  /// As in `$?`.
  var code: Int32

  var text: String { "\(task).\(session?.description ?? "none").\(news.word).\(code)" }

  init(task: TaskID, session: Session?, news: News, code: Int32 = 0) {
    (self.task, self.session, self.news, self.code) = (task, session, news, code)
  }

  init(task: TaskID, session: Session?, state: TaskState, code: Int32) {
    self.init(task: task, session: session, news: .ended(state), code: code)
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let task = TaskID(parts[0]), let news = News(String(parts[2])),
      let code = Int32(parts[3])
    else { return nil }
    self.init(task: task, session: Session(String(parts[1])), news: news, code: code)
  }
}
