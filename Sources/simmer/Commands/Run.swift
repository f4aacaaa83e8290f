// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a task in the background and print its id.",
    discussion: """
      Returns once it runs. After --, one argument is a line for the shell; several are a program and its arguments, run
      as they stand. Some forty kinds of servers and watchers are recognised when they are ready; --ready, --ready-port,
      --ready-http or --ready-cmd says it for others. With --restart it is started again after 1 s, doubling to a minute,
      until five in a row ended within ten seconds. With --adaptive it ends as the command does; without a terminal it
      waits for it and copies what it prints.
      Example: simmer run --label web -- 'cd web && npm run dev'
      Example: simmer run --timeout 0 --ready-port 8000 -- ./serve --port 8000
      """)

  @OptionGroup var options: RunOptions

  func run() throws { try options.start.run() }

  static func isTimeout(_ minutes: Double) -> Bool { minutes >= 0 && minutes.isFinite }
}

/// What one can say of a task that is to start.
struct RunOptions: ParsableArguments {
  @Option(help: "A name to call it by.") var label: String?
  @Option(help: "Where to run it.", completion: .directory) var cwd: String?
  @Option(help: "Minutes until it is stopped; fractions are fine, 0 is never.") var timeout = Settings
    .timeoutMinutes
  @Option(help: "Minutes without output until it is stopped; 0 is never.") var idleTimeout = 0.0
  @Option(
    help: ArgumentHelp(
      "Start it again when it ends by itself: on-failure, on-failure:5 (times in a row), always.",
      valueName: "when"), completion: .list(["on-failure", "on-failure:5", "always"]))
  var restart: String?
  @Option(help: "Lower its priority by this much, 1 to 19.") var nice = 0
  @Option(
    help: ArgumentHelp(
      "Most memory that it may have: 512M, 2G. As a whole in a cgroup; where none can be made, each process by itself.",
      valueName: "size"))
  var memory: String?
  @Option(
    help: ArgumentHelp(
      "Most processors that it may use: 1, 1.5. Whole ones where no cgroup can be made.", valueName: "number")
  )
  var cpu: Double?
  @Option(
    help: ArgumentHelp(
      "Refuse if so many tasks run in the store already; 0: any number may.", valueName: "number"))
  var maxTasks: Int?
  @Option(
    help: ArgumentHelp(
      "Tell of new lines that match this Perl regular expression, once per burst; may be given again.",
      valueName: "regex"))
  var alert: [String] = []
  @Option(help: "merged: one log in the exact order; split: standard error in a log of its own.")
  var streams = Streams.merged
  @Option(help: "The shell that reads the line.", completion: .program) var shell: String?
  @OptionGroup(title: "Ready") var readiness: ReadyOptions
  @Flag(help: "Start in front of this terminal; move to the background after a while, or at Ctrl+B.")
  var adaptive = false
  @Flag(help: "Print JSON.") var json = false
  @Argument(parsing: .postTerminator, help: "What to run, after --.") var command: [String] = []

  func validate() throws {
    guard !command.isEmpty else {
      throw ValidationError("no command: put it after --, as in: simmer run -- npm run dev")
    }
    guard Run.isTimeout(timeout) else { throw ValidationError("--timeout wants minutes, 0 or more") }
    guard Run.isTimeout(idleTimeout) else {
      throw ValidationError("--idle-timeout wants minutes, 0 or more")
    }
    guard restart.map({ RestartPolicy($0) != nil }) ?? true else {
      throw ValidationError("--restart wants on-failure, on-failure:N or always")
    }
    guard restart == nil || !adaptive else {
      throw ValidationError("--restart is for tasks in the background")
    }
    guard (0...19).contains(nice) else { throw ValidationError("--nice wants a number from 0 to 19") }
    guard memory.map({ (ByteCount.bytes($0) ?? 0) >= 1 << 20 }) ?? true else {
      throw ValidationError("--memory wants a size of 1M or more, such as 512M or 2G")
    }
    guard cpu.map({ (0.01...10_000).contains($0) }) ?? true else {
      throw ValidationError("--cpu wants a number of processors, 0.01 or more")
    }
    for pattern in alert { _ = try ReadyOptions.pattern(pattern, of: "--alert") }
    guard alert.count <= 20, alert.reduce(0, { $0 + $1.utf8.count }) <= 4096 else {
      throw ValidationError("--alert wants at most 20 expressions of 4096 bytes in all")
    }
    guard (maxTasks ?? 0) >= 0 else { throw ValidationError("--max-tasks wants a number, 0 or more") }
    guard label.map(LaunchRequest.isLabel) ?? true else {
      throw ValidationError(
        "--label wants a name of at most 200 bytes on one line that is no number and begins with no % or :")
    }
  }

  var start: StartOptions {
    get throws {
      var start = StartOptions()
      (start.label, start.cwd, start.timeout, start.streams) = (label, cwd, timeout, streams)
      (start.shell, start.json, start.command) = (shell, json, command)
      start.idleTimeout = idleTimeout
      (start.adaptive, start.ready) = (adaptive, try readiness.condition)
      start.nice = nice
      start.limits = ResourceLimits(memory: memory.flatMap(ByteCount.bytes), cpu: cpu)
      start.mostTasks = maxTasks
      start.alerts = alert
      start.restart = restart.flatMap { RestartPolicy($0) }
      return start
    }
  }
}

extension Streams: ExpressibleByArgument {}

