// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Reads a compound command if one begins here.
  mutating func compound() throws(Trouble) -> Command.Kind? {
    if byte() == .openParenthesis { return try parenthesised() }
    if isZsh, byte() == .openBrace { return try group() }
    guard let word = plainWord() else { return nil }
    switch word {
    case "{": return try group()
    case "[[":
      at += 2
      try condition()
      return .test
    case "if": return try conditional()
    case "while": return try conditionLoop(.while)
    case "until": return try conditionLoop(.until)
    case "for": return try wordLoop(.for)
    case "select": return try wordLoop(.select)
    case "foreach" where isZsh: return try wordLoop(.foreach)
    case "repeat" where isZsh: return try repetition()
    case "case": return try selection()
    case "function": return try function()
    case "coproc":
      at += 6
      return try coprocess()
    case "nocorrect" where isZsh: return nil
    default:
      if seesCloser { throw .wrong(at: at) }
      return nil
    }
  }

  /// Skips a keyword, or says what goes wrong without it.
  mutating func keyword(_ word: String) throws(Trouble) {
    try skipBlanksAndNewlines()
    guard plainWord() == word else { throw missing() }
    at += word.utf8.count
  }

  private mutating func parenthesised() throws(Trouble) -> Command.Kind {
    let start = at
    if byte(1) == .openParenthesis {
      at += 2
      if try arithmetic() { return .test }
      at = start
    }
    if isZsh, byte(1) == .closeParenthesis {
      // `() { … } argument …`
      at += 2
      try skipBlanksAndNewlines()
      let body = try functionCommand()
      try skipArguments()
      return .anonymousFunction(body: [body])
    }
    at += 1
    let body = try filledList()
    try expect(.closeParenthesis)
    return .subshell(body)
  }

  private mutating func skipArguments() throws(Trouble) {
    try skipBlanks()
    while startsWord, !seesClosingBrace {
      _ = try word()
      try skipBlanks()
    }
  }

  private mutating func group() throws(Trouble) -> Command.Kind {
    let body = try braces()
    guard isZsh else { return .group([body]) }
    let behind = at
    try skipBlanks()
    guard plainWord() == "always" else {
      at = behind
      return .group([body])
    }
    at += 6
    try skipBlanksAndNewlines()
    return .group([body, try braces()])
  }

  /// `{ list }`
  mutating func braces() throws(Trouble) -> List {
    try skipBlanksAndNewlines()
    guard plainWord() == "{" || isZsh && byte() == .openBrace else { throw missing() }
    at += 1
    let body = try filledList()
    try skipBlanksAndNewlines()
    guard seesClosingBrace else { throw missing() }
    at += 1
    return body
  }

  // MARK: if, while, until, repeat

  private mutating func conditional() throws(Trouble) -> Command.Kind {
    at += 2
    var lists = [try filledList()]
    if isZsh, plainWord() != "then" {
      try shortConditional(&lists)
      return .conditional(lists)
    }
    try keyword("then")
    lists.append(try filledList())
    while true {
      try skipBlanksAndNewlines()
      switch plainWord() {
      case "elif":
        at += 4
        lists.append(try filledList())
        try keyword("then")
        lists.append(try filledList())
      case "else":
        at += 4
        lists.append(try filledList())
        try keyword("fi")
        return .conditional(lists)
      default:
        try keyword("fi")
        return .conditional(lists)
      }
    }
  }

  /// zsh: `if list { list } [elif list { list }] [else { list }]` and `if list command`.
  private mutating func shortConditional(_ lists: inout [List]) throws(Trouble) {
    guard byte() == .openBrace else {
      lists.append(try oneCommand())
      return
    }
    lists.append(try braces())
    while true {
      let behind = at
      try skipBlanks()
      switch plainWord() {
      case "elif":
        at += 4
        lists.append(try filledList())
        lists.append(try braces())
      case "else":
        at += 4
        lists.append(try braces())
        return
      default:
        at = behind
        return
      }
    }
  }

  private mutating func conditionLoop(_ keyword: Command.Loop.Keyword) throws(Trouble) -> Command.Kind {
    at += 5
    let condition = try filledList()
    let body = try isZsh && plainWord() != "do" ? shortBody() : doBody()
    return .loop(.init(keyword: keyword, condition: condition, body: body))
  }

  private mutating func repetition() throws(Trouble) -> Command.Kind {
    at += 6
    try skipBlanks()
    guard startsWord else { throw wrongHere() }
    let count = try word()
    skipSeparator()
    return .loop(.init(keyword: .repeat, words: [count], body: try loopBody()))
  }

  // MARK: for, select, foreach

  private mutating func wordLoop(_ keyword: Command.Loop.Keyword) throws(Trouble) -> Command.Kind {
    at += keyword.rawValue.utf8.count
    try skipBlanks()
    if keyword == .for, sees(.openParenthesis, .openParenthesis) {
      at += 2
      let start = at
      guard try arithmetic(), bytes[start..<at].count(where: { $0 == .semicolon }) == 2 else {
        throw .wrong(at: start)
      }
      try skipBlanks()
      skipSeparator()
      try skipBlanksAndNewlines()
      return .loop(.init(keyword: keyword, body: try loopBody()))
    }
    guard startsWord, byte() != .openParenthesis else { throw wrongHere() }
    let name = try word()
    if isZsh, !isVariable(name) { throw .wrong(at: name.range.lowerBound) }
    if isZsh {
      // zsh takes several names before `in`.
      try skipBlanks()
      while keyword != .select, startsWord, byte() != .openParenthesis,
        !["in", "do", "{"].contains(plainWord())
      {
        let name = try word()
        guard isVariable(name) else { throw .wrong(at: name.range.lowerBound) }
        try skipBlanks()
      }
    }
    try skipBlanksAndNewlines()
    var words: [Word] = []
    if isZsh, byte() == .openParenthesis {
      words = try parenthesisedWords()
    } else if plainWord() == "in" {
      at += 2
      try skipBlanks()
      while startsWord {
        words.append(try word())
        try skipBlanks()
      }
      guard byte() == .semicolon && !seesArmEnd || byte() == .newline else { throw missing() }
      skipSeparator()
    } else {
      skipSeparator()
    }
    if keyword == .foreach {
      let body = try filledList()
      try self.keyword("end")
      return .loop(.init(keyword: keyword, words: words, body: body))
    }
    return .loop(.init(keyword: keyword, words: words, body: try loopBody()))
  }

  private func isVariable(_ word: Word) -> Bool {
    isName(word.range) || bytes[word.range].allSatisfy(\.isDigit)
  }

  private mutating func skipSeparator() {
    while byte().isBlank { at += 1 }
    if byte() == .semicolon, !seesArmEnd { at += 1 }
  }

  /// `do list done`, `{ list }` (which bash takes too), and in zsh one command.
  private mutating func loopBody() throws(Trouble) -> List {
    try skipBlanksAndNewlines()
    if plainWord() == "{" { return try braces() }
    return try isZsh && plainWord() != "do" ? shortBody() : doBody()
  }

  private mutating func doBody() throws(Trouble) -> List {
    try keyword("do")
    let body = try filledList()
    try keyword("done")
    return body
  }

  private mutating func shortBody() throws(Trouble) -> List {
    try skipBlanksAndNewlines()
    if byte() == .openBrace { return try braces() }
    return try oneCommand()
  }

  /// One chain where zsh lets the keywords be left out.
  private mutating func oneCommand() throws(Trouble) -> List {
    let start = at
    let chain = try chain()
    return List(items: [.init(chain: chain, end: .none, range: start..<at)])
  }

  // MARK: case

  private mutating func selection() throws(Trouble) -> Command.Kind {
    at += 4
    try skipBlanks()
    guard startsWord else { throw wrongHere() }
    let subject = try word()
    try skipBlanksAndNewlines()
    let closer: String
    if isZsh, plainWord() == "{" {
      closer = "}"
      at += 1
    } else {
      closer = "esac"
      try keyword("in")
    }
    var arms: [Command.Arm] = []
    while true {
      try skipBlanksAndNewlines()
      if plainWord() == closer {
        at += closer.utf8.count
        return .selection(subject, arms: arms)
      }
      arms.append(try arm())
    }
  }

  private mutating func arm() throws(Trouble) -> Command.Arm {
    if atEnd { throw .incomplete }
    if byte() == .openParenthesis { at += 1 }
    var patterns: [Word] = []
    while true {
      try skipBlanks()
      guard startsWord else { throw wrongHere() }
      patterns.append(try word())
      try skipBlanks()
      if byte() == .bar, byte(1) != .bar {
        at += 1
      } else {
        break
      }
    }
    guard byte() == .closeParenthesis else { throw wrongHere() }
    at += 1
    // In zsh the parentheses may have been the pattern's own: `(a|b))`.
    if isZsh, byte() == .closeParenthesis { at += 1 }
    let body = try list()
    if seesArmEnd {
      at += 2
      if !isZsh, byte() == .ampersand, bytes[at - 1] == .semicolon { at += 1 }
    } else if !seesCloser {
      throw missing()
    }
    return Command.Arm(patterns: patterns, body: body)
  }

  // MARK: Functions, coprocesses

  private mutating func function() throws(Trouble) -> Command.Kind {
    at += 8
    try skipBlanks()
    var names: [Word] = []
    while startsWord, byte() != .openParenthesis, plainWord() != "{", !(isZsh && byte() == .openBrace) {
      names.append(try word(.assignable))
      try skipBlanks()
      if !isZsh { break }
    }
    guard !names.isEmpty || isZsh else { throw wrongHere() }
    if byte() == .openParenthesis, byte(1) != .openParenthesis {
      let start = at
      at += 1
      try skipBlanks()
      if byte() == .closeParenthesis {
        at += 1
      } else if isZsh {
        throw missing()
      } else {
        at = start
      }
    }
    try skipBlanksAndNewlines()
    let body = try functionCommand()
    if names.isEmpty {
      try skipArguments()
      return .anonymousFunction(body: [body])
    }
    return .function(names: names, body: [body])
  }

  private mutating func coprocess() throws(Trouble) -> Command.Kind {
    try skipBlanks()
    let start = at
    if isZsh, atEnd || byte() == .newline || byte() == .semicolon { return .coprocess([]) }
    if atEnd { throw .wrong(at: at) }
    // bash: `coproc NAME { … }`; a name only counts before a compound command.
    if !isZsh, startsWord, plainWord() != nil, try compound() == nil {
      _ = try word()
      try skipBlanks()
      if byte() == .openParenthesis
        || ["{", "[[", "if", "while", "until", "for", "case", "select"].contains(plainWord())
      {
        return .coprocess([try command()])
      }
    }
    at = start
    return .coprocess([try command()])
  }
}
