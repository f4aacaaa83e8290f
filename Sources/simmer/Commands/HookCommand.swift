// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Answer a hook of a coding agent: what became of its tasks, and which commands become tasks.",
    discussion: """
      Reads the call from standard input. Commands are moved into tasks only if they match a pattern of agents in the \
      configuration; the permission rules of the agent then see simmer run and not the command.
      pre-command moves what matches --auto-background too; with --analyze it says of the command after -- whether it \
      belongs in the background, and why.
      Example: simmer hook pre-command --analyze -- npm run dev
      """)

  /// The most that is read of a call, in bytes.
  private static let limit = 1 << 23

  @Flag(help: "Wait until a task of the session has ended, then end with 2: the host wakes its model.")
  var rewake =
    false
  @Flag(
    name: [.long, .customLong("analyze-for-background")],
    help: "With pre-command: only say what would become of it.")
  var analyze = false
  @Option(
    help: ArgumentHelp(
      "With pre-command: move what matches this pattern; may be repeated.", valueName: "pattern"))
  var autoBackground: [String] = []
  @Option(
    name: [.customLong("threshold"), .customLong("auto-background-threshold")],
    help: "With pre-command: what usually takes more seconds than this belongs in the background.")
  var threshold = 30.0
  @Argument(
    help: "claude-code, codex, gemini, cursor, opencode or pre-command.",
    completion: .list(HookHost.allCases.map(\.rawValue) + ["pre-command"])) var host: String
  @Argument(parsing: .postTerminator, help: "With pre-command --analyze: the command, after --.") var command:
    [String] = []

  func validate() throws {
    guard host == "pre-command" || HookHost(host) != nil else {
      throw ValidationError(
        "no such host: \(host); there are \(HookHost.allCases.map(\.rawValue).joined(separator: ", ")) and pre-command"
      )
    }
    guard host == "pre-command" || !analyze && autoBackground.isEmpty && command.isEmpty else {
      throw ValidationError("--analyze, --auto-background and a command go with pre-command")
    }
    guard threshold >= 0, threshold.isFinite else {
      throw ValidationError("--threshold wants seconds, 0 or more")
    }
    guard analyze || command.isEmpty else { throw ValidationError("a command goes with --analyze") }
  }

  func run() throws {
    if analyze { return try analyzeCommand() }
    Self.answer(HookHost(host) ?? .claude, rewaking: rewake, more: autoBackground)
  }

  /// The quick way: `hook HOST [--rewake]`; nil when the argument parser should have a look.
  static func answer(_ words: ArraySlice<String>) {
    guard let host = words.first.flatMap({ HookHost($0) }) else { return }
    if words.count == 1 { answer(host, rewaking: false, more: []) }
    if words.count == 2, words.last == "--rewake" { answer(host, rewaking: true, more: []) }
  }

  private static func answer(_ host: HookHost, rewaking: Bool, more: [String]) -> Never {
    ThisProcess.dropStrayDescriptors()
    Signal.ignoreBrokenPipes()
    guard let input = try? ThisProcess.input(limit: limit),
      let hook = Hook(host, input: input, patterns: more)
    else {
      say(host.silence)
      ThisProcess.leave()
    }
    let answer = rewaking ? hook.wait(for: Audience()) : hook.answer()
    say(answer.output)
    if let wakeUp = answer.wakeUp {
      Failure.say(wakeUp)
      ThisProcess.leave(SimmerError.Code.usage.rawValue)
    }
    ThisProcess.leave()
  }

  private static func say(_ text: String) { if !text.isEmpty { _ = try? RowPrinter.write(text + "\n") } }

  private func analyzeCommand() throws {
    var line = command.count == 1 ? command[0] : ShellQuote.line(command)
    if line.isEmpty {
      let input = try ThisProcess.input(limit: Self.limit)
      let call = JSONValue(input)
      line =
        call?["tool_input"]?["command"]?.string
        ?? String(decoding: input, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    }
    guard line.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("no command: put it after --, or on standard input")
    }
    print(
      try CommandAnalysis(of: line, patterns: autoBackground, threshold: Int(min(threshold, 1e9) * 1000))
        .text())
  }
}
