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

  private let text: [UInt8]
  /// Where the rows of each entry lie, by the words it is called by.
  private let entries: [String: Range<Int>]

  init(texts: [String]) {
    var text: [UInt8] = []
    for part in texts {
      text += part.utf8
      text.append(.newline)
    }
    self.text = text
    entries = Self.index(text)
  }

  private static func index(_ text: [UInt8]) -> [String: Range<Int>] {
    var entries: [String: Range<Int>] = [:]
    entries.reserveCapacity(1024)
    var names: Range<Int>?
    var rowsStart = 0
    var at = 0
    func close(at end: Int) {
      guard let names else { return }
      for name in text[names].split(separator: UInt8(ascii: ",")) {
        entries[String(decoding: name.drop { $0 == .space }, as: UTF8.self)] = rowsStart..<end
      }
    }
    while at < text.count {
      let end = text[at...].firstIndex(of: .newline) ?? text.count
      if end > at, text[at] != .space, text[at] != .hash {
        close(at: at)
        names = at..<end
        rowsStart = min(end + 1, text.count)
      }
      at = end + 1
    }
    close(at: text.count)
    return entries
  }

  /// The words by which entries are called, subcommands included.
  var names: Dictionary<String, Range<Int>>.Keys { entries.keys }

  /// The entry called by these words, read from its text.
  func tool(_ name: String) -> Tool? {
    guard let range = entries[name] else { return nil }
    return Tool(name: name, rows: text[range])
  }

  func hasTool(_ name: String) -> Bool { entries[name] != nil }
}
