// SPDX-License-Identifier: GPL-3.0-or-later

extension Parser {
  /// Reads one command, simple or compound, with its redirections.
  mutating func command() throws(Trouble) -> Command {
    try descend()
    defer { ascend() }
    let start = at
    if atEnd { throw .incomplete }
    if let kind = try compound() {
      var command = Command(kind: kind, range: start..<at)
      while true {
        try skipBlanks()
        guard let redirection = try redirection() else { break }
        command.redirections.append(redirection)
        command.range = start..<at
      }
      return command
    }
    return try simpleCommand()
  }

  private mutating func simpleCommand() throws(Trouble) -> Command {
    let start = at
    var end = at
    var simple = SimpleCommand()
    var redirections: [Redirection] = []
    var takesAssignments = true
    while true {
      try skipBlanks()
      if let redirection = try redirection() {
        if simple.words.isEmpty { simple.startsWithRedirection = true }
        redirections.append(redirection)
        end = at
        continue
      }
      guard startsWord else { break }
      // In zsh a lone closing brace ends the command before it.
      if isZsh, seesClosingBrace { break }
      if isZsh, byte() == .openParenthesis, simple.words.isEmpty || seesEmptyParentheses { break }
      let word = try word(takesAssignments || simple.words.isEmpty ? .assignable : .argument)
      end = at
      if word.isAssignment, simple.words.isEmpty {
        simple.assignments.append(word)
        continue
      }
      simple.words.append(word)
      if simple.words.count == 1 { takesAssignments = Self.declarations.contains(text(of: word)) }
      if byte() == .openParenthesis || (byte().isBlank && seesEmptyParentheses) {
        if let function = try functionBody(names: simple.words, start: start) { return function }
      }
    }
    guard end > start else { throw missing() }
    return Command(kind: .simple(simple), redirections: redirections, range: start..<end)
  }

  /// The builtins whose operands are assignments, so that `declare -a x=(1 2)` is no syntax error.
  private static let declarations = [
    "alias", "declare", "export", "eval", "float", "integer", "let", "local", "readonly", "typeset",
  ]

  private var seesEmptyParentheses: Bool {
    var offset = 0
    while byte(offset).isBlank { offset += 1 }
    guard byte(offset) == .openParenthesis else { return false }
    offset += 1
    while byte(offset).isBlank { offset += 1 }
    return byte(offset) == .closeParenthesis
  }

  /// `name () command`, behind the name. Nil where no function begins here.
  private mutating func functionBody(names: [Word], start: Int) throws(Trouble) -> Command? {
    guard names.count == 1 || isZsh else { return nil }
    while byte().isBlank { at += 1 }
    guard byte() == .openParenthesis else { return nil }
    at += 1
    try skipBlanks()
    guard byte() == .closeParenthesis else { throw wrongHere() }
    at += 1
    try skipBlanksAndNewlines()
    let body = try functionCommand()
    return Command(kind: .function(names: names, body: [body]), range: start..<at)
  }

  /// The body of a function: a compound command, in zsh any command.
  mutating func functionCommand() throws(Trouble) -> Command {
    if !isZsh, byte() != .openParenthesis {
      guard let word = plainWord(), Self.bodies.contains(word) else { throw missing() }
    }
    return try command()
  }

  private static let bodies = ["{", "[[", "if", "while", "until", "for", "select", "case"]

  /// What goes wrong where the shell would not read another line for what is missing, unless a quote is open.
  mutating func wrongHere() -> Trouble { atEnd ? .wrong(at: at) : missing() }

  // MARK: Redirections

  /// Reads a redirection if one begins here: `>f`, `2>&1`, `{fd}<f`, `&>f`, `<<END`, `<<<word`.
  private mutating func redirection() throws(Trouble) -> Redirection? {
    let start = at
    var offset = 0
    if byte() == .openBrace {
      offset = 1
      while byte(offset).isName { offset += 1 }
      guard offset > 1, byte(offset) == .closeBrace else { return nil }
      offset += 1
    } else {
      while byte(offset).isDigit { offset += 1 }
    }
    let sign = byte(offset)
    let isBoth = offset == 0 && sign == .ampersand && byte(1) == .greater
    guard isBoth || sign == .less || sign == .greater else { return nil }
    if !isBoth, byte(offset + 1) == .openParenthesis { return nil }
    if offset == 0, seesNumericGlob { return nil }
    at += offset
    return try redirectionTarget(operatorKind(), from: start)
  }

  private enum Operator { case input, output, hereDocument(stripsTabs: Bool), hereString }

  private mutating func operatorKind() -> Operator {
    if byte() == .less {
      at += 1
      if byte() == .less {
        at += 1
        if byte() == .less {
          at += 1
          return .hereString
        }
        let strips = byte() == UInt8(ascii: "-")
        if strips { at += 1 }
        return .hereDocument(stripsTabs: strips)
      }
      if byte() == .ampersand || byte() == .greater { at += 1 }
      return .input
    }
    // `>`, `>>`, `>|`, `>&`, `&>`, `&>>`, and zsh's `>>&`, `>!`, `>>|`, `>&!` …
    if byte() == .ampersand { at += 1 }
    at += 1
    if byte() == .greater { at += 1 }
    if byte() == .ampersand { at += 1 }
    if byte() == .bar || (isZsh && byte() == .bang) { at += 1 }
    return .output
  }

  private mutating func redirectionTarget(_ kind: Operator, from start: Int) throws(Trouble) -> Redirection {
    try skipBlanks()
    // The shells do not read on for a missing target, they complain.
    // `> 2>&1`: digits before a sign are no target.
    var digits = 0
    while byte(digits).isDigit { digits += 1 }
    let isNumbered =
      digits > 0 && [.less, .greater].contains(byte(digits)) && byte(digits + 1) != .openParenthesis
    guard startsWord, !isNumbered, !(isZsh && seesClosingBrace) else { throw wrongHere() }
    let target = try word()
    let sign: Redirection.Sign
    switch kind {
    case .input: sign = .input
    case .output: sign = .output
    case .hereString: sign = .hereString
    case .hereDocument(let stripsTabs):
      sign = .hereDocument
      awaitedBodies.append(.init(delimiter: Array(text(of: target).utf8), stripsTabs: stripsTabs))
    }
    return Redirection(sign: sign, target: target, range: start..<at)
  }
}
