// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// The list of tasks to move about in: `simmer menu`.
///
/// What takes time, stopping and starting, is done by this program in a process of its own, so that keys are answered
/// meanwhile; what needs the terminal gets it, and gives it back.
struct Picker {
  private let store: Store
  private let program: String
  private let terminal: UserTerminal
  private var vigil: Vigil
  private var painter: Painter
  private var keys = Keystrokes()
  private var model = PickerModel(session: Settings.session)
  /// What was started beside the screen, and what to say meanwhile, and when it fails.
  private var helpers: [(pid: Int32, doing: String, failure: String)] = []
  private var isStale = true
  /// When it last looked at the tasks, and how long that took: where it takes long, looks are fewer, so that no more than
  /// a fifth of the time goes into them.
  private var lastLook = 0
  private var lookTime = 0
  private var isOver = false
  /// Tells of the screen, should it never be given back.
  private var mark: ScreenMark?

  /// Milliseconds between two looks at what changes without a word, such as how long a task runs.
  private static let tick = 1000
  /// Milliseconds between two looks when much is written.
  private static let pause = 60

  init(store: Store, on terminal: UserTerminal) throws(SimmerError) {
    (self.store, self.terminal) = (store, terminal)
    program = try ThisProcess.program().string
    painter = Painter(on: terminal)
    do throws(Errno) { vigil = try Vigil(for: terminal) } catch {
      throw SimmerError(.refused, cannot: "show the menu", error.description)
    }
  }

  /// Shows the picker until it is left.
  mutating func run() throws(SimmerError) {
    vigil.watch(store)
    look()
    mark = ScreenMark(in: store)
    try painter.enter()
    while !isOver {
      painter.show(PickerView(model, size: painter.measure()).rows)
      let news = vigil.wait(timeout: timeout)
      if news.isHungUp { leave(by: .hangup) }
      for signal in news.signals { try heed(signal) }
      if news.store != .nothing { isStale = true }
      if news.hasKeys { keys.add(terminal.typed()) }
      while !isOver, let key = keys.take(final: !news.hasKeys) { try press(key) }
      // Keys go before: what they do is shown first.
      if isDue, !news.hasKeys { look() }
    }
    painter.leave()
    mark?.remove()
  }

  // MARK: - Time

  /// When to look next, on the steady clock; nil: when something happens.
  private var nextLook: Int? {
    guard isStale || hasClock else { return nil }
    return lastLook + max(isStale ? Self.pause : Self.tick, 4 * lookTime)
  }

  private var isDue: Bool { nextLook.map { $0 <= Clock.steady } ?? false }

  /// Whether something changes without a word.
  private var hasClock: Bool { model.runningCount > 0 || !helpers.isEmpty || !vigil.watchesStore }

  private var timeout: Int? {
    if keys.isOpen { return Keystrokes.patience }
    return nextLook.map { max(0, $0 - Clock.steady) }
  }

  /// Brings what is shown up to date.
  private mutating func look() {
    isStale = false
    let began = Clock.steady
    defer { (lastLook, lookTime) = (Clock.steady, Clock.steady - began) }
    if !vigil.watchesStore { watch() }
    let live = store.liveTasks().map(\.task)
    let ended = store.newestTasks(PickerModel.recent + live.count).filter { task in
      !live.contains { $0.id == task.id }
    }
    model.update(store.reports(of: (live + ended).compactMap { task in task.status.map { (task, $0) } }))
    model.excerpts = detailedTask.map(excerpts) ?? []
    helpers.removeAll { helper in
      guard let end = FrontProgram.ended(helper.pid) else { return false }
      if end != .code(0) {
        model.message = helper.failure
      } else if model.message == helper.doing {
        model.message = nil
      }
      return true
    }
  }

  private var detailedTask: TaskDirectory? {
    model.detailed.flatMap { TaskID("\($0.id)") }.flatMap { store.task($0) }
  }

  private mutating func watch() { vigil.watch(store, task: detailedTask) }

