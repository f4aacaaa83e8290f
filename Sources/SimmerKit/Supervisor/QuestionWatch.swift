// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// When to look whether a task waits for its keyboard.
///
/// A question is printed, as a rule, and begins a silence: so the first looks are soon after one has begun. When it has
/// lasted a while there is one whenever it has become twice as long, but at least every five minutes: a task that is quiet
/// for good costs twelve looks an hour. What reads without a word after that has done something else first. When it waited
/// for another process in front, the end of that one is waited for too, which costs nothing while it lasts; when it slept
/// by the clock, there is a look when it wakes; while it computes, looks stay close, which is nothing beside what it costs.
/// Nothing tells of a read that begins after it has waited for a network or a lock (the packet mode of a terminal tells of
/// a change of modes only where the other side does all editing, EXTPROC): it is found after at most as long as the
/// silence before it.
struct QuestionWatch {
  /// Milliseconds of silence before the first look.
  static let patience = 700
  /// Milliseconds between two looks while the silence is young, and how young that is.
  private static let shortPause = 1400, youth = 20_000
  /// Milliseconds between two looks, at most.
  private static let longestPause = 300_000
  /// As many times in a silence is the end of a sleep taken for a sign of life: what sleeps again and again does so for good.
  private static let mostAlarms = 4

  /// On the steady clock.
  private(set) var nextLook = Clock.steady + Self.patience
  private var silentSince: Int
  /// When it last showed that it does something, if not by output.
  private var livelySince: Int
  private var lastLook = 0
  /// Milliseconds of processors that those in front had used by then.
  private var cpuTime = 0
  /// When a sleep ends that is waited for, and how many have ended in this silence.
  private var alarm: Int?
  private var alarms = 0
  /// How long a full screen that seemed to wait was silent before it went on by itself, in milliseconds.
  private(set) var pace = 0
  private var isFullScreen = false
  /// Whether it waits, as far as is known.
  private(set) var isAsking = false
  /// Whether somebody was told of this question.
  var isTold = false
  /// The processes in front that are waited for (pidfd_open(2)), and where they stand in the set of the loop.
  private var others: [FileDescriptor] = []
  private var place = 0
  /// As many as are waited for.
  private static let mostOthers = 8

  init(silentSince: Int = Clock.steady) { (self.silentSince, livelySince) = (silentSince, silentSince) }

  /// The task has printed something, or goes on.
  mutating func stir() {
    if isAsking, isFullScreen { pace = max(pace, silence) }
    silentSince = Clock.steady
    (livelySince, alarm, alarms) = (silentSince, nil, 0)
    nextLook = silentSince + Self.patience
  }

  /// Milliseconds since the task printed or got anything.
  var silence: Int { Clock.steady - silentSince }

  /// Notes what a `look` has found, `now` on the steady clock.
  mutating func note(
    _ asking: Bool, isFullScreen: Bool, _ look: TerminalWait.Look, now: Int = Clock.steady
  ) {
    (isAsking, self.isFullScreen) = (asking, isFullScreen)
    if !isFullScreen { pace = 0 }
    // A twentieth of a processor is work.
    let work = abs(look.cpuTime - cpuTime)
    let isAwake = alarm.map { $0 <= now } ?? false
    if isAwake { alarms += 1 }
    if work > 0 && work * 20 >= now - lastLook || isAwake { livelySince = now }
    (lastLook, cpuTime, alarm) = (now, look.cpuTime, nil)
    var pause = now - livelySince < Self.youth ? Self.shortPause : min(now - silentSince, Self.longestPause)
    if let sleep = look.alarm, sleep < pause, alarms < Self.mostAlarms {
      pause = max(Self.shortPause, sleep + 100)
      alarm = now + pause
    }
    nextLook = now + pause
  }

  // MARK: - The ends of others

  /// Waits for the ends of `processes`, and of no others any more.
  mutating func follow(_ processes: [Int32]) {
    for other in others { other.shut() }
    others = processes.prefix(Self.mostOthers).compactMap { ProcessIdentity.pin($0) }
  }

  mutating func enter(_ set: inout PollSet) {
    place = others.isEmpty ? -1 : set.count
    for other in others { set.add(other, .input) }
  }

