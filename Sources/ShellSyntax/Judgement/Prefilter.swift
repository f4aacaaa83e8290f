// SPDX-License-Identifier: GPL-3.0-or-later

// A line that could be taken over has one of three shapes, which a shell can tell with table look-ups and one small
// regular expression:
//   1. its first word is in `firstWords`, and `needs[word]`, where there is one, matches the line;
//   2. its first word holds a `/` or `=` (a path, an assignment), or the line holds one of `anywhere`
//      (`ls && npm run dev`, `( … )`, `x --watch`), and one of `literals` stands in it as a word;
//   3. it begins with an alias or function of the user's, which the shell looks through itself.
// One expression with all the names in it is no way: bash compiles it for every line, which takes 85 ms for 10 kB.

/// What a shell can test cheaply before it asks for a decision: generous, never stingy.
public struct Prefilter: Sendable {
  /// The words that a line that matters can begin with.
  public let firstWords: [String]
  /// For a first word, a POSIX extended regular expression that the whole line must match; without one, any line does.
  public let needs: [String: String]
  /// The words of which every line that could be taken over holds one.
  public let literals: [String]
  /// What lets a line through to the test of `literals` whatever its first word is.
  public let anywhere = ["&", ";", "|", "(", "{", "--watch"]
  /// A POSIX extended regular expression that every line matches that could be taken over; coarse, for its size.
  public let pattern: String

  public init(rules: Rules) {
    var needs: [String: Set<String>] = [:]
    var literals: Set<String> = ["--watch"]
    for (names, rows) in rules.entries {
      guard let tool = Tool(name: names[0], rows: rows) else { continue }
      guard let triggers = Self.triggers(tool) else { continue }
      for name in names {
        let words = name.split(separator: " ")
        let first = String(words[0])
        if tool.lasts { literals.insert(first) }
        if words.count > 1 {
          needs[first, default: []].insert(Self.escaped(String(words[1])) + Self.wordEnd)
        } else if triggers.contains("") {
          needs[first] = [""]
        } else {
          needs[first, default: []].formUnion(triggers)
        }
      }
    }
    firstWords = needs.keys.sorted()
    self.needs = needs.filter { !$0.value.contains("") }.mapValues { needs in
      let words = needs.subtracting(["[;&|]"]).sorted()
      guard !words.isEmpty else { return "[;&|]|--watch" }
      return "[;&|]|--watch|[^[:alnum:]_](\(words.joined(separator: "|")))"
    }
    self.literals = literals.sorted()
    pattern = Self.coarse(literals)
  }

  /// What a line must hold for the tool to last: alternatives, "" where its name alone can do. Nil: it never does.
  private static func triggers(_ tool: Tool) -> Set<String>? {
    var triggers: Set<String> = []
    for row in tool.rows {
      switch row.action {
      case .kind(.shell): triggers.insert("[;&|]")
      case .kind(let kind) where kind.verdict == .foreground: break
      default: for pattern in row.patterns { triggers.formUnion(needed(pattern)) }
      }
    }
    return triggers.isEmpty ? nil : triggers
  }

  private static func needed(_ pattern: Pattern) -> [String] {
    if let words = pattern.operands.first ?? pattern.anywhere.first {
      return words.map { word in
        guard let star = word.firstIndex(of: "*") else { return escaped(word) + wordEnd }
        return escaped(String(word[..<star]))
      }
    }
    if let options = pattern.required.first {
      return options.map { option in
        let name = String(option.prefix { $0 != "=" })
        // Short options may stand in a cluster: `-fu`.
        return name.utf8.count == 2 ? "-[^ ]*" + escaped(String(name.dropFirst())) : escaped(name)
      }
    }
    return [""]
  }

  private static let wordEnd = "([^[:alnum:]_-]|$)"

  /// Every name is reduced to its first two bytes.
  private static func coarse(_ literals: Set<String>) -> String {
    var seconds: [Character: Set<Character>] = [:]
    var singles: Set<Character> = []
    for literal in literals {
      guard let first = literal.first else { continue }
      if let second = literal.dropFirst().first {
        seconds[first, default: []].insert(second)
      } else {
        singles.insert(first)
      }
    }
    let pairs = seconds.keys.sorted().map { first in
      let all = (seconds[first] ?? []).sorted()
      let set = all.filter { $0 != "-" }.map(String.init).joined() + (all.contains("-") ? "-" : "")
      return escaped(String(first)) + "[\(set)]"
    }
    let short = singles.sorted().map { escaped(String($0)) + "([[:blank:];&|]|$)" }
    return "(^|[[:blank:];&|(/`={])(" + (pairs + short).joined(separator: "|") + ")"
  }

  private static func escaped(_ literal: String) -> String {
    let special = ".[]*+?(){}|^$\\".utf8
    // Nearly every literal is a plain word; this runs thousands of times when a shell opens.
    guard literal.utf8.contains(where: { !$0.isName && $0 != UInt8(ascii: "-") && special.contains($0) })
    else {
      return literal
    }
    var out = ""
    for character in literal {
      if character.utf8.allSatisfy(special.contains) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}

extension Tool {
  /// Whether one of its rows can make a line last.
  fileprivate var lasts: Bool {
    rows.contains { row in
      switch row.action {
      case .kind(let kind): kind.verdict != .foreground
      case .script, .targets: true
      case .runs, .elevates, .program, .line: false
      }
    }
  }
}
