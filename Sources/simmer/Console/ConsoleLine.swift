// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// A line of the console, read as a shell would read it.
enum ConsoleLine: Equatable {
  /// Blank, or a comment.
  case nothing
  /// A verb and its arguments, quotes taken away.
  case verb(String, [String])
  /// `output 3 | less`: a verb, and the text behind it, which needs a shell: pipes, redirections, `&&`, `$`.
  case piped(verb: String, rest: String)
  /// `!git log`: no verb of ours.
  case shell(String)

  /// - Throws: `usage` when a quote is not closed.
  init(_ text: String) throws(SimmerError) {
    var reader = WordReader(text)
    reader.skipBlanks()
    if reader.isAtEnd || reader.isAtComment {
      self = .nothing
      return
    }
    if reader.rest.first == UInt8(ascii: "!") {
      let line = reader.rest.dropFirst()
      self = line.allSatisfy(WordReader.isBlank) ? .nothing : .shell(String(decoding: line, as: UTF8.self))
      return
    }
    let verb = try reader.word() ?? ""
    let rest = reader.rest
    var words: [String] = []
    reader.skipBlanks()
    while !reader.isAtEnd, !reader.isAtComment, !reader.needsShell, let word = try reader.word() {
      words.append(word)
      reader.skipBlanks()
    }
    if reader.needsShell {
      self = .piped(verb: verb, rest: String(decoding: rest, as: UTF8.self))
    } else {
      self = .verb(verb, words)
    }
  }
}

/// Takes words off a line: quotes, backslashes and comments are those of sh(1); nothing is expanded.
private struct WordReader {
  private(set) var rest: ArraySlice<UInt8>
  /// Whether something stood there that only a shell can do.
  private(set) var needsShell = false

  init(_ text: String) { rest = Array(text.utf8)[...] }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  var isAtEnd: Bool { rest.isEmpty }
  var isAtComment: Bool { rest.first == UInt8(ascii: "#") }

  mutating func skipBlanks() { rest = rest.drop(while: Self.isBlank) }

  /// Returns the next word; nil at what is for a shell.
  mutating func word() throws(SimmerError) -> String? {
    var word: [UInt8] = []
    while let byte = rest.first, !Self.isBlank(byte) {
      switch byte {
      case UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "~"):
        // In the middle of a word "~" is a letter, and "$" at its end.
        if byte == UInt8(ascii: "~"), !word.isEmpty { break }
        if byte == UInt8(ascii: "$"), rest.dropFirst().first.map(Self.isBlank) ?? true { break }
        needsShell = true
        return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        rest.removeFirst()
        try quoted(by: byte, into: &word)
        continue
      case UInt8(ascii: "\\"):
        rest.removeFirst()
        if let next = rest.popFirst() { word.append(next) }
        continue
      default: break
      }
      word.append(byte)
      rest.removeFirst()
    }
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func quoted(by quote: UInt8, into word: inout [UInt8]) throws(SimmerError) {
    let isDouble = quote == UInt8(ascii: "\"")
    while let byte = rest.popFirst() {
      if byte == quote { return }
      if isDouble, byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`") { needsShell = true }
      if isDouble, byte == UInt8(ascii: "\\"), let next = rest.first,
        [UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`")].contains(next)
      {
        word.append(next)
        rest.removeFirst()
      } else {
        word.append(byte)
      }
    }
    throw SimmerError(
      .usage, cannot: "read the line", "a quote is not closed", advice: "close it, or put a \\ before it")
  }
}
