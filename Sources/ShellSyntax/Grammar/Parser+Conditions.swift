// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Reads the inside of `[[ … ]]` through the closing brackets.
  mutating func condition() throws(Trouble) {
    try disjunction()
    try skipBlanksAndNewlines()
    guard plainWord() == "]]" else { throw missing() }
    at += 2
  }

  private mutating func disjunction() throws(Trouble) {
    try descend()
    defer { ascend() }
    while true {
      try operand()
      try skipBlanksAndNewlines()
      guard sees(.ampersand, .ampersand) || sees(.bar, .bar) else { return }
      at += 2
    }
  }

  private mutating func operand() throws(Trouble) {
    try descend()
    defer { ascend() }
    try skipBlanksAndNewlines()
    while plainWord() == "!" {
      at += 1
      try skipBlanksAndNewlines()
    }
    if byte() == .openParenthesis {
      at += 1
      try disjunction()
      try skipBlanksAndNewlines()
      return try expect(.closeParenthesis)
    }
    guard startsWord, plainWord() != "]]" else { throw missing() }
    let first = plainWord()
    _ = try word()
    try skipBlanks()
    if let first, isUnary(first), startsWord, plainWord() != "]]" {
      let second = plainWord()
      // `[[ -f == x ]]` compares; everything else tests.
      if second == nil || !Self.comparisons.contains(second ?? "") {
        _ = try word()
        return
      }
    }
    try comparison()
  }

  private func isUnary(_ word: String) -> Bool {
    word.utf8.count == 2 && word.utf8.first == UInt8(ascii: "-")
  }

  private static let comparisons: Set<String> = [
    "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef", "-pcre-match",
  ]

  private mutating func comparison() throws(Trouble) {
    if byte() == .less || byte() == .greater, byte(1) != .openParenthesis {
      at += 1
      try skipBlanks()
    } else if let sign = plainWord(), Self.comparisons.contains(sign) {
      at += sign.utf8.count
      try skipBlanks()
      if sign == "=~" { return try regularExpression() }
      if !isZsh { return try pattern() }
    } else {
      return
    }
    guard startsWord else { throw missing() }
    _ = try word()
  }

  /// The right side of `=~`: parentheses and bars are ordinary in it, blanks inside parentheses too.
  private mutating func regularExpression() throws(Trouble) {
    let start = at
    var level = 0
    scan: while !atEnd {
      switch byte() {
      case .openParenthesis:
        level += 1
        at += 1
      case .closeParenthesis:
        guard level > 0 else { break scan }
        level -= 1
        at += 1
      case .space, .tab, .newline, .semicolon, .ampersand:
        guard level > 0, byte() != .newline else { break scan }
        at += 1
      case .bar where byte(1) == .bar && level == 0: break scan
      case .backslash: at += 2
      case .singleQuote, .doubleQuote, .backquote: _ = try quoted()
      case .dollar: _ = try expansion(inDoubleQuotes: false)
      default: at += 1
      }
    }
    guard at > start, level == 0 else { throw missing() }
  }

  private mutating func pattern() throws(Trouble) {
    guard startsWord else { throw missing() }
    _ = try word()
  }
}
