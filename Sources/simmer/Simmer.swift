// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

/// The command line.
struct Simmer: ParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "simmer",
    abstract: "Long-running commands go to the background by themselves.",
    discussion: """
      TASK is an id (3), a label, %name: the unique start of a command, or :3000: whoever listens on that port.
      Exit codes: 0 done, 1 no such task or nothing matched, 2 usage, 3 refused by the system, 4 as many tasks run as may;
      wait returns the task's own code, and 124 when its timeout passes.
      """,
    version: version,
    subcommands: [
      Run.self, Status.self, ListNotices.self, Badge.self, Output.self, Search.self, Ensure.self, Stop.self,
      Restart.self,
      Wait.self,
      Extend.self, Attach.self, Answer.self,
      Pause.self,
      Resume.self, Cleanup.self, Reap.self, Console.self, Menu.self, Explain.self, Doctor.self,
      ConfigCommand.self,
      Allow.self,
      Init.self, MCP.self, ToolboxCommand.self, AgentsCommand.self, HookCommand.self, Events.self,
      MonitorCommand.self,
      Completions.self, Manual.self,
      Complete.Command.self, Decide.Command.self, Launch.Command.self, Foreground.Command.self,
      Tell.self,
      PrintGate.Command.self,
    ])

  static func main(_ words: [String]) -> Never {
    do {
      // The bare word is a question: how are things?
      var command = try parse(words.isEmpty ? ["status"] : words)
      try command.run()
    } catch {
      Failure.exit(error, of: words.first)
    }
    ThisProcess.leaveFlushed(0)
  }

  /// Reads one verb by itself where it can: to make the tree of all of them takes longer than most of them do.
  private static func parse(_ words: [String]) throws -> any ParsableCommand {
    if let command = configuration.subcommands.first(where: { $0._commandName == words[0] }),
      let parsed = try? command.parseAsRoot(Array(words.dropFirst()))
    {
      return parsed
    }
    // Whoever is wrong, or asks for help, is told in the words of the whole.
    try check(verb: words[0])
    return try parseAsRoot(words)
  }

  /// Every name of a verb.
  static var verbs: [String] {
    configuration.subcommands.flatMap { [$0._commandName] + $0.configuration.aliases } + ["help"]
  }

  /// Says what may have been meant by a word that is no verb: the argument parser does so for options only.
  private static func check(verb: String?) throws(SimmerError) {
    guard let verb, !verb.hasPrefix("-"), !verbs.contains(verb) else { return }
    let name = Harmless.text(verb)
    if CommandTree.shellVerbs.contains(where: { $0.name == verb }) {
      throw SimmerError(
        .usage, cannot: "switch simmer \(name)", "that is done by the plugin, inside a shell",
        advice: "in its start-up file: eval \"$(simmer init bash)\", or zsh")
    }
    let known =
      configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .flatMap { [$0._commandName] + $0.configuration.aliases } + ["help"]
    throw SimmerError(
      .usage, cannot: "run \(name)", "there is no such command",
      advice: NearestWord.of(verb, among: known).map { "did you mean simmer \($0)?" }
        ?? "simmer help lists them; a command line goes behind simmer run --")
  }
}
