// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SystemPackage

// An open shell must see with builtins alone that its prefilter is out of date. So the file that keeps it has a name
// made of all that it depends on, and its time of change is that of the configuration: it is out of date when it is
// gone, when the configuration's time is another one, or when the configuration has come or gone since.

/// The prefilter as a shell reads it, made once for a binary and a configuration and kept in the store: making it takes
/// longer than a shell should wait.
struct Gate {
  private let plugin: Plugin
  private let home: FilePath
  /// The user's configuration; empty when the environment names no place for it.
  private let config: String
  /// When it last changed, in nanoseconds; nil when it is not there.
  private let changed: Int?
  /// The names of the kept file: what all of this shell and binary have in common, and the rest.
  private let family, name: String
  /// What stands for the binary in names.
  private let mark: String

  init(_ plugin: Plugin, binary: FilePath, home: FilePath) {
    (self.plugin, self.home) = (plugin, home)
    let file = Settings.configFile
    config = file?.string ?? ""
    // Before it is read: what is written meanwhile changes the time once more.
    let facts = file.flatMap { try? FileFacts(followed: $0) }
    changed = facts?.modifiedExactly
    let allowed = try? FileFacts(followed: AllowedFiles(home: home).directory)
    mark = Self.mark([(try? FileFacts(followed: binary))], binary.string)
    family = ".gate.\(plugin.rawValue).\(mark)."
    name = family + Self.mark([facts, allowed], config)
  }

  private static func mark(_ facts: [FileFacts?], _ path: String) -> String {
    let parts = facts.map { $0.map { "\($0.identity.inode) \($0.size) \($0.modifiedExactly)" } ?? "none" }
    return Fingerprint.hex(Array((parts + [path]).joined(separator: "\n").utf8))
  }

  private static let lastLine = "# end\n"

  /// What a shell that opens evaluates to read the rest of the plugin from files; nil when the store keeps none, and all
  /// has to be printed.
  func loader() -> String? {
    guard (try? Store(at: home)) != nil else { return nil }
    let kept = home.appending(name)
    if !KeptScript.isThere(kept) { _ = text(isStarting: true) }
    guard KeptScript.isThere(kept), let script = KeptScript(plugin, mark: mark, home: home) else {
      return nil
    }
    let later =
      if let rest = script.rest {
        "_simmer_later=(\(ShellQuote.word(rest.string)) \(ShellQuote.word(kept.string)))\n"
      } else {
        plugin.assignment("_simmer_later", kept.string)
          + plugin.assignment("_simmer_script", script.start.string)
      }
    return state(file: kept.string, config: config) + later
      + "builtin . \(ShellQuote.word(script.start.string))\n"
  }

  /// - Parameter isStarting: Whether a shell opens, which removes what other binaries have left too.
  func text(isStarting: Bool) -> [UInt8] {
    let kept = home.appending(name)
    // Shells run what is kept there: only in a store that is one, and the user's own. It is made for the first shell.
    let isStore = (try? Store(at: home)) != nil
    if isStore, let found = try? kept.contents(),
      found.suffix(Self.lastLine.utf8.count).elementsEqual(Self.lastLine.utf8)
    {
      return found
    }
    let filter = assignments()
    let made = state(file: kept.string, config: config) + filter
    return isStore && keep(Array(made.utf8), at: kept, isStarting: isStarting)
      // Nothing can be compared with, so the shell is told of a file and of no configuration that could differ.
      ? Array(made.utf8) : Array((state(file: "/", config: "") + filter).utf8)
  }

  /// Writes the file and removes those that it takes the place of; false when it cannot be written.
  private func keep(_ text: [UInt8], at kept: FilePath, isStarting: Bool) -> Bool {
    let aside = home.appending(".new\(name).\(ThisProcess.pid)")
    let isKept: Void? = try? kept.replace(with: text, aside: aside) { file throws(Errno) in
      if let changed { try file.setModified(changed) }
    }
    guard isKept != nil else { return false }
    let old = isStarting ? ".gate.\(plugin.rawValue)" : family
    for other in (try? home.names(hidden: true)) ?? [] where other.hasPrefix(old) && other != name {
      try? home.appending(other).removeFile()
    }
    return true
  }

  /// Removes what is kept for any shell: each makes it again at its next prompt.
  static func forget(in home: FilePath) {
    for name in (try? home.names(hidden: true)) ?? [] where name.hasPrefix(".gate.") {
      try? home.appending(name).removeFile()
    }
  }

  /// What the shell looks at before each prompt.
  private func state(file: String, config: String) -> String {
    plugin.assignment("_simmer_gate_file", file) + plugin.assignment("_simmer_config", config)
      + plugin.assignment("_simmer_config_seen", changed == nil || config.isEmpty ? "" : "1")
      + "\(plugin == .bash ? "" : "typeset -ga ")_simmer_style=(\(BadgeStyle.forShells.map { ShellQuote.word($0) }.joined(separator: " ")))\n"
  }

  /// The assignments of `_simmer_enabled`, of `_simmer_anywhere` (literals joined by `|` of which any makes a line worth
  /// a question; `|` alone for every line), of `_simmer_verbs` (subcommands that say it all, joined alike), of the array `_simmer_marks` and of the associative array `_simmer_gate`, which
  /// has for the first character of a word the words with it that can make a line last, each with the number of its mark:
  /// `[xf]=' fab=23 flask=130 file. '`. A dot is behind those that are known and never last.
  ///
  /// A mark is what must stand in the line as well: literals joined by `|`, `!` for nothing, `:` for another word of
  /// the gate. Keys begin with an x, because bash has no empty ones. Few and long values: bash takes 5 ms to read a
  /// thousand short ones, and 0.3 ms for these.
  private func assignments() -> String {
    var rules = Rules.builtIn
    rules.custom = (Config.user.rules + AllowedFiles(home: home).rules).map(\.custom)
    let filter = Prefilter(rules: rules)
    let gate = filter.gate.sorted { $0.key < $1.key }.map { word, mark in
      let text =
        switch mark {
        case .leads: ":"
        case .alone: "!"
        case .any(let literals): literals.sorted().joined(separator: "|")
        }
      return (word: word, mark: text)
    }
    let marks = Set(gate.map(\.mark)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: marks.enumerated().map { ($1, $0 + 1) })
    let words = gate.map { "\($0.word)=\(numbers[$0.mark]!) " } + filter.quiet.map { "\($0). " }.sorted()
    let places = Dictionary(grouping: words) { String($0.unicodeScalars.prefix(1)) }
    let entries = places.sorted { $0.key < $1.key }.map { initial, words in
      let key = ShellQuote.word("x" + initial)
      let value = ShellQuote.word(" " + words.joined())
      return plugin == .bash ? "[\(key)]=\(value)" : "\(key) \(value)"
    }
    // The first place of an array is 0 in bash and 1 in zsh.
    let list = (plugin == .bash ? "'' " : "") + marks.map { ShellQuote.word($0) }.joined(separator: " ")
    let declare = plugin == .bash ? "declare -g" : "typeset -g"
    let anywhere = filter.anywhere.contains("") ? "|" : filter.anywhere.sorted().joined(separator: "|")
    return plugin.assignment("_simmer_enabled", Config.user.isEnabled ? "1" : "")
      + plugin.assignment("_simmer_anywhere", anywhere)
      + plugin.assignment("_simmer_verbs", filter.verbs.joined(separator: "|"))
      + "\(declare)a _simmer_marks=(\(list))\n\(declare)A _simmer_gate=(\(entries.joined(separator: " ")))\n"
      + Self.lastLine
  }
}
