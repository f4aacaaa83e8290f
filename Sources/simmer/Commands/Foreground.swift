// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// `simmer foreground`: runs a typed line as a task in front of the terminal, as if the shell had run it, until it ends
/// or moves to the background.
///
/// What became of it stands in the answer file of the session (see `FrontAnswer`): without an answer to this very call
/// nothing has run, and the shell runs the line itself. Ends with the status of the line, by the same signal if one
/// ended it, so that the shell does what it does after such an end.
enum Foreground {
  /// Seconds that the start may take.
  private static let patience: UInt32 = 2

  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    // A store that does not answer must not hold the line: then the shell runs it.
    ThisProcess.setAlarm(patience)
    let options = try HotOptions(words, flag: "--snapshot")
    let line = try options.line
    guard let session = Session(try options.required("--session")) else {
      throw SimmerError(.usage, cannot: "read the arguments", "--session is PID-STARTTIME")
    }
    ThisProcess.dropStrayDescriptors()
    let shell = FilePath(try options.required("--shell"))
    let hasState = options["--snapshot"] != nil
    let script = FrontScript(Array(line.utf8), for: shell, hasState: hasState)
    let state = hasState ? FileDescriptor.standardInput : nil
    let savedState =
      if let script {
        try script.preparation(callingItself: options["--name"] ?? "", state: state)
      } else {
        try state.map { state throws(SimmerError) in try SavedState.read(from: state) }
      }
    guard let terminal = UserTerminal(ignoringInput: hasState), terminal.isOurs else {
      throw SimmerError(.refused, cannot: "start in the foreground", "this is not the terminal of the shell")
    }
    let store = try Store.open()
    let habit = options["--learn"] == nil ? nil : Habit(of: line, in: store)
    if habit == .short {
      throw SimmerError(.refused, cannot: "start in the foreground", "it is left alone: it always took short")
    }
    let answer = try FrontAnswer(in: store, session: session, nonce: try options.required("--answer"))

    var facts = LaunchFacts(shell: shell)
    facts.origin = "shell"
    facts.session = session
    var request = LaunchRequest(.line(Array(line.utf8)), facts: facts)
    request.savedState = savedState
    request.typed = script
    try FrontLine(
      request, name: line, on: terminal, threshold: habit == .long ? nil : Settings.thresholdSeconds,
      key: options["--key"] ?? Settings.key
    )
    .run(in: store, telling: answer)
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "foreground", abstract: "Run a typed line for the plugin.", shouldDisplay: false)
    @Argument(parsing: .allUnrecognized) var words: [String] = []
    func run() throws { try Foreground.run(words[...]) }
  }
}

/// What to do with a line of which `simmer decide` did not know how long it takes, because only the shell knew where it
/// would run, or what was typed.
private enum Habit {
  case short, long

  init?(of line: String, in store: Store) {
    let learning = Config.user.learning
    guard learning != .off, let durations = Durations(ofTypedLine: line, in: store) else { return nil }
    if durations.leavesAlone() {
      self = .short
    } else if learning == .auto, durations.history.isLong {
      self = .long
    } else {
      return nil
    }
  }
}

/// A command that runs as a task in front of the terminal, and what is said when it leaves.
struct FrontLine {
  private var request: LaunchRequest
  private let name: String
  private let terminal: UserTerminal
  /// Seconds; 0 is never; nil is at once.
  private let threshold: Double?
  private let key: String

  init(_ request: LaunchRequest, name: String, on terminal: UserTerminal, threshold: Double?, key: String) {
    (self.request, self.name, self.terminal) = (request, Harmless.text(name), terminal)
    (self.threshold, self.key) = (threshold, key)
    self.request.facts.size = terminal.size ?? .standard
    // A moment, in which it may ask something.
    let seconds = threshold ?? 0.1
    let limit = seconds > 0 ? Int(min(seconds, 1e9) * 1000) : nil
    self.request.front = LaunchRequest.Front(
      modes: terminal.modes, threshold: limit, hasJobs: request.typed?.staysShell ?? false)
  }

