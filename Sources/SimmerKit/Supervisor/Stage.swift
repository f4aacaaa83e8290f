// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Who sees a task in a terminal, and who types to it.
struct Stage {
  /// The terminal that the task was started in, until it moves to the background.
  struct Front {
    /// `Clients.nobody` until it has found the supervisor that took over.
    var client: Clients.ID
    /// Milliseconds that the task may stay; nil is for ever.
    let threshold: Int?
    /// When to look whether it has to move, on the steady clock.
    var nextLook: Int?
    /// Whether it was found to be talking to its user.
    var isTalking = false
    /// When a key may count as an answer again: who types fast is looked at once.
    var heedsKeysAt = 0
  }

  var front: Front?
  /// Whose keys go to the task.
  var writer: Clients.ID?
  /// The size that the terminal gets back when nobody types to it any more.
  var sizeBefore: TerminalSize?
  /// The size that the terminal is about to get, and when: a program repaints when its size changes.
  var repaint: (size: TerminalSize, at: Int)?
  var isPaused = false
  /// Whether the first process is a shell with jobs.
  let hasJobs: Bool
  /// That shell, while it may be about to be stopped.
  var hold: ShellHold?

  init(hasJobs: Bool) { self.hasJobs = hasJobs }

  /// When there is something to do, on the steady clock.
  var nextLook: Int? {
    let times = [front?.nextLook, repaint?.at, hold?.nextLook].compactMap { $0 }
    return times.min()
  }

  /// Milliseconds between two looks at a task that is talking to its user.
  static let pause = 500
  /// Milliseconds that the terminal in front has to find a supervisor that took over.
  static let frontPatience = 5000
  /// Milliseconds between the two changes of size that make a program repaint: it has to see the first.
  static let repaintPause = 60
}

extension Supervisor {
  // MARK: - In front

  /// Shows the task at `end` from its first byte on.
  mutating func show(at end: FileDescriptor, threshold: Int?) {
    let client = clients.add(end)
    clients.makeViewer(
      client, request: .attach(AttachRequest(isWriter: true, size: facts.size, session: facts.session)))
    stage.front = Stage.Front(
      client: client, threshold: threshold, nextLook: threshold.map { Clock.steady + $0 })
    stage.writer = client
  }

  /// Waits for the terminal in front to find this supervisor, which took over.
  mutating func awaitFront(_ front: LaunchRequest.Front) {
    stage.front = Stage.Front(
      client: Clients.nobody, threshold: front.threshold, nextLook: Clock.steady + Stage.frontPatience)
  }

  /// The terminal in front is there again.
  private mutating func resumeFront(_ client: Clients.ID) {
    guard var front = stage.front else { return }
    front.client = client
    front.nextLook = front.threshold.map { Clock.steady + $0 }
    stage.front = front
  }

  var isFrontBehind: Bool { stage.front.map { clients.isBehind($0.client) } ?? false }

  /// Takes the task from the terminal that it was started in; it never notices.
  private mutating func leaveFront(saying frame: Frame?) {
    guard let front = stage.front else { return }
    stage.front = nil
    stage.writer = nil
    if let frame { clients.dismiss(front.client, with: frame) }
    showFlag()
    questions.stir()
    startWatchdog()
  }

  /// Does what is due: the move to the background, the second half of a repaint.
  mutating func continueShow() {
    let now = Clock.steady
    if let repaint = stage.repaint, now >= repaint.at {
      stage.repaint = nil
      capture.resize(repaint.size)
    }
    guard var front = stage.front, let look = front.nextLook, now >= look, !hasEnded else { return }
    guard front.client != Clients.nobody else {
      leaveFront(saying: nil)
      return
    }
    guard let threshold = front.threshold else { return }
    if isTalking {
      front.isTalking = true
      front.nextLook = now + Stage.pause
    } else if front.isTalking {
      front.isTalking = false
      front.nextLook = now + threshold
    } else {
      leaveFront(saying: Frame(.background, "time"))
      return
    }
    stage.front = front
  }

  /// Whether the task is in the middle of something with its user: a question, or a screen of its own.
  private var isTalking: Bool {
    if capture.screen.isFullScreen { return true }
    guard let modes = capture.modes else { return false }
    if !modes.givesLines || !modes.echoes { return true }
    return capture.frontGroup.map { TerminalWait.look(at: $0, everyThread: false).isForKeys } ?? false
  }

  // MARK: - Attached

