// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// The console on a terminal. It sleeps until a key, a signal or a change in the store wakes it; there is no clock.
struct InteractiveConsole {
  private let store: Store
  private let session: Session
  private var runner: ConsoleRunner
  private var vigil: Vigil
  private let history: History
  private var prompt = ""
  /// Whether there may be news that were not shown yet.
  private var isStale = false

  init(store: Store) throws(SimmerError) {
    self.store = store
    runner = try ConsoleRunner(isScript: false)
    // The shell that it was started in waits for it: the console shows what that one would.
    guard let session = Settings.session ?? ProcessIdentity.current.map(Session.init) else {
      throw SimmerError(
        .refused, cannot: "open the console", "the system does not tell which process this is")
    }
    self.session = session
    Settings.stand(for: session)
    do throws(Errno) { vigil = try Vigil(for: .standardInput) } catch {
      throw SimmerError(.refused, cannot: "open the console", error.description)
    }
    LineEditor.begin()
    history = History(store.root.appending("console_history"), size: Settings.consoleHistory)
    vigil.watch(store)
  }

  /// Runs until it is left; ends the process.
  mutating func run() -> Never {
    open()
    while true {
      let news = vigil.wait()
      for signal in news.signals { heed(signal) }
      if news.isHungUp { leave(by: .hangup) }
      switch news.store {
      case .nothing: break
      case .changed: isStale = true
      case .lost: loseStore()
      }
      if news.hasKeys { takeKeys() }
      if isStale, LineEditor.isCalm { refresh() }
    }
  }

  /// Shows what has come meanwhile, and the prompt.
  private mutating func open() {
    if !vigil.watchesStore { vigil.watch(store) }
    take { text, _ in (try? FileDescriptor.standardOutput.writeFully(Array(text.utf8))) != nil }
    isStale = false
    prompt = currentPrompt
    LineEditor.open(prompt: prompt)
  }

  private mutating func takeKeys() {
    switch LineEditor.read() {
    case nil: return
    case .end:
      try? FileDescriptor.standardOutput.writeFully([UInt8(ascii: "\n")])
      leave()
    case .line(let line):
      history.add(line)
      runner.run(line)
      if runner.isOver { leave() }
      for signal in vigil.takeSignals() where signal == .hangup || signal == .terminate { leave(by: signal) }
      open()
    }
  }

  private mutating func heed(_ signal: Signal) {
    switch signal {
    case .interrupt: LineEditor.abandon(prompt: prompt)
    case .resize: LineEditor.resize()
    case .suspend: LineEditor.suspend()
    case .proceed: LineEditor.resume()
    case .hangup, .terminate: leave(by: signal)
    default: break
    }
  }

  private func leave(by signal: Signal? = nil) -> Never {
    LineEditor.close()
    history.finish()
    if let signal { ThisProcess.die(of: signal) }
    ThisProcess.leaveFlushed(0)
  }

  // MARK: - News

  private var currentPrompt: String {
    ConsolePrompt.text(vigil.watchesStore ? TaskCounts(in: store) : TaskCounts(), isWide: LineEditor.isWide)
  }

  /// Shows notices and the badge above and before the line that is being edited.
  private mutating func refresh() {
    isStale = false
    let old = prompt
    take { text, prompt in
      LineEditor.show(text, prompt: prompt)
      return true
    }
    let new = currentPrompt
    guard new != old else { return }
    prompt = new
    LineEditor.show("", prompt: new)
  }

  private func take(_ show: (_ text: String, _ prompt: String) -> Bool) {
    let width = TerminalSize.current.map { Int($0.columns) } ?? 80
    Notices(in: store).take(for: session) { news, task, status in
      show(ShowNotices.text(news, TaskReport(task, status, unseen: true), task, width: width), prompt)
    }
  }

  private mutating func loseStore() {
    prompt = currentPrompt
    LineEditor.show(
      "simmer: the store \(store.root) is gone; the next task that is started makes a new one\n",
      prompt: prompt)
  }
}
