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
    try skipWithin()
    if let first, isUnary(first) {
      guard startsWord, plainWord() != "]]" else {
        // zsh takes `[[ -n ]]` as a test of the word `-n`.
        if isZsh, plainWord() == "]]" { return }
        throw wrongHere()
      }
      let second = plainWord()
      // `[[ -f == x ]]` compares; everything else tests.
      if second == nil || !Self.comparisons.contains(second ?? "") {
        _ = try word()
        return
      }
    }
    try comparison()
  }

  /// Skips to the next word of a test; zsh lets it stand on the next line.
  private mutating func skipWithin() throws(Trouble) {
    if isZsh { try skipBlanksAndNewlines() } else { try skipBlanks() }
    if isZsh, atEnd { throw .incomplete }
  }

  private func isUnary(_ word: String) -> Bool {
    word.utf8.count == 2 && word.utf8.first == UInt8(ascii: "-")
  }

  private static let comparisons = [
    "=", "==", "!=", "=~", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef", "-pcre-match",
  ]

  private mutating func comparison() throws(Trouble) {
    if byte() == .less || byte() == .greater, byte(1) != .openParenthesis {
      at += 1
      try skipWithin()
    } else if let sign = plainWord(), Self.comparisons.contains(sign) {
      at += sign.utf8.count
      try skipWithin()
      if sign == "=~" { return try regularExpression() }
    } else {
      // A word alone is a test of its own, but what follows it must be on the same line.
      let ends =
        plainWord() == "]]" || byte() == .closeParenthesis || sees(.ampersand, .ampersand) || sees(.bar, .bar)
      guard ends else { throw wrongHere() }
      return
    }
    guard startsWord, plainWord() != "]]" else { throw wrongHere() }
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
    guard at > start else { throw wrongHere() }
    guard level == 0 else { throw missing() }
  }
}
