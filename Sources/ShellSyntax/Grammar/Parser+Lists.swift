// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Words that can only end a list, where a command could begin.
  static let closers = ["then", "do", "done", "fi", "esac", "elif", "else", "}"]
  static let bashClosers = closers + ["in", "]]"]
  static let zshClosers = closers + ["end"]

  /// Reads commands up to something that cannot begin one: the end, `)`, `;;`, or a closing word.
  mutating func list() throws(Trouble) -> List {
    try descend()
    defer { ascend() }
    var list = List()
    while true {
      try skipBlanksAndNewlines()
      if isZsh, byte() == .semicolon, !seesArmEnd {
        // zsh takes stray semicolons as empty commands.
        at += 1
        continue
      }
      if atEnd || byte() == .closeParenthesis || seesArmEnd || seesCloser { return list }
      let start = at
      let chain = try chain()
      let end = try terminator()
      list.items.append(.init(chain: chain, end: end, range: start..<at))
      if end == .none {
        // bash takes `done done`, zsh wants a separator, except before a brace.
        if isZsh, endsInKeyword, seesCloser, byte() != .closeBrace { throw .wrong(at: at) }
        return list
      }
      // zsh has no `a=1 &` and no `> f &`.
      if isZsh, end == .ampersand, chain.rest.isEmpty, chain.first.commands.count == 1,
        case .simple(let simple) = chain.first.commands[0].kind, simple.words.isEmpty
      {
        throw .wrong(at: at - 1)
      }
    }
  }

  /// Reads a list that the grammar wants to hold at least one command.
  mutating func filledList() throws(Trouble) -> List {
    let list = try list()
    // zsh accepts `{ }`, `( )` and empty branches.
    guard !list.items.isEmpty || isZsh else { throw missing() }
    return list
  }

  /// `;;`, `;&`, `;;&` and zsh's `;|` end an arm of a `case`, never a command.
  var seesArmEnd: Bool {
    byte() == .semicolon
      && (byte(1) == .semicolon || byte(1) == .ampersand || (isZsh && byte(1) == .bar))
  }

  var seesCloser: Bool {
    if isZsh, seesClosingBrace { return true }
    guard let word = plainWord() else { return false }
    return (isZsh ? Self.zshClosers : Self.bashClosers).contains(word)
  }

  /// In zsh, braces that end a word close groups one by one.
  var seesClosingBrace: Bool {
    guard isZsh else { return plainWord() == "}" }
    var offset = 0
    while byte(offset) == .closeBrace { offset += 1 }
    return offset > 0 && (at + offset == bytes.count || byte(offset).isMetacharacter)
  }

  private var endsInKeyword: Bool {
    var end = at
    while end > 0, bytes[end - 1].isBlank { end -= 1 }
    return ["done", "fi", "esac"].contains { word in
      end >= word.utf8.count && bytes[end - word.utf8.count..<end].elementsEqual(word.utf8)
    }
  }

  private mutating func terminator() throws(Trouble) -> List.End {
    switch byte() {
    case .semicolon where !seesArmEnd:
      at += 1
      return .semicolon
    case .ampersand:
      at += 1
      if isZsh, byte() == .bang || byte() == .bar { at += 1 }
      return .ampersand
    case .newline:
      try newline()
      return .newline
    default: return .none
    }
  }

  /// `pipeline [&& pipeline] [|| pipeline] …`
  mutating func chain() throws(Trouble) -> Chain {
    var chain = Chain(first: try pipeline())
    while true {
      let joint: Chain.Joint
      if sees(.ampersand, .ampersand) {
        joint = .and
      } else if sees(.bar, .bar) {
        joint = .or
      } else {
        return chain
      }
      let range = at..<at + 2
      at += 2
      try skipBlanksAndNewlines()
      if isZsh {
        // zsh takes `a && ;` and `{ a && }`, as if nothing had been joined.
        while byte() == .semicolon, !seesArmEnd {
          at += 1
          try skipBlanksAndNewlines()
        }
        if seesCloser || byte() == .closeParenthesis { return chain }
      }
      chain.rest.append(.init(joint: joint, jointRange: range, pipeline: try pipeline()))
    }
  }

  /// `[time [-p]] [!] command [| command] [|& command] …`
  mutating func pipeline() throws(Trouble) -> Pipeline {
    var pipeline = Pipeline(range: at..<at)
    let start = at
    var canBeEmpty = false
    prefixes: while true {
      switch plainWord() {
      case "!" where byte(1) != .openParenthesis && !(isZsh && pipeline.isNegated):
        at += 1
        pipeline.isNegated.toggle()
        canBeEmpty = !isZsh
      case "time":
        at += 4
        pipeline.isTimed = true
        canBeEmpty = true
        try skipBlanks()
        while let option = plainWord(), !isZsh, option == "-p" || option == "--" {
          at += option.utf8.count
          try skipBlanks()
        }
      default: break prefixes
      }
      try skipBlanks()
    }
    if canBeEmpty, atEnd || byte() == .newline || byte() == .semicolon && !seesArmEnd {
      pipeline.range = start..<at
      return pipeline
    }
    pipeline.commands.append(try command())
    while byte() == .bar, byte(1) != .bar {
      at += byte(1) == .ampersand ? 2 : 1
      try skipBlanksAndNewlines()
      if isZsh, plainWord() == "coproc" { throw .wrong(at: at) }
      if plainWord() == "!", byte(1) != .openParenthesis { throw .wrong(at: at) }
      pipeline.commands.append(try command())
    }
    pipeline.range = start..<at
    // Trailing blanks belong to nobody.
    while pipeline.range.upperBound > start, bytes[pipeline.range.upperBound - 1].isBlank {
      pipeline.range = start..<pipeline.range.upperBound - 1
    }
    return pipeline
  }

  /// The unquoted, unexpanded word that begins here, if there is one and it is short enough to be a keyword.
  /// Looks, does not move.
  func plainWord() -> String? {
    var end = at
    while end < bytes.count, end - at < 12 {
      let byte = bytes[end]
      if byte.isMetacharacter { break }
      switch byte {
      case .backslash, .singleQuote, .doubleQuote, .dollar, .backquote: return nil
      default: end += 1
      }
    }
    guard end > at, end == bytes.count || bytes[end].isMetacharacter else { return nil }
    return String(decoding: bytes[at..<end], as: UTF8.self)
  }
}
