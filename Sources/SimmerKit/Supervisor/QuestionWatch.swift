// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// When to look whether a task waits for its keyboard: 0.7, 2.8 and 11 seconds after it has fallen silent, and then no
/// more, so that a quiet task costs nothing. A question is printed, and begins a new silence.
struct QuestionWatch {
  /// Milliseconds of silence before the first look.
  static let patience = 700
  /// How much later each look is than the one before, and the last of them, in milliseconds of silence.
  private static let growth = 4, last = 12_000

  /// On the steady clock.
  private(set) var nextLook: Int? = Clock.steady + Self.patience
  private var pause = Self.patience
  private var silentSince = Clock.steady
  /// Whether it waits, as far as is known.
  private(set) var isAsking = false
  /// Whether somebody was told of this question.
  var isTold = false

  /// The task has printed something, or got something.
  mutating func stir() {
    silentSince = Clock.steady
    pause = Self.patience
    nextLook = silentSince + pause
  }

  /// Milliseconds since the task printed or got anything.
  var silence: Int { Clock.steady - silentSince }

  /// Milliseconds of silence that tell a full screen that waits from one that watches something.
  static let fullScreenPatience = 2500

  /// Notes what a look has found.
  mutating func note(_ asking: Bool) {
    isAsking = asking
    pause *= Self.growth
    nextLook = asking || pause > Self.last ? nil : silentSince + pause
  }

  /// Somebody has answered.
  mutating func answered() {
    (isAsking, isTold) = (false, false)
    stir()
  }
}

extension Supervisor {
  /// Looks, when it is time, whether the task waits for its keyboard, and tells.
  mutating func watchForQuestions() {
    guard stage.front == nil, !hasEnded, !stage.isPaused, let look = questions.nextLook, Clock.steady >= look
    else {
      return
    }
    questions.note(isAsking)
    showFlag()
    guard questions.isAsking, !questions.isTold else { return }
    questions.isTold = true
    if stage.writer == nil { task.announce(.waiting, to: facts.session) }
  }

  /// The task is silent; does it wait for an answer?
  private var isAsking: Bool {
    guard let modes = capture.modes else { return false }
    // A secret: lines, unseen.
    if modes.givesLines, !modes.echoes { return true }
    if let group = capture.frontGroup, TerminalReader.exists(in: group) { return true }
    // Key by key: a question stands in an unfinished line, or on a screen of its own.
    guard !modes.givesLines else { return false }
    if capture.screen.isFullScreen { return questions.silence >= QuestionWatch.fullScreenPatience }
    return task.hasUnfinishedLine
  }

  /// Makes the live entry say how the task is.
  mutating func showFlag() {
    guard stage.front == nil else { return }
    raise(stage.isPaused ? .paused : questions.isAsking ? .waiting : isReady ? .ready : nil)
  }

  /// What was typed may have been the answer.
  mutating func noteKeys() {
    if questions.isTold { task.withdraw(.waiting) }
    questions.answered()
    showFlag()
  }
}

extension TaskDirectory {
  /// Whether the output ends in a line that can be seen and is not finished.
  var hasUnfinishedLine: Bool { !Harmless.line(lastBytes[...]).allSatisfy(\.isWhitespace) }

  /// The text of a question: what the output ends with, after the last newline. Empty for a full screen, whose text
  /// stands all over the place.
  public var question: String {
    let bytes = lastBytes
    let escapes = bytes.indices.filter { bytes[$0] == 0x1b }
    let moves = escapes.contains { escape in
      let sequence = bytes[escape...].dropFirst(2).first { $0 >= 0x40 }
      return sequence == UInt8(ascii: "H")
    }
    return moves ? "" : Harmless.line(bytes[...])
  }

  private var lastBytes: [UInt8] {
    let bytes = LogTail.lines(1, of: log(.stdout), limit: 4096)
    return bytes.last == UInt8(ascii: "\n") ? [] : bytes
  }

  /// Has a shell told `news`: that of `session`, or whichever looks first.
  func announce(_ news: News, to session: Session?) {
    try? store.done.appending(NoticeName(task: id, session: session, news: news).text).create([])
  }

  /// Takes back `news` that nobody was told yet; with nil, all but that of the end.
  func withdraw(_ news: News?) {
    for name in (try? store.done.names()) ?? [] {
      guard let notice = NoticeName(name), notice.task == id, !notice.news.isEnd,
        news == nil || notice.news == news
      else { continue }
      try? store.done.appending(name).removeFile()
    }
  }
}
