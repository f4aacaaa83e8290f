// SPDX-License-Identifier: GPL-3.0-or-later

/// What a shell can test cheaply before it asks for a decision: generous, never stingy.
public struct Prefilter: Sendable {
  /// The words that a line that matters can begin with (behind assignments). Words with a `/` or a `=` begin one too.
  public let firstWords: [String]
  /// A POSIX extended regular expression that matches every line that could be taken over.
  public let pattern: String
  /// Every line that `pattern` matches contains one of these.
  public let literals: [String]

  public init(rules: Rules) {
    // The names that can make a line last, and those that can stand in front of them.
    var names: Set<String> = []
    var starters: Set<String> = []
    for name in rules.names {
      guard let tool = rules.tool(name), let first = name.split(separator: " ").first.map(String.init) else {
        continue
      }
      for row in tool.rows {
        switch row.action {
        case .kind(.shell): starters.insert(first)
        case .kind(let kind) where kind.verdict != .foreground: names.insert(first)
        case .kind: break
        case .runs, .line, .script:
          starters.insert(first)
          if row.action == .script { names.insert(first) }
        }
      }
    }
    firstWords = names.union(starters).sorted()
    literals = (names.union(["--watch"])).sorted()
    let alternatives = literals.map(Self.escaped).joined(separator: "|")
    pattern = "(^|[^[:alnum:]_-])(\(alternatives))"
  }

  private static func escaped(_ literal: String) -> String {
    var out = ""
    for character in literal {
      if ".[]*+?(){}|^$\\".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}
