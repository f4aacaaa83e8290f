// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

/// The words that a line of the console can begin with: the verbs of the command line, short forms of some, and a few of
/// its own.
enum ConsoleVerbs {
  /// A word and what it does, in a few words.
  struct Entry {
    let name: String
    let meaning: String
  }

  /// Short forms, as a debugger has them.
  static let short: [(short: String, verb: String)] = [
    ("s", "status"), ("o", "output"), ("k", "stop"), ("a", "attach"), ("r", "restart"), ("w", "wait"),
    ("m", "menu"), ("h", "help"), ("?", "help"), ("q", "quit"), ("exit", "quit"),
  ]

  static let own = [
    Entry(name: "help", meaning: "this list, or the help of a verb: help output"),
    Entry(name: "quit", meaning: "leave the console; so does Ctrl+D"),
  ]

  /// The verbs of the command line that are for people.
  static var commands: [any ParsableCommand.Type] {
    Simmer.configuration.subcommands.filter {
      $0.configuration.shouldDisplay && $0._commandName != "console"
    }
  }

  static var entries: [Entry] {
    commands.map { Entry(name: $0._commandName, meaning: $0.configuration.abstract) } + own
  }

  /// Every word that is understood.
  private static var names: [String] {
    entries.map { $0.name } + Simmer.configuration.subcommands.map { $0._commandName }
      + commands.flatMap { $0.configuration.aliases }
  }

  /// Returns the verb that `word` stands for. A slash in front is what agents' prompts have: `/bashes`.
  ///
  /// - Throws: `usage`, with the nearest verb, when there is none.
  static func verb(_ word: String) throws(SimmerError) -> String {
    let bare = word.hasPrefix("/") ? String(word.dropFirst()) : word
    if let known = short.first(where: { $0.short == bare }) { return known.verb }
    if names.contains(bare) { return bare }
    let shown = Harmless.text(word)
    if bare == "on" || bare == "off" {
      throw SimmerError(
        .usage, cannot: "switch simmer \(bare) here", "it is a word of the shell",
        advice: "leave, and type it there")
    }
    let near = NearestWord.of(bare, among: entries.map(\.name))
    throw SimmerError(
      .usage, cannot: "understand \(shown)", "no such verb",
      advice: (near.map { "did you mean \($0)? " } ?? "") + "help lists them; !\(shown) gives it to the shell"
    )
  }

  /// The list that `help` prints.
  static func help(width: Int) -> String {
    var text = ""
    let longest = entries.map(\.name.count).max() ?? 0
    for entry in entries {
      let shorts = short.filter { $0.verb == entry.name && $0.short != "exit" }.map(\.short)
      let forms = shorts.joined(separator: " ")
      let row =
        "  " + entry.name + String(repeating: " ", count: longest - entry.name.count + 2) + forms
        + String(repeating: " ", count: max(1, 5 - forms.count)) + entry.meaning
      text += DisplayWidth.cut(row, to: max(30, width)) + "\n"
    }
    return text + """
        !LINE             gives LINE to your shell
        output 3 | less   so does all that only a shell can do: | > && $
      Tab completes, Ctrl+R searches what you typed before, Ctrl+C clears the line, Ctrl+D leaves.

      """
  }
}
