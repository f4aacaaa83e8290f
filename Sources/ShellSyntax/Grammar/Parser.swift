// SPDX-License-Identifier: GPL-3.0-or-later

// A recursive descent over bytes. The shells' grammar has no tokens that could be cut out beforehand (what
// `(`, `}` or `#` is depends on what stands before it), so lexer and parser are one: each rule is a
// method that starts at `at` and leaves `at` behind what it read. Nothing is read twice, but for `((`, which can be
// arithmetic or two subshells: it is scanned as the first and, if that fails, read as the second. Where it failed is
// remembered, so that nesting does not double the work, and the depth is bounded: the time stays linear.

struct Parser {
  let bytes: [UInt8]
  let shell: Shell
  var at = 0
  private var depth = 0
  /// Where `((` was found to be no arithmetic.
  var notArithmetic: Set<Int> = []
  /// Here-documents whose bodies begin behind the next newline.
  var awaitedBodies: [HereDocument] = []

  struct HereDocument {
    var delimiter: [UInt8]
    var stripsTabs: Bool
  }

  init(_ bytes: [UInt8], shell: Shell) {
    self.bytes = bytes
    self.shell = shell
  }

  mutating func script() throws(Trouble) -> List {
    guard !bytes.contains(0) else { throw .notUnderstood }
    let list = try list()
    guard atEnd else { throw missing() }
    guard awaitedBodies.isEmpty else { throw .incomplete }
    return list
  }

  var isZsh: Bool { shell == .zsh }

  // MARK: Bytes

  var atEnd: Bool { at >= bytes.count }

  /// The byte at an offset from here, 0 behind the end (a line with a NUL is never parsed).
  func byte(_ offset: Int = 0) -> UInt8 {
    at + offset < bytes.count ? bytes[at + offset] : 0
  }

  func sees(_ first: UInt8, _ second: UInt8) -> Bool { byte() == first && byte(1) == second }

  /// What goes wrong when something is missing here: at the end of the input, the shell would read on.
  ///
  /// The shells read a whole token before they complain, so an unclosed quote asks for more even here.
  mutating func missing() -> Trouble {
    if atEnd { return .incomplete }
    let place = at
    guard startsWord else { return .wrong(at: place) }
    do throws(Trouble) {
      _ = try word(.assignable)
      return .wrong(at: place)
    } catch {
      return error
    }
  }

  mutating func expect(_ byte: UInt8) throws(Trouble) {
    guard self.byte() == byte else { throw missing() }
    at += 1
  }

  // MARK: Depth

  mutating func descend() throws(Trouble) {
    depth += 1
    guard depth <= SyntaxTree.maximumDepth else { throw .notUnderstood }
  }

  mutating func ascend() { depth -= 1 }

  // MARK: Between words

  /// Skips blanks, line continuations and a comment. Only called where a word could begin.
  mutating func skipBlanks() throws(Trouble) {
    while true {
      switch byte() {
      case .space, .tab: at += 1
      case .backslash where byte(1) == .newline: at += 2
      case .backslash where at + 1 == bytes.count: throw .incomplete
      case .hash:
        while !atEnd, byte() != .newline { at += 1 }
        return
      default: return
      }
    }
  }

  mutating func skipBlanksAndNewlines() throws(Trouble) {
    try skipBlanks()
    while byte() == .newline {
      try newline()
      try skipBlanks()
    }
  }

  /// Reads a newline and the bodies of the here-documents that were announced before it.
  mutating func newline() throws(Trouble) {
    at += 1
    let bodies = awaitedBodies
    awaitedBodies = []
    for body in bodies { try hereDocumentBody(body) }
  }

  private mutating func hereDocumentBody(_ document: HereDocument) throws(Trouble) {
    while !atEnd {
      if document.stripsTabs { while byte() == .tab { at += 1 } }
      let start = at
      while !atEnd, byte() != .newline { at += 1 }
      let isDelimiter = bytes[start..<at].elementsEqual(document.delimiter)
      if isDelimiter {
        // The newline behind the delimiter ends the body, it is no separator of its own.
        if !atEnd { at += 1 }
        return
      }
      if !atEnd { at += 1 }
    }
    throw .incomplete
  }
}