  /// Has a look come soon if one of them has ended: but not sooner than after the last one, however many end.
  mutating func heed(_ set: PollSet) {
    guard place >= 0, others.indices.contains(where: { !set.events(at: place + $0).isEmpty }) else { return }
    follow([])
    nextLook = min(nextLook, max(Clock.steady + Self.patience, lastLook + Self.shortPause))
  }

  /// A question was found and told of already.
  mutating func resume() { (isAsking, isTold) = (true, true) }

  /// Somebody has answered.
  mutating func answered() {
    (isAsking, isTold, pace) = (false, false, 0)
    stir()
  }
}

extension TerminalWait {
  /// Milliseconds: who waits less long polls, and does something else meanwhile.
  private static let shortest = 4000

  /// Whether it can do nothing before somebody presses a key.
  var isForKeys: Bool { isAlone && !isPoll }

  private var isPoll: Bool { timeout.map { $0 < Self.shortest } ?? false }

  /// Milliseconds of silence after which it would have done something else, if it had anything else to do.
  var patience: Int { isPoll ? (timeout ?? 0) * 5 / 4 : 0 }
}

extension TerminalWait.Look {
  var isForKeys: Bool { waits.contains(where: \.isForKeys) }

  /// Milliseconds of silence that tell a program on a screen of its own that waits from one that watches something; nil
  /// when it does not wait for keys at all.
  ///
  /// - Parameter pace: How long it was silent before it went on by itself.
  func fullScreenPatience(pace: Int) -> Int? {
    guard let patience = waits.map(\.patience).min() ?? (isBlind ? 0 : nil) else { return nil }
    return max(1300, patience, pace * 5 / 4)
  }
}

extension Supervisor {
  /// Looks, when it is time, whether the task waits for its keyboard, and tells.
  mutating func watchForQuestions() {
    guard stage.front == nil, !hasEnded, !stage.isPaused, Clock.steady >= questions.nextLook else { return }
    let (isAsking, look) = look()
    questions.note(isAsking, isFullScreen: capture.screen.isFullScreen, look)
    // The end of the first process is told anyway.
    questions.follow(isAsking ? [] : look.processes.filter { $0 != status.leader.pid })
    showFlag()
    if questions.isAsking, !questions.isTold {
      questions.isTold = true
      if stage.writer == nil { task.announce(.waiting, to: facts.session) }
      tellOthers(.waiting, isKnown: stage.writer != nil)
    } else if !questions.isAsking, questions.isTold {
      // It goes on without an answer; what it asks next is another question.
      questions.isTold = false
      task.withdraw(.waiting)
    }
  }

  /// The task is silent; does it wait for an answer? And what do those in front do?
  private func look() -> (isAsking: Bool, look: TerminalWait.Look) {
    guard let modes = capture.modes else { return (false, TerminalWait.Look()) }
    // A secret: lines, unseen.
    if modes.givesLines, !modes.echoes { return (true, TerminalWait.Look()) }
    let isFull = !modes.givesLines && capture.screen.isFullScreen
    let look =
      capture.frontGroup.map { TerminalWait.look(at: $0, everyThread: isFull) } ?? TerminalWait.Look()
    return (isQuestion(look, modes, isFull: isFull), look)
  }

  private func isQuestion(_ look: TerminalWait.Look, _ modes: TerminalModes, isFull: Bool) -> Bool {
    if isFull {
      return look.fullScreenPatience(pace: questions.pace).map { questions.silence >= $0 } ?? false
    }
    if look.isForKeys { return true }
    // Key by key: a question stands in an unfinished line.
    guard !modes.givesLines, task.hasUnfinishedLine else { return false }
    return questions.silence >= look.waits.map(\.patience).min() ?? 0
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
    store.wake(session)
  }

  /// Takes back `news` that nobody was told yet; with nil, all that its end makes untrue.
  func withdraw(_ news: News?) {
    for name in (try? store.done.names()) ?? [] {
      guard let notice = NoticeName(name), notice.task == id, !notice.news.isEnd,
        news.map({ $0 == notice.news }) ?? (notice.news != .alert)
      else { continue }
      try? store.done.appending(name).removeFile()
    }
  }
}