  /// Runs the command, and ends this process as it ends.
  func run(in store: Store, telling answer: FrontAnswer? = nil) throws(SimmerError) -> Never {
    var signals: TerminalSignals?
    let front: FrontTask
    do {
      front = try Launcher(store: store, request: request).startInFront { id in
        guard let watched = try? TerminalSignals.watch(), (try? terminal.makeTransparent()) != nil else {
          return false
        }
        signals = watched
        ThisProcess.setAlarm(nil)
        return answer?.say(.started, id, modes: terminal.modes) ?? true
      }
    } catch let error {
      answer?.retract()
      terminal.restore()
      throw error
    }
    guard let signals else { ThisProcess.leave(SimmerError.Code.refused.rawValue) }
    let (outcome, ahead, isMidRow) = front.relay(on: terminal, key: key, signals: signals)
    let id = front.task.id
    switch outcome {
    case .ended(let exit):
      let statuses = request.typed == nil ? [] : front.task.takeStatuses()
      if isMidRow, statuses.isEmpty, exit == .code(130), request.typed?.leavesRow == true {
        terminal.show("\n")
      }
      _ = answer?.say(.ended, id, statuses: statuses, ahead: ahead)
      if answer == nil, !ahead.isEmpty {
        Failure.say("simmer: typed ahead and not read: \(Harmless.line(ahead[...]))")
      }
      switch exit {
      case .code(let code): ThisProcess.leave(code)
      case .signal(let signal): die(of: signal)
      case nil: ThisProcess.leave(Exit.signal(.hangup).shellCode)
      }
    case .moved(let byKey):
      _ = answer?.say(.moved, id)
      let waited = byKey ? nil : threshold
      let time = waited.map { " after " + TimeSpan.text(milliseconds: Int($0 * 1000)) } ?? ""
      // The hint goes with the shell that has a user before it.
      let hint = answer == nil ? "    (simmer attach \(id))" : FirstSteps.hintAfterMove(id, in: store)
      say("[\(id)] \(name): in the background\(time)\(hint)")
      if answer != nil { suggest(store) }
      ThisProcess.leave(0)
    case .paused:
      _ = answer?.say(.paused, id)
      say("[\(id)] paused: \(name)    (simmer attach \(id) goes on)")
      ThisProcess.leave(Exit.signal(.suspend).shellCode)
    case .abandoned:
      _ = answer?.say(.ended, id)
      say("simmer: cannot go on with [\(id)]: its supervisor was killed")
      ThisProcess.leave(Exit.signal(.hangup).shellCode)
    case .hungUp: ThisProcess.leave(Exit.signal(.hangup).shellCode)
    }
  }

  /// Says once of a line that it always takes long.
  private func suggest(_ store: Store) {
    guard case .line(let line) = request.command, Config.user.learning == .suggest,
      let durations = Durations(ofTypedLine: String(decoding: line, as: UTF8.self), in: store)
    else { return }
    let history = durations.history
    guard history.isLong, !history.isTold, let usual = history.durations.sorted().dropFirst().first else {
      return
    }
    durations.noteTold()
    say(
      "    it usually takes \(TimeSpan.text(milliseconds: usual)): Ctrl+B in place of Enter starts it there at once"
    )
  }

  /// Ends as a process that `signal` has killed.
  ///
  /// zsh names the process that was killed, which is this one: there only an interrupt, which it does not speak of but
  /// which ends lists and loops, is passed on as it is.
  private func die(of signal: Signal) -> Never {
    guard request.facts.shell.lastComponent?.string.hasPrefix("zsh") == true else {
      ThisProcess.die(of: signal)
    }
    if signal == .interrupt {
      // zsh itself moves to the next row only for a job that it did not start in a function.
      terminal.show("\n")
      ThisProcess.die(of: signal)
    }
    // In columns, as zsh has it.
    let meaning = signal.meaning + String(repeating: " ", count: max(0, 9 - signal.meaning.utf8.count))
    if signal != .brokenPipe { terminal.show("zsh: \(meaning)  \(name)\n") }
    ThisProcess.leave(Exit.signal(signal).shellCode)
  }

  private func say(_ text: String) {
    let width = max(20, Int(terminal.size?.columns ?? 80) - 1)
    terminal.show(DisplayWidth.cut(text, to: width) + "\n")
  }
}
