// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Where a word stands, as far as it changes what the word may hold.
  enum Position {
    case argument
    /// The first word of a command or an operand of `declare`: `a=(…)` is an array.
    case assignable
    /// Within the parentheses of an array, where `[key]=value` may hold blanks in its key.
    case element
  }

  var startsWord: Bool {
    if atEnd { return false }
    switch byte() {
    case .less, .greater: return byte(1) == .openParenthesis || seesNumericGlob
    case .openParenthesis: return isZsh
    default: return !byte().isMetacharacter
    }
  }

  /// zsh's `<1-9>` glob.
  var seesNumericGlob: Bool {
    guard isZsh, byte() == .less else { return false }
    var offset = 1
    while byte(offset).isDigit { offset += 1 }
    guard byte(offset) == UInt8(ascii: "-") else { return false }
    offset += 1
    while byte(offset).isDigit { offset += 1 }
    return byte(offset) == .greater
  }

  /// Reads one word. The caller has made sure that one begins here.
  mutating func word(_ position: Position = .argument) throws(Trouble) -> Word {
    try descend()
    defer { ascend() }
    let start = at
    var parts: [Word.Part] = []
    var literalStart = at
    // What of zsh's globs and braces is still open.
    var parentheses = 0
    var braces = 0
    func flush() {
      if literalStart < at { parts.append(.init(kind: .literal, range: literalStart..<at)) }
    }
    scan: while !atEnd {
      let from = at
      switch byte() {
      case .space, .tab, .newline, .bar:
        guard parentheses > 0 else { break scan }
        at += 1
        continue
      case .closeParenthesis:
        guard parentheses > 0 else { break scan }
        parentheses -= 1
        at += 1
        continue
      case .semicolon, .ampersand:
        break scan
      case .less, .greater:
        if seesNumericGlob {
          while byte() != .greater { at += 1 }
          at += 1
          continue
        }
        guard byte(1) == .openParenthesis else { break scan }
        flush()
        at += 2
        let list = try substitutionBody()
        parts.append(.init(kind: .process(list), range: from..<at))
      case .openParenthesis:
        if position == .assignable, isArrayStart(parts, literalStart) {
          flush()
          parts.append(try array())
        } else if isZsh {
          // `f ()` defines a function; any other parenthesis is part of a glob.
          if closesAtOnce { break scan }
          parentheses += 1
          at += 1
          continue
        } else if from > start, Self.globPrefixes.contains(bytes[from - 1]),
          from > literalStart || parts.last?.kind == .expansion
        {
          flush()
          parts.append(try globGroup())
        } else {
          break scan
        }
      case .openBracket where !isZsh && parts.isEmpty && opensSubscript(start..<at, position):
        // bash reads `a[b c]=1` as one word, and an open bracket to its end.
        try matched(.openBracket, .closeBracket)
        continue
      case .equals where isZsh && at == start && byte(1) == .openParenthesis:
        at += 2
        let list = try substitutionBody()
        parts.append(.init(kind: .process(list), range: from..<at))
      case .backslash:
        if byte(1) == .newline {
          flush()
          at += 2
        } else {
          guard at + 1 < bytes.count else { throw .incomplete }
          flush()
          at += 2
          parts.append(.init(kind: .escape, range: from..<at))
        }
      case .singleQuote, .doubleQuote, .backquote:
        flush()
        parts.append(try quoted())
      case .dollar:
        flush()
        if let part = try expansion(inDoubleQuotes: false) {
          parts.append(part)
        } else {
          literalStart = from
          continue
        }
      case .openBrace where isZsh:
        braces += 1
        at += 1
        continue
      case .closeBrace where isZsh:
        // A brace that the word did not open, at its end, closes a group: `{ sleep 1}`.
        if braces == 0, at > start, endsWord(1) { break scan }
        braces = max(0, braces - 1)
        at += 1
        continue
      default:
        at += 1
        continue
      }
      literalStart = at
    }
    if parentheses > 0, atEnd { throw .incomplete }
    flush()
    guard at > start else { throw .wrong(at: at) }
    var word = Word(range: start..<at, parts: parts)
    word.isAssignment = position == .assignable && assignmentName(of: word) != nil
    return word
  }

  private static let globPrefixes: [UInt8] = [
    UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "@"), .bang,
  ]

  private func endsWord(_ offset: Int) -> Bool {
    at + offset >= bytes.count || byte(offset).isMetacharacter
  }

  /// Whether a bracket behind these bytes is a subscript, which bash reads to its end: `a[b c]=1`.
  private func opensSubscript(_ range: Range<Int>, _ position: Position) -> Bool {
    switch position {
    case .argument: false
    case .assignable: isName(range)
    case .element: range.isEmpty
    }
  }

  func isName(_ range: Range<Int>) -> Bool {
    guard let first = range.first, bytes[first].isNameStart else { return false }
    return bytes[range].allSatisfy(\.isName)
  }

  private var closesAtOnce: Bool {
    var offset = 1
    while byte(offset).isBlank { offset += 1 }
    return byte(offset) == .closeParenthesis
  }

  /// Whether what was read so far is `name=`, `name+=` or `name[…]=`.
  private func isArrayStart(_ parts: [Word.Part], _ literalStart: Int) -> Bool {
    guard parts.isEmpty, at > literalStart, bytes[at - 1] == .equals else { return false }
    return assignmentName(
      of: Word(range: literalStart..<at, parts: [.init(kind: .literal, range: literalStart..<at)]))
      != nil
  }

  /// The name that a word assigns to, if it has the form of an assignment.
  func assignmentName(of word: Word) -> Range<Int>? {
    guard let first = word.parts.first, first.kind == .literal, bytes[first.range.lowerBound].isNameStart
    else {
      return nil
    }
    var index = first.range.lowerBound
    while index < first.range.upperBound, bytes[index].isName { index += 1 }
    let name = first.range.lowerBound..<index
    var end = word.range.upperBound
    // A subscript may hold anything; what counts is that a `=` or `+=` comes behind a `]`.
    if index < end, bytes[index] == .openBracket {
      // Bounded, because this is asked for every `=(` of a word.
      let limit = min(end, index + 256)
      while index < limit, bytes[index] != .closeBracket { index += 1 }
      index += 1
    } else {
      end = first.range.upperBound
    }
    if index < end, bytes[index] == UInt8(ascii: "+") { index += 1 }
    return index < end && bytes[index] == .equals ? name : nil
  }

  /// `(element …)` behind `a=`.
  private mutating func array() throws(Trouble) -> Word.Part {
    let start = at
    let words = try parenthesisedWords()
    return .init(kind: .array(words), range: start..<at)
  }

  /// Words between parentheses, over as many lines as they take.
  mutating func parenthesisedWords() throws(Trouble) -> [Word] {
    at += 1
    var words: [Word] = []
    while true {
      try skipBlanksAndNewlines()
      if byte() == .closeParenthesis {
        at += 1
        return words
      }
      guard startsWord else { throw missing() }
      words.append(try word(.element))
    }
  }

  /// A parenthesised part of a glob, to its own closing parenthesis.
  private mutating func globGroup() throws(Trouble) -> Word.Part {
    let start = at
    try matched(.openParenthesis, .closeParenthesis)
    return .init(kind: .globGroup, range: start..<at)
  }
}
