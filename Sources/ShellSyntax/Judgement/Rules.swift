// SPDX-License-Identifier: GPL-3.0-or-later

/// What is known of commands: the built-in knowledge, and in front of it what the user says.
public struct Rules: Sendable {
  /// A rule of the user's: a form for the words of a command, or anything that can look at its text.
  public struct Custom: Sendable {
    public var verdict: Verdict
    /// The rule as the user wrote it.
    public var source: String
    var matches: @Sendable (String) -> Bool

    /// - Parameter form: Words in which `*` stands for any characters: `npm run dev`, `tail -f *`, `*--watch*`.
    ///   A form without a star also matches when more words follow.
    public init(_ verdict: Verdict, words form: String) {
      let open = form + " *"
      self.init(verdict, source: form) { text in
        wildcard(form, matches: text) || (!form.hasSuffix("*") && wildcard(open, matches: text))
      }
    }

    /// - Parameter matches: Asked with the command's words, joined by single blanks, quotes removed.
    public init(_ verdict: Verdict, source: String, matches: @escaping @Sendable (String) -> Bool) {
      self.verdict = verdict
      self.source = source
      self.matches = matches
    }
  }

  /// What ships with simmer.
  public static let builtIn = Rules(texts: Knowledge.all)

  /// The user's rules, first match wins.
  public var custom: [Custom] = []

  private let knowledge: KnowledgeIndex

  init(texts: [String]) { knowledge = KnowledgeIndex(texts) }

  /// The entry called by these words, read from its text.
  func tool(_ name: String) -> Tool? {
    guard let rows = knowledge.rows(of: name) else { return nil }
    return Tool(name: name, rows: knowledge.text[rows])
  }

  /// Every entry once, with all the words that it is called by.
  var entries: [(names: [String], rows: ArraySlice<UInt8>)] { knowledge.entries }
}
