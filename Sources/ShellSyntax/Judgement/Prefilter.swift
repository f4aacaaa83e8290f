// SPDX-License-Identifier: GPL-3.0-or-later

// What a shell can test by itself, without a process, before it asks for a decision: generous, never stingy.
//
// A line is worth a question when one of its words is in the gate and the line has a mark of that word, when it has one
// of the literals that count anywhere, or when a verb follows a word that is not known. A word with a slash also goes by
// the marks of `/`, those of scripts that are programs (`bin/dev`).

/// The words of a command line that can make it last, each with what must stand somewhere in the line as well.
public struct Prefilter: Sendable {
  /// What has to be added to a word.
  public enum Mark: Equatable, Sendable {
    /// The word stands in front of another command, which is what counts (`sudo`, `cd web &&`).
    case leads
    /// The word is enough (`uvicorn`).
    case alone
    /// One of these literals, anywhere in the line.
    case any(Set<String>)
  }

  public let gate: [String: Mark]
  /// The literals of which any is enough, wherever it stands: `--watch` and what the user's rules look for. An empty
  /// one is in every line.
  public let anywhere: Set<String>

  /// Subcommands that say it all, behind a tool that is not known: `serve`.
  public let verbs: [String]
  /// The tools that are known, and not in the gate.
  public let quiet: Set<String>

  /// The verdicts that a line is moved for.
  private static let verdicts: Set<Verdict> = [.background, .adaptive]

  public init(rules: Rules) {
    let verdicts = Self.verdicts
    var gate: [String: Mark] = ["/": .any(Set(ScriptName.names(verdicts)))]
    var known: Set<String> = []
    for (names, rows) in rules.entries {
      for name in names where !name.contains(" ") { known.insert(name) }
      guard let tool = Tool(name: names.first ?? "", rows: rows) else { continue }
      for name in names {
        let words = name.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        for row in tool.rows {
          guard let mark = Self.mark(of: row, words.dropFirst().last, verdicts) else { continue }
          gate[first] = gate[first].map { $0.joined(with: mark) } ?? mark
        }
      }
    }
    var anywhere: Set<String> = ["--watch"]
    for rule in rules.custom where verdicts.contains(rule.verdict) {
      switch rule.sign {
      case .literal(let literal): anywhere.insert(literal)
      case .word(let word, let literal):
        let mark = literal.utf8.count > 1 ? Mark.any([literal]) : .alone
        gate[word] = gate[word].map { $0.joined(with: mark) } ?? mark
      }
    }
    self.gate = gate
    quiet = known.subtracting(gate.keys)
    verbs = Judge.verbs.filter { verdicts.contains($0.1.verdict) }.map(\.0)
    self.anywhere = anywhere.contains("") ? [""] : anywhere
  }

  /// What a row of the knowledge adds to its tool, which is called by one word or with `subcommand` behind it.
  private static func mark(of row: Tool.Row, _ subcommand: String?, _ verdicts: Set<Verdict>) -> Mark? {
    switch row.action {
    case .kind(.shell), .runs, .elevates: return .leads
    // Lines that stand as operands have forms of their own (`concurrently npm:dev`).
    case .line: return row.patterns.contains { $0.required.isEmpty } ? .alone : .leads
    case .kind(let kind) where !verdicts.contains(kind.verdict): return nil
    case .program: return .any(Set(ScriptName.names(verdicts)))
    case .kind, .script, .targets:
      let marks = row.patterns.map { pattern -> Mark in
        if let literals = pattern.literals { return .any(literals) }
        // A script of any name: those that are judged by it.
        if row.action == .script || row.action == .targets { return .any(Set(ScriptName.names(verdicts))) }
        return subcommand.map { .any([$0]) } ?? .alone
      }
      return marks.dropFirst().reduce(marks.first) { $0?.joined(with: $1) }
    }
  }
}

extension Prefilter.Mark {
  func joined(with other: Self) -> Self {
    switch (self, other) {
    case (.alone, _), (_, .alone): .alone
    case (.any(let one), .any(let two)): .any(one.union(two))
    case (.any, .leads): self
    case (.leads, _): other
    }
  }
}

extension Pattern {
  /// Literals of which a matching command has one; nil when there is nothing to go by.
  fileprivate var literals: Set<String>? {
    for group in required + operands + anywhere {
      let literals = group.map { Self.longestLiteral(in: $0) }
      guard literals.allSatisfy({ $0.utf8.count > 1 }) else { continue }
      // Short options may stand in a cluster (`logs -tf`): any dash will do.
      return Set(literals.map { $0.hasPrefix("-") && $0.utf8.count == 2 ? "-" : $0 })
    }
    return nil
  }

  /// The longest part of a form without a star, and without what means something to a shell's patterns.
  private static func longestLiteral(in form: String) -> String {
    form.utf8.split { byte in !(byte.isName || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")) }
      .max { $0.count < $1.count }.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