/// How one says when a task is ready.
struct ReadyOptions: ParsableArguments {
  @Option(help: "It is ready when a line of its output matches this Perl regular expression.") var ready:
    String?
  @Option(help: "It is ready when this port is listened on.") var readyPort: Int?
  @Option(help: "It is ready when this http:// address answers with 200 to 499.") var readyHttp: String?
  @Option(help: "It is ready when this line for sh, run where it runs, ends with 0.") var readyCmd: String?

  func validate() throws { _ = try condition }

  /// Nil: simmer recognises it, as far as it can.
  var condition: ReadyCondition? {
    get throws {
      var conditions: [ReadyCondition] = []
      if let ready { conditions.append(.match(try Self.pattern(ready, of: "--ready").pattern)) }
      if let readyPort {
        guard let port = UInt16(exactly: readyPort), port > 0 else {
          throw ValidationError("--ready-port wants a number from 1 to 65535")
        }
        conditions.append(.port(port))
      }
      if let readyHttp {
        guard let address = WebAddress(readyHttp) else {
          throw ValidationError(
            "--ready-http wants http://localhost:3000/path, or the like with an address in numbers; for all else: --ready-cmd 'curl -fs …'"
          )
        }
        conditions.append(.http(address))
      }
      if let readyCmd {
        guard !readyCmd.isEmpty, !readyCmd.contains(where: \.isNewline) else {
          throw ValidationError("--ready-cmd wants one line")
        }
        conditions.append(.command(readyCmd))
      }
      guard conditions.count < 2 else { throw ValidationError("one --ready is enough") }
      return conditions.first
    }
  }

  /// Checks that `text` is a regular expression on one line.
  static func pattern(_ text: String, of option: String) throws -> PerlRegex {
    guard !text.isEmpty, !text.contains(where: \.isNewline) else {
      throw ValidationError("\(option) wants a regular expression on one line")
    }
    do { return try PerlRegex(text) } catch {
      throw ValidationError("\(option): \(error.message) at character \(error.offset + 1)")
    }
  }
}

/// The options of `simmer run`, however they were read.
struct StartOptions {
  var label, cwd, shell: String?
  var timeout = Settings.timeoutMinutes
  var streams = Streams.merged
  var json = false
  var adaptive = false
  var ready: ReadyCondition?
  var idleTimeout = 0.0
  var nice = 0
  var restart: RestartPolicy?
  var limits = ResourceLimits()
  var mostTasks: Int?
  var alerts: [String] = []
  var command: [String] = []

  init() {}

  /// Reads the usual forms, a millisecond faster than the argument parser; nil for all that needs its explanations.
  init?(quickly words: ArraySlice<String>) {
    var words = words
    while let word = words.popFirst(), word != "--" {
      switch (word, words.first) {
      case ("--json", _): json = true
      case ("--adaptive", _): adaptive = true
      case ("--label", let value?) where LaunchRequest.isLabel(value): label = words.popFirst()
      case ("--cwd", _?): cwd = words.popFirst()
      case ("--timeout", let value?) where Double(value).map(Run.isTimeout) == true:
        timeout = Double(words.removeFirst())!
      default: return nil
      }
    }
    command = Array(words)
    if command.isEmpty { return nil }
  }

  /// The command as the line that is recorded.
  var text: String { command.count == 1 ? command[0] : ShellQuote.line(command) }

  private var request: LaunchRequest {
    var facts = LaunchFacts(shell: shell.map { FilePath($0) } ?? Settings.shell)
    facts.streams = streams
    facts.timeout = timeout
    facts.session = Settings.session
    // A shell in which a person types can stand in an agent's terminal.
    if facts.session == nil { facts.agent = Settings.agent }
    (facts.ready, facts.idleTimeout, facts.nice) = (ready, idleTimeout, nice)
    facts.restart = restart
    (facts.limits, facts.alerts) = (limits, alerts)
    facts.size = TerminalSize.current ?? .standard
    var request = LaunchRequest(
      command.count == 1 ? .line(Array(command[0].utf8)) : .vector(command), facts: facts)
    request.label = label
    request.mostTasks = mostTasks
    request.directory = cwd.map { FilePath($0) }
    return request
  }

  /// Starts the task in the background.
  func launch(in store: Store) throws(SimmerError) -> TaskID {
    let launcher = Launcher(store: store, request: request)
    let id = try launcher.start()
    if launcher.hasLimits, let weakness = try store.task(named: id.description).launch.confinement?.weakness {
      Failure.say("simmer: [\(id)] \(weakness)")
    }
    return id
  }

  func run() throws(SimmerError) {
    ThisProcess.dropStrayDescriptors()
    let store = try Store.open()
    if adaptive { try runInFront(request, in: store) }
    let id = try launch(in: store)
    let answer = json ? "{\"id\":\(id)}\n" : "\(id)\n"
    try? FileDescriptor.standardOutput.writeFully(Array(answer.utf8))
  }

  /// Runs the command in front of this terminal; without one, waits for it and copies what it prints. Ends as it ends.
  private func runInFront(_ request: LaunchRequest, in store: Store) throws(SimmerError) -> Never {
    let name = label ?? command.joined(separator: " ")
    if let terminal = UserTerminal(), terminal.isOurs {
      try FrontLine(
        request, name: name, on: terminal, threshold: Settings.thresholdSeconds, key: Settings.key
      )
      .run(in: store)
    }
    Signal.ignoreBrokenPipes()
    let task = try store.task(named: Launcher(store: store, request: request).start().description)
    var output = try LogOutput(
      of: task, streams: TaskDirectory.Stream.allCases, tail: nil, to: .standardOutput)
    try output.follow()
    _ = store.wait(for: [task])
    ThisProcess.leaveFlushed(task.status?.exit?.shellCode ?? 0)
  }
}
