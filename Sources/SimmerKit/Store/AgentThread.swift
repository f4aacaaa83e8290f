// SPDX-License-Identifier: GPL-3.0-or-later

/// A coding agent and the conversation in which it acts: who started a task, and who reads.
public struct AgentThread: Hashable, Sendable, CustomStringConvertible {
  /// `claude-code`, `amp`, `codex` …: letters, digits, `-`, `_` and `.`.
  public let name: String
  /// Its conversation, as it names it; nil where it does not tell.
  public let thread: String?

  /// What is no letter, digit or one of `-_.` becomes `-`; each part is cut at 48 characters.
  public init(_ name: String, thread: String? = nil) {
    let plain = Self.plain(name.lowercased())
    self.name = plain.isEmpty ? "agent" : plain
    self.thread = thread.map(Self.plain).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Reads `name` or `name:thread`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let name = parts.first, !name.isEmpty else { return nil }
    self.init(name, thread: parts.count > 1 ? parts[1] : nil)
  }

  public var description: String { thread.map { "\(name):\($0)" } ?? name }

  /// What it is as a reader of logs, with a place of its own in each.
  public var reader: ReaderName { ReaderName(known: description) }

  /// Letters that a name of a file and a word of a record can have.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text.prefix(48) {
      let isAllowed =
        character.isASCII
        && (character.isLetter || character.isNumber || character == "-" || character == "_"
          || character == ".")
      plain.append(isAllowed ? character : "-")
    }
    // Names that begin with a dot are invisible in the store.
    return String(plain.drop { $0 == "." || $0 == "-" })
  }
}
