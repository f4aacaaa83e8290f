// SPDX-License-Identifier: GPL-3.0-or-later

// The knowledge is text that people can read and extend, one entry a tool:
//
//     docker compose, docker-compose          the words it is called by; a further word is a subcommand
//       takes -f --file -p                    options whose value is the next word
//       ordered                               options end at the first operand (as POSIX has it)
//       detaches up -d|--detach               KIND PATTERN, PATTERN: the first row that matches decides
//       serves up, logs -f|--follow
//       runs exec *                           what follows the pattern is a command of its own
//       elevates                              the same, but it may ask for a password first
//       program manage.py                     the operands that match are that command, from the first
//       line -c                               the option's value is a shell line; without option: each operand is
//       script run *                          the last operand names a script of the project
//       targets                               every operand names one
//       skips +*                              operands of this form are none
//
// A pattern holds operands in order from the first (`up`, `a|b`, `dev*`, `*` for any one), `@word` (an operand
// anywhere), options (`-f|--follow`, `--mode=watch`), an operand or an option (`tail|-f`), the absence of options
// (`!-n`), and `$` (no further operand).

/// One entry of the knowledge.
struct Tool {
  var name: String
  var takes: [String] = []
  var isOrdered = false
  var skips: [String] = []
  var rows: [Row] = []
  /// Every option that a pattern speaks of: such a word is one option even behind a single dash (`-jar`).
  var options: [String] = []

  /// Whether nothing can be made of it that lasts or asks.
  var isQuick: Bool { rows.allSatisfy { $0.action == .kind(.quick) } }

  struct Row {
    var action: Action
    var patterns: [Pattern]
  }

  enum Action: Equatable {
    case kind(Kind)
    case runs, elevates, program, line, script, targets
  }

  /// Reads an entry from its lines.
  ///
  /// - Returns: Nil where a row is not of the form above; a test holds every entry to it.
  init?(name: String, rows text: ArraySlice<UInt8>) {
    self.name = name
    for row in text.split(separator: .newline) where row.first == .space {
      let words = row.split(separator: .space).map { String(decoding: $0, as: UTF8.self) }
      guard let verb = words.first else { continue }
      let rest = words.dropFirst()
      switch verb {
      case "takes": takes += rest
      case "ordered": isOrdered = true
      case "skips": skips += rest
      default:
        guard let action = Action(verb) else { return nil }
        let patterns = Self.patterns(rest)
        for pattern in patterns { options += pattern.options }
        rows.append(Row(action: action, patterns: patterns))
      }
    }
  }

  private static func patterns(_ words: ArraySlice<String>) -> [Pattern] {
    var patterns: [Pattern] = []
    var current: [String] = []
    for word in words {
      if word.hasSuffix(",") {
        current.append(String(word.dropLast()))
        patterns += unmixed(current)
        current = []
      } else {
        current.append(word)
      }
    }
    return patterns + unmixed(current)
  }

  /// Patterns for words of which one may be an operand or an option: `tail|-f` is `tail` or `-f`.
  private static func unmixed(_ words: [String]) -> [Pattern] {
    for (index, word) in words.enumerated() where !"@!".contains(word.first ?? "!") {
      let alternatives = word.split(separator: "|")
      let options = alternatives.filter { $0.hasPrefix("-") }
      guard !options.isEmpty, options.count < alternatives.count else { continue }
      return [options, alternatives.filter { !$0.hasPrefix("-") }].flatMap { part in
        var words = words
        words[index] = part.joined(separator: "|")
        return unmixed(words)
      }
    }
    return [Pattern(words)]
  }
}

extension Tool.Action {
  init?(_ verb: String) {
    switch verb {
    case "runs": self = .runs
    case "elevates": self = .elevates
    case "program": self = .program
    case "line": self = .line
    case "script": self = .script
    case "targets": self = .targets
    default:
      guard let kind = Kind(verb: verb) else { return nil }
      self = .kind(kind)
    }
  }
}