  /// Lets `client` see the task.
  mutating func admit(_ client: Clients.ID, _ request: AttachRequest) {
    guard !hasEnded else {
      clients.dismiss(client, "ended")
      return
    }
    guard !(request.isWriter && stage.writer != nil) else {
      clients.dismiss(client, "taken")
      return
    }
    // Too late: it has moved to the background.
    guard !request.isFront || stage.front?.client == Clients.nobody else {
      clients.dismiss(client, "moved")
      return
    }
    if request.isFront { resumeFront(client) }
    let log = capture.beginShowing()
    clients.makeViewer(client, request: .attach(request))
    clients.send(
      Frame(.attached, "\(log)" + capture.screen.changed.map { " \($0)" }.joined()), to: client)
    guard request.isWriter else { return }
    stage.writer = client
    stage.sizeBefore = capture.size
    if stage.isPaused { _ = setPaused(false) }
    guard request.size.rows > 0, request.size.columns > 0 else { return }
    if capture.size == request.size, request.size.rows > 1 {
      capture.resize(TerminalSize(columns: request.size.columns, rows: request.size.rows - 1))
      stage.repaint = (request.size, Clock.steady + Stage.repaintPause)
    } else {
      capture.resize(request.size)
    }
  }

  /// Does what somebody who is attached wants.
  mutating func heed(_ frame: Frame, from client: Clients.ID) {
    if case .type(let how) = clients.request(of: client) {
      clients.dismiss(client, type(frame.payload, how))
      return
    }
    guard client == stage.writer else { return }
    switch frame.kind {
    case .input:
      heedAnswer()
      if !hasEnded {
        holdShell(for: frame.payload)
        capture.type(frame.payload)
        noteKeys()
      }
    case .size:
      let numbers = frame.numbers
      guard numbers.count == 2, let rows = UInt16(exactly: numbers[0]),
        let columns = UInt16(exactly: numbers[1]),
        rows > 0, columns > 0
      else { return }
      stage.repaint = nil
      capture.resize(TerminalSize(columns: columns, rows: rows))
    case .signal:
      guard let number = frame.numbers.first, let number = Int32(exactly: number), (1..<65).contains(number),
        let group = capture.frontGroup, !hasEnded
      else { return }
      ProcessGroup.send(Signal(rawValue: number), to: group)
    case .background:
      if !hasEnded { leaveFront(saying: Frame(.background, "key")) }
    default: break
    }
  }

  /// Lets the threshold begin again if what is typed is an answer.
  private mutating func heedAnswer() {
    let now = Clock.steady
    guard let threshold = stage.front?.threshold, let due = stage.front?.heedsKeysAt, now >= due else {
      return
    }
    stage.front?.heedsKeysAt = now + Stage.pause
    if isTalking { stage.front?.nextLook = now + threshold }
  }

  private mutating func type(_ keys: [UInt8], _ how: TypingRequest) -> String {
    if hasEnded { return "ended" }
    if how == .secret, capture.modes?.echoes != false { return "shown" }
    capture.type(keys)
    noteKeys()
    return "typed"
  }

  /// Forgets `client`, which has hung up.
  mutating func miss(_ client: Clients.ID) {
    if client == stage.front?.client { leaveFront(saying: nil) }
    if client == stage.writer {
      stage.writer = nil
      stage.repaint = nil
      if let size = stage.sizeBefore, !hasEnded { capture.resize(size) }
      stage.sizeBefore = nil
    }
    if !clients.hasViewers, !hasEnded { capture.endShowing() }
  }

  /// Whether somebody in `session` sees the task and can type to it.
  func isShown(to session: Session?) -> Bool {
    if stage.front != nil { return true }
    guard let session, let writer = stage.writer, case .attach(let request) = clients.request(of: writer)
    else {
      return false
    }
    return request.session == session
  }

  /// Tells those that look on how the task has ended.
  mutating func endShow() {
    let exit =
      switch status.exit {
      case .code(let code): "code \(code)"
      case .signal(let signal): "signal \(signal.rawValue)"
      case nil: "unknown 0"
      }
    stage.front = nil
    clients.dismissViewers(Frame(.ended, "\(exit) \(capture.keysTaken)"))
  }

  // MARK: - Pausing

  /// Stops all processes of the task, or lets them go on.
  mutating func setPaused(_ pause: Bool) -> String {
    if hasEnded { return "ended" }
    // A shell is never to see one of its jobs stopped: it is the first to stop, and the last to go on.
    let processes = ProcessTree.adopted()
    for process in pause ? processes : processes.reversed() { process.send(pause ? .freeze : .proceed) }
    if pause { notePause(by: .freeze) } else { noteContinuation() }
    return pause ? "paused" : "resumed"
  }

  mutating func notePause(by signal: Signal) {
    guard !stage.isPaused, !hasEnded else { return }
    // What it printed before, and the echo of the key, belong in front of the news.
    capture.drain(to: &clients, front: stage.front?.client)
    stage.isPaused = true
    let news = Frame(.paused, String(signal.rawValue))
    if stage.front != nil {
      leaveFront(saying: news)
    } else {
      if let writer = stage.writer { clients.dismiss(writer, with: news) }
      showFlag()
    }
  }

  mutating func noteContinuation() {
    guard stage.isPaused else { return }
    stage.isPaused = false
    questions.stir()
    showFlag()
  }
}
