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
  private let entries: [Entry]

  /// Where one of the names of an entry lies in the text, and where the entry's rows do.
  private struct Entry {
    var name: Range<Int>
    var rows: Range<Int>
  }

  init(texts: [String]) {
    var text: [UInt8] = []
    text.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 1 })
    for part in texts {
      text.append(contentsOf: part.utf8)
      text.append(.newline)
    }
    self.text = text
    entries = Self.index(text)
  }

  /// Finds the names. Every decision of every process begins with this, so it makes no strings: an entry is looked up by
  /// comparing bytes, which for two thousand names takes a few microseconds, where a dictionary of them took 900 to fill.
  private static func index(_ text: [UInt8]) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(2048)
    var open = 0
    var at = 0
    while at < text.count {
      let start = at
      while text[at] != .newline { at += 1 }
      if at > start, text[start] != .space, text[start] != .hash {
        for index in open..<entries.count { entries[index].rows = entries[index].rows.lowerBound..<start }
        open = entries.count
        var name = start
        for place in start...at where place == at || text[place] == UInt8(ascii: ",") {
          while name < place, text[name] == .space { name += 1 }
          entries.append(Entry(name: name..<place, rows: min(at + 1, text.count)..<text.count))
          name = place + 1
        }
      }
      at += 1
    }
    return entries
  }

  /// The words by which entries are called, subcommands included.
  var names: [String] { entries.map { String(decoding: text[$0.name], as: UTF8.self) } }

  /// The entry called by these words, read from its text. Of several of one name, the last counts.
  func tool(_ name: String) -> Tool? {
    let wanted = Array(name.utf8)
    let found = entries.last { entry in
      guard entry.name.count == wanted.count else { return false }
      for (place, byte) in zip(entry.name, wanted) where text[place] != byte { return false }
      return true
    }
    return found.map { Tool(name: name, rows: text[$0.rows]) } ?? nil
  }

}
