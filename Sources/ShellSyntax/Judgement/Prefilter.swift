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
    var needs: [String: Need] = [:]
    var literals: Set<String> = ["--watch"]
    needs.reserveCapacity(2048)
    literals.reserveCapacity(2048)
    for (names, rows) in rules.entries {
      let triggers = Triggers(rows)
      guard triggers.matters else { continue }
      for name in names {
        let words = name.split(separator: " ")
        let first = words.count > 1 ? String(words[0]) : name
        if triggers.lasts { literals.insert(first) }
        let need = words.count > 1 ? Need.oneOf([Triggers.exactly(words[1].utf8)]) : triggers.need
        needs[first] = needs[first]?.or(need) ?? need
      }
    }
    firstWords = needs.keys.sorted()
    self.needs = needs.compactMapValues(\.expression)
    self.literals = literals.sorted()
    pattern = Self.coarse(literals)
  }

  /// Every name is reduced to its first two bytes.
  private static func coarse(_ literals: Set<String>) -> String {
    var seconds: [UInt8: Set<UInt8>] = [:]
    for literal in literals {
      let bytes = Array(literal.utf8.prefix(2))
      // A name of one letter is followed by a blank, or by nothing.
      seconds[bytes[0], default: []].insert(bytes.count > 1 ? bytes[1] : .space)
    }
    let pairs = seconds.keys.sorted().map { first in
      let all = (seconds[first] ?? []).sorted()
      let dash = UInt8(ascii: "-")
      let set = String(
        decoding: all.filter { $0 != dash } + (all.contains(dash) ? [dash] : []), as: UTF8.self)
      let end = all.contains(.space) ? "|$" : ""
      return Triggers.escaped([first]) + (end.isEmpty ? "[\(set)]" : "([\(set)]\(end))")
    }
    return "(^|[[:blank:];&|(/`={\"'])(" + pairs.joined(separator: "|") + ")"
  }
}

/// What a line must hold for a tool to matter.
private enum Need {
  /// The tool's name is enough.
  case nothing
  /// Regular expressions, one of which must match; none for a command that only matters before others (`cd web &&`).
  case oneOf([String])

  func or(_ other: Need) -> Need {
    guard case .oneOf(let mine) = self, case .oneOf(let others) = other else { return .nothing }
    return .oneOf(mine + others)
  }

  var expression: String? {
    guard case .oneOf(let words) = self else { return nil }
    let all = Set(words)
    let whole = all.filter { $0.hasSuffix(Triggers.wordEnd) }.map { $0.dropLast(Triggers.wordEnd.count) }
    var parts = all.filter { !$0.hasSuffix(Triggers.wordEnd) }.sorted()
    if !whole.isEmpty { parts.insert("(\(whole.sorted().joined(separator: "|")))\(Triggers.wordEnd)", at: 0) }
    return parts.isEmpty ? "[;&|]|--watch" : "[;&|]|--watch|[^[:alnum:]_](\(parts.joined(separator: "|")))"
  }
}

/// Reads from an entry's rows what makes it matter. It looks at all entries when a shell opens, so it reads no more of
/// a row than its verb and the first word of each pattern.
private struct Triggers {
  private(set) var matters = false
  private(set) var lasts = false
  private(set) var need = Need.oneOf([])

  init(_ rows: ArraySlice<UInt8>) {
    for row in rows.split(separator: .newline) where row.first == .space {
      var words = row.split(separator: .space)[...]
      guard let verb = words.popFirst() else { continue }
      switch Self.role(verb) {
      case .none: continue
      case .prepares: matters = true
      case .passesOn, .lasts:
        matters = true
        lasts = lasts || Self.role(verb) == .lasts
        addNeeds(words)
      }
    }
  }

  private enum Role { case none, prepares, passesOn, lasts }

  private static let roles: [[UInt8]: Role] = {
    var roles: [[UInt8]: Role] = [Array(Kind.shell.rawValue.utf8): .prepares]
    for kind in Kind.allCases where kind.verdict != .foreground { roles[Array(kind.rawValue.utf8)] = .lasts }
    for verb in ["runs", "elevates", "program", "line"] { roles[Array(verb.utf8)] = .passesOn }
    for verb in ["script", "targets"] { roles[Array(verb.utf8)] = .lasts }
    return roles
  }()

  private static func role(_ verb: ArraySlice<UInt8>) -> Role { roles[Array(verb)] ?? .none }

  private mutating func addNeeds(_ words: ArraySlice<ArraySlice<UInt8>>) {
    guard case .oneOf(var all) = need else { return }
    for pattern in words.split(whereSeparator: { $0.last == UInt8(ascii: ",") }, keepingSeparators: ()) {
      // What is absent, or the end, cannot be looked for.
      let words = pattern.filter { $0.first != .bang && $0.first != .dollar }
      guard let word = words.first(where: { $0.first != UInt8(ascii: "-") }) ?? words.first else {
        need = .nothing
        return
      }
      for alternative in word.split(whereSeparator: { $0 == .bar || $0 == UInt8(ascii: "@") }) {
        let one = alternative.last == UInt8(ascii: ",") ? alternative.dropLast() : alternative
        guard let expression = Self.expression(one) else {
          need = .nothing
          return
        }
        all.append(expression)
      }
    }
    need = all.isEmpty ? .nothing : .oneOf(all)
  }

  /// For one alternative of a pattern's word: `dev*`, `up`, `-f`, `--mode=watch`. Nil for what any word is like.
  private static func expression(_ word: ArraySlice<UInt8>) -> String? {
    if word.first == UInt8(ascii: "-") {
      let name = word.prefix { $0 != .equals && $0 != UInt8(ascii: "*") }
      // Short options may stand in a cluster: `-fu`.
      return name.count == 2 ? "-[^ ]*" + escaped(name.dropFirst()) : escaped(name)
    }
    guard let star = word.firstIndex(of: UInt8(ascii: "*")) else { return exactly(word) }
    return star == word.startIndex ? nil : escaped(word[..<star])
  }

  static let wordEnd = "([^[:alnum:]_-]|$)"

  static func exactly(_ word: some Sequence<UInt8>) -> String { escaped(word) + wordEnd }

  static func escaped(_ bytes: some Sequence<UInt8>) -> String {
    var out: [UInt8] = []
    for byte in bytes {
      if ".[]*+?(){}|^$\\".utf8.contains(byte) { out.append(.backslash) }
      out.append(byte)
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension ArraySlice<ArraySlice<UInt8>> {
  /// The parts between separators, each with the separator that ends it.
  fileprivate func split(
    whereSeparator isSeparator: (ArraySlice<UInt8>) -> Bool, keepingSeparators: Void
  ) -> [ArraySlice<ArraySlice<UInt8>>] {
    var parts: [ArraySlice<ArraySlice<UInt8>>] = []
    var start = startIndex
    for index in indices where isSeparator(self[index]) {
      parts.append(self[start...index])
      start = index + 1
    }
    parts.append(self[start...])
    return parts
  }
}
