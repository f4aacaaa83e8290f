// SPDX-License-Identifier: GPL-3.0-or-later

/// simmer(1): the page in `shell/simmer.1`, in which every command takes the place of two comments.
enum ManualPage {
  static func text(_ tree: CommandTree, page: [UInt8], version: String) -> String {
    String(decoding: page, as: UTF8.self)
      .replacing(".\\\" @SYNOPSIS\n", with: synopsis(tree))
      .replacing(".\\\" @COMMANDS\n", with: commands(tree))
      .replacing("@VERSION", with: version)
  }

  private static func synopsis(_ tree: CommandTree) -> String {
    let lines = tree.verbs.flatMap { all($0, as: $0.commandName) }.map { path, verb in
      ".SY simmer\n.B \(roff(path))\n" + (verb.options.count > 1 ? ".RI [ options ]\n" : "")
        + places(verb).map { ".RI \($0)\n" }.joined()
    }
    return lines.joined() + ".SY simmer\n.BR on | off\n.YS\n"
  }

  private static func commands(_ tree: CommandTree) -> String {
    let verbs = tree.verbs.flatMap { all($0, as: $0.commandName) }.map { path, verb in
      // Verbs are in bold, what is to be filled in in italics.
      let names = verb.names.dropFirst().map { ", \\fB\(roff($0))\\fP" }.joined()
      let usage =
        places(verb).map { " \($0)" }.joined().replacing(" ", with: " \\fI")
        + (places(verb).isEmpty ? "" : "\\fP")
      return ".SS \\fB\(roff(path))\\fP\(names)\(usage.replacing(" \\fI", with: "\\fP \\fI"))\n"
        + line(verb.abstract ?? "") + paragraphs(verb.prose)
        + options(verb.options.filter { $0.spellings.first != "-h" }) + examples(verb.examples)
    }
    let own = CommandTree.shellVerbs.map { ".TP\n.B \($0.name)\n" + line($0.abstract) }
    return verbs.joined() + ".SS on, off\nThese two are part of the plugin.\n" + own.joined()
      + ".SS help\nShows help, also of a single command.\n"
  }

  /// The verb and those below it, with all their words.
  private static func all(_ verb: CommandTree.Verb, as path: String) -> [(String, CommandTree.Verb)] {
    [(path, verb)] + verb.inner.flatMap { all($0, as: path + " " + $0.commandName) }
  }

  /// The arguments as roff words: `[ TASK ]`.
  private static func places(_ verb: CommandTree.Verb) -> [String] {
    verb.places.map { place in
      var name = roff((place.valueName ?? "argument").uppercased())
      // One of several, as in the help.
      if place.isRepeating, name.hasSuffix("S") { name.removeLast() }
      if place.isRepeating { name += "\\~.\\|.\\|." }
      if place.isBehindTerminator { return "\\-\\-\\~\(name)" }
      return place.isOptional ? "[\(name)]" : name
    }
  }

  private static func options(_ options: [CommandTree.Word]) -> String {
    options.map { option in
      let names = option.spellings.map { "\\fB\(roff($0))\\fP" }.joined(separator: ", ")
      let value =
        option.kind == .option ? "\\~\\fI\(roff((option.valueName ?? "value").uppercased()))\\fP" : ""
      let fallback = option.defaultValue.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
      return ".TP\n\(names)\(value)\n" + line(option.summary + (option.kind == .option ? fallback : ""))
    }.joined()
  }

  private static func examples(_ examples: [String]) -> String {
    examples.isEmpty ? "" : ".PP\n.EX\n" + examples.map { "    $ " + line($0) }.joined() + ".EE\n"
  }

  /// Lines of prose; those that are indented stand as they are.
  private static func paragraphs(_ lines: [String]) -> String {
    var text = "", isVerbatim = false
    for row in lines where !row.isEmpty {
      if row.hasPrefix(" ") != isVerbatim {
        isVerbatim.toggle()
        text += isVerbatim ? ".EX\n" : ".EE\n"
      }
      text += line(row)
    }
    return (text.isEmpty ? "" : ".PP\n" + text) + (isVerbatim ? ".EE\n" : "")
  }

  private static func line(_ text: String) -> String {
    let text = roff(text)
    return (text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" : "") + text + "\n"
  }

  /// `text` as groff(7) prints it: backslashes, hyphens that are to be typed, and what is beyond ASCII.
  private static func roff(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case "`": "\\(ga"
      case _ where scalar.isASCII: String(Character(scalar))
      default: "\\[u" + hex(scalar.value) + "]"
      }
    }.joined()
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
