// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// What a word stands for once its quotes are removed; expansions keep their source text.
  func text(of word: Word) -> String { WordText(word.parts, in: bytes).text }
}

/// A word without its quotes.
struct WordText: Equatable {
  /// The text, in which expansions stand as they were typed.
  var text = ""
  /// Whether anything in the word was quoted or escaped.
  var isQuoted = false
  /// Whether the shell puts in something that cannot be known before it runs.
  var isExpanded = false

  init(_ parts: [Word.Part], in bytes: [UInt8]) {
    if parts.count == 1, parts[0].kind == .literal {
      text = String(decoding: bytes[parts[0].range], as: UTF8.self)
      return
    }
    var out: [UInt8] = []
    append(parts, in: bytes, to: &out)
    text = String(decoding: out, as: UTF8.self)
  }

  private mutating func append(
    _ parts: [Word.Part], in bytes: [UInt8], to out: inout [UInt8], inDouble: Bool = false
  ) {
    for part in parts {
      let range = part.range
      switch part.kind {
      case .literal, .globGroup, .array: out += bytes[range]
      case .escape:
        isQuoted = true
        let next = bytes[range.upperBound - 1]
        // Within double quotes a backslash before an ordinary character stays.
        if inDouble, ![.dollar, .backquote, .doubleQuote, .backslash, .newline].contains(next) {
          out.append(.backslash)
        }
        if next != .newline { out.append(next) }
      case .singleQuoted:
        isQuoted = true
        out += bytes[range.lowerBound + 1..<range.upperBound - 1]
      case .ansiQuoted:
        isQuoted = true
        appendAnsi(bytes[range.lowerBound + 2..<range.upperBound - 1], to: &out)
      case .doubleQuoted(let inner):
        isQuoted = true
        append(inner, in: bytes, to: &out, inDouble: true)
      case .expansion, .substitution, .backquoted, .process:
        isExpanded = true
        out += bytes[range]
      }
    }
  }

  /// The simple escapes of `$'…'`; octal, hexadecimal and Unicode ones stay as typed, no rule looks at them.
  private func appendAnsi(_ bytes: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      guard byte == .backslash, index < bytes.endIndex else {
        out.append(byte)
        continue
      }
      let next = bytes[index]
      index += 1
      switch next {
      case UInt8(ascii: "n"): out.append(.newline)
      case UInt8(ascii: "t"): out.append(.tab)
      case .singleQuote, .doubleQuote, .backslash: out.append(next)
      default: out += [.backslash, next]
      }
    }
  }
}
