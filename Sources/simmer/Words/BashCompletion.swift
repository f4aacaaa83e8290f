// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// The completion of bash: three tables made of the command tree, and the script that reads them.
enum BashCompletion {
  static func text(_ tree: CommandTree, script: [UInt8]) -> String {
    var options: [(String, String)] = [], values: [(String, String)] = [], places: [(String, String)] = []
    func add(_ verb: CommandTree.Verb, as path: String) {
      let terminator = verb.places.contains { $0.isBehindTerminator } ? ["--"] : []
      options.append((path, (verb.options.flatMap(\.spellings) + terminator).joined(separator: " ")))
      for option in verb.options where option.kind == .option {
        for name in option.spellings { values.append(("\(path) \(name)", word(option.value))) }
      }
      let inner = verb.inner.isEmpty ? [] : ["words " + verb.inner.map(\.commandName).joined(separator: " ")]
      let own = verb.places.filter { !$0.isBehindTerminator }.map {
        word($0.value) + ($0.isRepeating ? "*" : "")
      }
      places.append((path, (inner + own).joined(separator: "|")))
      for child in verb.inner { add(child, as: "\(path) \(child.commandName)") }
    }
    for verb in tree.verbs { for name in verb.names { add(verb, as: name) } }
    let verbs = tree.names.joined(separator: " ")
    places.append(("help", "words " + tree.verbs.flatMap(\.names).joined(separator: " ")))
    return String(decoding: script, as: UTF8.self) + """

      __simmer_verbs=\(ShellQuote.word(verbs + " --help --version"))
      \(table("options", options))\(table("values", values))\(table("places", places))
      """
  }

  private static func word(_ value: CommandTree.Value) -> String {
    switch value {
    case .nothing, .anything: "anything"
    case .tasks: "tasks"
    case .running: "running"
    case .directory: "directory"
    case .file: "file"
    case .program, .command: "program"
    case .words(let words): "words " + words.joined(separator: " ")
    }
  }

  private static func table(_ name: String, _ rows: [(String, String)]) -> String {
    "declare -gA __simmer_\(name)=(\n"
      + rows.map { "  [\(ShellQuote.word($0))]=\(ShellQuote.word($1))\n" }.joined() + ")\n"
  }
}
