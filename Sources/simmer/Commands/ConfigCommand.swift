// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Print what is configured here, and where each value comes from.",
    discussion: """
      What is printed is a valid config.toml. Ends with 2 when something in the files is wrong.
      A rule is a pattern of words, in which * stands for anything (npm run dev, tail -f *), or a /regex/.
      First match wins: an allowed .simmer.toml, then your file, then what is built in; in a file foreground comes
      before adaptive before background.
      Example: simmer config | less
      """,
    subcommands: [Import.self])

  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Only print where your file is, or would be.") var path = false

  func run() throws {
    if path {
      guard let file = Settings.configFile else {
        throw SimmerError(.refused, cannot: "find the configuration", "HOME is not set")
      }
      print(file)
      return
    }
    let config = Config.effective(in: try ThisProcess.directory())
    print(
      json ? try JSON.text(ConfigListing(config)) : ConfigListing(config).toml, terminator: json ? "\n" : "")
    for problem in config.problems { Failure.say("simmer: \(problem)") }
    if !config.problems.isEmpty { throw ExitCode(SimmerError.Code.usage.rawValue) }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the autoBackground rules of an agent's settings.json to your file.",
      discussion: """
        patterns become background rules, excludePatterns and rules with "background": false foreground rules.
        What your file says already stays.
        Example: simmer config import .claude/settings.json
        """)

    @Flag(help: "Only say what would be added.") var dryRun = false
    @Argument(help: "The file, such as .claude/settings.json.", completion: .file()) var file: String

    func run() throws {
      let action = "import \(Harmless.text(file))"
      let bytes = try ThisProcess.contents(of: FilePath(file), to: action)
      let found: AutoBackground
      do { found = try AutoBackground(json: bytes) } catch {
        throw SimmerError(.usage, cannot: action, error.reason)
      }
      var edit = try ConfigEdit(from: file)
      if let isEnabled = found.isEnabled { try edit.set(.enabled, to: .flag(isEnabled)) }
      try edit.add(found.foreground, to: .foreground)
      try edit.add(found.background, to: .background)
      for line in edit.report { print(line) }
      guard edit.isChange else { return print("nothing to add to \(edit.file)") }
      if dryRun { return print("would be written to \(edit.file)") }
      try edit.save()
      print("written to \(edit.file)")
    }
  }
}
