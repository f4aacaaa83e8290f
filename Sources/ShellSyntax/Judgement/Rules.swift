// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of commands: the built-in knowledge, and in front of it what the user says.
public struct Rules: Sendable {
  /// A rule of the user's: a form for the words of a command, or anything that can look at its text.
  public struct Custom: Sendable {
    public var verdict: Verdict
    /// The rule as the user wrote it, and where.
    public var source: String
    /// What a line has when the rule matches one of its commands: for the prefilter.
    var sign: Sign
    /// Whether the command is meant that has these words, joined by single blanks, quotes removed.
    public var matches: @Sendable (String) -> Bool

    enum Sign: Equatable, Sendable {
      /// This first word, and this literal somewhere; an empty one says nothing.
      case word(String, literal: String)
      /// This literal somewhere; an empty one says nothing.
      case literal(String)
    }

    /// - Parameter form: Words in which `*` stands for any characters: `npm run dev`, `tail -f *`, `*--watch*`.
    ///   A form without a star also matches when more words follow.
    public init(_ verdict: Verdict, words form: String, source: String? = nil) {
      let open = form + " *"
      self.init(verdict, source ?? form, Self.sign(of: form)) { text in
        wildcard(form, matches: text) || (!form.hasSuffix("*") && wildcard(open, matches: text))
      }
    }

    /// - Parameters:
    ///   - literal: What stands in every line with a command that matches; empty when nothing is sure.
    ///   - matches: Asked with the command's words, joined by single blanks, quotes removed.
    public init(
      _ verdict: Verdict, source: String, literal: String = "", matches: @escaping @Sendable (String) -> Bool
    ) {
      self.init(verdict, source, .literal(literal), matches: matches)
    }

    private init(
      _ verdict: Verdict, _ source: String, _ sign: Sign, matches: @escaping @Sendable (String) -> Bool
    ) {
      self.verdict = verdict
      self.source = source
      self.sign = sign
      self.matches = matches
    }

    private static func sign(of form: String) -> Sign {
      let words = form.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard let first = words.first, !first.isEmpty, first.utf8.allSatisfy(\.isPlain) else {
        return .literal(longestPlain(in: form[...]))
      }
      return .word(first, literal: longestPlain(in: form.dropFirst(first.count)))
    }

    /// The longest part that stands in a line as it stands in a command's words, and the last of several.
    private static func longestPlain(in form: Substring) -> String {
      let runs = form.utf8.split { !$0.isPlain }
      let longest = runs.reduce(runs.first) { $1.count >= ($0?.count ?? 0) ? $1 : $0 }
      return longest.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
  }

  /// What ships with simmer.
  public static let builtIn = Rules(texts: Knowledge.all)

  /// The user's rules, first match wins.
  public var custom: [Custom] = []

  private let knowledge: KnowledgeIndex

  init(texts: [StaticString]) { knowledge = KnowledgeIndex(texts) }

  /// The entry called by these words, read from its text.
  func tool(_ name: String) -> Tool? {
    guard let rows = knowledge.rows(of: name) else { return nil }
    return Tool(name: name, rows: rows)
  }

  /// Every entry once, with all the words that it is called by.
  var entries: [(names: [String], rows: ArraySlice<UInt8>)] { knowledge.entries }
}

extension UInt8 {
  /// Whether a shell reads the byte as itself wherever it stands in a word.
  fileprivate var isPlain: Bool {
    switch self {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"),
      UInt8(ascii: "+"), UInt8(ascii: "%"), UInt8(ascii: ","):
      true
    default: isName
    }
  }
}