  /// The last ten lines of each stream.
  private func excerpts(_ task: TaskDirectory) -> [PickerModel.Excerpt] {
    TaskDirectory.Stream.allCases.map { stream in
      let bytes = LogTail.lines(10, of: task.log(stream))
      let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
        Harmless.line($0)
      }
      return PickerModel.Excerpt(
        stream: stream.rawValue, lines: Array((lines.last == "" ? lines.dropLast() : lines[...]).suffix(10)))
    }
  }

  // MARK: - Signals

  private mutating func heed(_ signal: Signal) throws(SimmerError) {
    switch signal {
    case .suspend: try suspend()
    case .proceed: try painter.enter()
    case .interrupt, .hangup, .terminate, .quit: leave(by: signal)
    default: break
    }
  }

  private func leave(by signal: Signal) -> Never {
    painter.leave()
    mark?.remove()
    ThisProcess.die(of: signal)
  }

  private mutating func suspend() throws(SimmerError) {
    painter.leave()
    ThisProcess.suspend()
    try painter.enter()
    isStale = true
  }

  // MARK: - Keys

  private mutating func press(_ key: Keystroke) throws(SimmerError) {
    // Where these keys would end or stop a program, they do.
    if key == .control("c") { isOver = true }
    if key == .control("z") { return try suspend() }
    if let question = model.question { return try answer(question, key) }
    if model.mode == .filter { return type(key) }
    model.message = nil
    switch key {
    case .up: move(-1)
    case .down, .text("j"): move(1)
    case .pageUp: move(-10)
    case .pageDown: move(10)
    case .home, .text("g"): move(-Int.max / 2)
    case .end, .text("G"): move(Int.max / 2)
    case .text("k"):
      // Where there is nothing to stop, it is the key of vi.
      if model.subject?.state == .running { askToStop() } else { move(-1) }
    case .text("x"): askToStop()
    case .enter: toggleDetails()
    case .text("a"): try attach()
    case .text("r"): restart()
    case .text("o"): try showOutput()
    case .text("c"):
      if model.endedCount > 0 {
        model.question = .clean(count: model.endedCount)
      } else {
        model.message = "nothing to remove"
      }
    case .text("/"):
      closeDetails()
      model.mode = .filter
    case .escape, .text("q"), .backspace: back(key)
    default: break
    }
  }

  private mutating func back(_ key: Keystroke) {
    if model.detailed != nil, key != .text("q") { return closeDetails() }
    if !model.filter.isEmpty, key != .text("q") {
      model.filter = ""
    } else if key != .backspace {
      isOver = true
    }
  }

  private mutating func move(_ rows: Int) {
    guard model.detailed == nil else { return }
    model.move(by: rows)
  }

  private mutating func toggleDetails() {
    if model.detailed != nil { return closeDetails() }
    guard let chosen = model.chosen else { return }
    model.mode = .details(chosen.id)
    watch()
    model.excerpts = detailedTask.map(excerpts) ?? []
  }

  private mutating func closeDetails() {
    guard model.mode != .list else { return }
    model.mode = .list
    watch()
  }

  private mutating func type(_ key: Keystroke) {
    switch key {
    case .text(let character): model.filter.append(character)
    case .backspace:
      if model.filter.isEmpty { model.mode = .list } else { model.filter.removeLast() }
    case .control("u"): model.filter = ""
    case .enter: model.mode = .list
    case .escape:
      model.filter = ""
      model.mode = .list
    case .up: move(-1)
    case .down: move(1)
    default: break
    }
  }

  // MARK: - What is done to tasks

  private mutating func askToStop() {
    guard let report = model.subject else { return }
    if report.state == .running {
      model.question = .stop(report.id, name: report.name)
    } else {
      model.message = "[\(report.id)] has ended"
    }
  }

  private mutating func answer(_ question: PickerModel.Question, _ key: Keystroke) throws(SimmerError) {
    model.question = nil
    guard key == .text("y") || key == .text("Y") else {
      // Who meant to move, moves.
      if key == .text("k") || key == .up { move(-1) }
      if key == .text("j") || key == .down { move(1) }
      return
    }
    switch question {
    case .stop(let id, _):
      start(
        ["stop", "\(id)"], saying: "stopping [\(id)]…",
        failure: "[\(id)] cannot be stopped: simmer stop \(id) says why")
    case .clean:
      let removed = store.removeFinished().count
      model.message = "removed \(removed) task\(removed == 1 ? "" : "s")"
      isStale = true
    }
  }

  private mutating func restart() {
    guard let report = model.subject else { return }
    start(
      ["restart", "\(report.id)"], saying: "starting [\(report.id)] again…",
      failure: "[\(report.id)] cannot be started again: simmer restart \(report.id) says why")
  }

  private mutating func start(_ words: [String], saying doing: String, failure: String) {
    model.message = doing
    do throws(SimmerError) {
      helpers.append((try FrontProgram.startSilently([program] + words), doing, failure))
    } catch { model.message = error.description }
  }

  private mutating func attach() throws(SimmerError) {
    guard let report = model.subject else { return }
    guard report.state == .running else {
      model.message = "[\(report.id)] has ended: o shows its output"
      return
    }
    try show([program, "attach", "\(report.id)"])
  }

  private mutating func showOutput() throws(SimmerError) {
    guard let report = model.subject else { return }
    // What a pager of its own accord would show as codes: less passes colours when it is told so.
    let line = "\"$0\" output \(report.id) --max-lines 0\(Style.isOn ? " --color" : "") | LESS=\"${LESS--R}\" \(Settings.pager)"
    try show(["/bin/sh", "-c", line, program])
  }

  /// Runs a program that has the screen to itself, and comes back.
  private mutating func show(_ arguments: [String]) throws(SimmerError) {
    painter.leave()
    let began = Clock.steady
    let end: Exit
    do { end = try FrontProgram.run(arguments) } catch {
      try painter.enter()
      model.message = error.description
      return
    }
    // What it said as it failed at once would be gone with the screen.
    if case .code(1...127) = end, Clock.steady - began < 1000 {
      terminal.show("press Enter to go back ")
      var pressed = false
      while !pressed {
        let news = vigil.wait()
        for signal in news.signals where signal == .hangup || signal == .terminate { leave(by: signal) }
        pressed =
          news.isHungUp || news.signals.contains(.interrupt) || (news.hasKeys && !terminal.typed().isEmpty)
      }
    }
    for signal in vigil.takeSignals() where signal == .hangup || signal == .terminate { leave(by: signal) }
    try painter.enter()
    isStale = true
  }
}
