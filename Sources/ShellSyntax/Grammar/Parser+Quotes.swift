// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Reads what begins with `'`, `"` or a backquote.
  mutating func quoted() throws(Trouble) -> Word.Part {
    let start = at
    switch byte() {
    case .singleQuote:
      try skipSingleQuotes()
      return .init(kind: .singleQuoted, range: start..<at)
    case .doubleQuote:
      let parts = try doubleQuotes()
      return .init(kind: .doubleQuoted(parts), range: start..<at)
    default:
      try skipBackquotes()
      return .init(kind: .backquoted, range: start..<at)
    }
  }

  private mutating func skipSingleQuotes() throws(Trouble) {
    at += 1
    while !atEnd, byte() != .singleQuote { at += 1 }
    try expect(.singleQuote)
  }

  /// `$'…'`, where a backslash escapes the quote too.
  private mutating func skipAnsiQuotes() throws(Trouble) {
    at += 2
    while !atEnd, byte() != .singleQuote { at += byte() == .backslash ? 2 : 1 }
    try expect(.singleQuote)
  }

  private mutating func skipBackquotes() throws(Trouble) {
    at += 1
    while !atEnd, byte() != .backquote { at += byte() == .backslash ? 2 : 1 }
    try expect(.backquote)
  }

  private mutating func doubleQuotes() throws(Trouble) -> [Word.Part] {
    try descend()
    defer { ascend() }
    at += 1
    var parts: [Word.Part] = []
    var literalStart = at
    func flush() {
      if literalStart < at { parts.append(.init(kind: .literal, range: literalStart..<at)) }
    }
    while !atEnd {
      let from = at
      switch byte() {
      case .doubleQuote:
        flush()
        at += 1
        return parts
      case .backslash:
        flush()
        at += 2
        parts.append(.init(kind: .escape, range: from..<min(at, bytes.count)))
      case .backquote:
        flush()
        parts.append(try quoted())
      case .dollar:
        flush()
        guard let part = try expansion(inDoubleQuotes: true) else {
          literalStart = from
          continue
        }
        parts.append(part)
      default:
        at += 1
        continue
      }
      literalStart = at
    }
    throw .incomplete
  }

  /// Reads what begins with `$`; nil, and one byte on, if the dollar stands for itself.
  mutating func expansion(inDoubleQuotes: Bool) throws(Trouble) -> Word.Part? {
    let start = at
    switch byte(1) {
    case .openParenthesis:
      if byte(2) == .openParenthesis {
        if isZsh {
          at += 3
          if try arithmetic() { return .init(kind: .expansion, range: start..<at) }
          at = start
        } else {
          // bash looks at `$((a); b)` again only when it runs it.
          at += 1
          try matched(.openParenthesis, .closeParenthesis)
          return .init(kind: .expansion, range: start..<at)
        }
      }
      at += 2
      let list = try substitutionBody()
      return .init(kind: .substitution(list), range: start..<at)
    case .openBrace:
      at += 2
      try parameter(inDoubleQuotes: inDoubleQuotes)
    case .openBracket:
      at += 1
      try matched(.openBracket, .closeBracket)
    case .singleQuote where !inDoubleQuotes:
      try skipAnsiQuotes()
      return .init(kind: .ansiQuoted, range: start..<at)
    case .doubleQuote where !inDoubleQuotes:
      at += 1
      let parts = try doubleQuotes()
      return .init(kind: .doubleQuoted(parts), range: start..<at)
    case let next where next.isNameStart:
      at += 1
      while byte().isName { at += 1 }
    case let next where next.isDigit || Self.specialParameters.contains(next):
      at += 2
    default:
      at += 1
      return nil
    }
    return .init(kind: .expansion, range: start..<at)
  }

  private static let specialParameters: [UInt8] = [
    UInt8(ascii: "@"), UInt8(ascii: "*"), .hash, UInt8(ascii: "?"), UInt8(ascii: "-"), .dollar, .bang,
  ]

  /// The commands of `$(`, `<(` and their like, through the closing parenthesis.
  mutating func substitutionBody() throws(Trouble) -> List {
    let list = try list()
    try expect(.closeParenthesis)
    return list
  }

  /// Reads arithmetic behind `((` through `))`.
  ///
  /// - Returns: False where the parentheses do not close together, so that it was no arithmetic.
  mutating func arithmetic() throws(Trouble) -> Bool {
    let start = at
    guard !notArithmetic.contains(start) else { return false }
    at -= 1
    try matched(.openParenthesis, .closeParenthesis)
    guard byte() == .closeParenthesis else {
      if atEnd { throw .incomplete }
      notArithmetic.insert(start)
      return false
    }
    at += 1
    return true
  }

  /// Skips from an opening byte through the byte that closes it; quotes and expansions inside are opaque.
  mutating func matched(_ open: UInt8, _ close: UInt8) throws(Trouble) {
    try descend()
    defer { ascend() }
    var level = 0
    while !atEnd {
      switch byte() {
      case open:
        level += 1
        at += 1
      case close:
        level -= 1
        at += 1
        if level == 0 { return }
      case .backslash: at += 2
      case .singleQuote, .doubleQuote:
        // zsh reads arithmetic as if it were within double quotes.
        if isZsh { at += 1 } else { _ = try quoted() }
      case .backquote: _ = try quoted()
      case .dollar: _ = try expansion(inDoubleQuotes: false)
      default: at += 1
      }
    }
    throw .incomplete
  }

  /// Skips the inside of `${…}` through its brace.
  ///
  /// Within double quotes a `'` is an ordinary character, unless it stands in a pattern (`${x#'}'}`).
  private mutating func parameter(inDoubleQuotes: Bool) throws(Trouble) {
    try descend()
    defer { ascend() }
    var inPattern = false
    var atName = true
    while !atEnd {
      switch byte() {
      case .closeBrace:
        at += 1
        return
      case .backslash: at += 2
      case .singleQuote:
        if inDoubleQuotes && !inPattern { at += 1 } else { try skipSingleQuotes() }
      case .doubleQuote, .backquote: _ = try quoted()
      case .dollar: _ = try expansion(inDoubleQuotes: inDoubleQuotes)
      case let next:
        if atName, !next.isName, next != .bang, next != .openBracket {
          atName = false
          inPattern = [.hash, UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "^"), UInt8(ascii: ",")]
            .contains(next)
        }
        at += 1
      }
    }
    throw .incomplete
  }
}
