// SPDX-License-Identifier: GPL-3.0-or-later

/// Which lines a reader wants: those that match, without those that do not interest.
final class LineFilter {
  var filters: [PerlRegex] = []
  var excludes: [PerlRegex] = []
  /// What the preset leaves out; warnings and errors are never among it.
  var noise: PerlRegex?
  /// Whether only lines that tell of errors are wanted.
  var errorsOnly = false
  var dropsBlankLines = true
  let judge = SeverityJudge()

  enum Answer { case wanted, unwanted, noise, blank }

  /// What one line is. The order is: blank, excluded, wanted, noise.
  func answer(_ line: UnsafeRawBufferPointer) -> Answer {
    if isBlank(line) { return .blank }
    // A pattern that gives up neither hides a line by --exclude nor by --filter.
    for exclude in excludes { if case .match = exclude.search(line) { return .unwanted } }
    for filter in filters { if filter.search(line) == .none { return .unwanted } }
    if errorsOnly, judge.severity(of: line) != .error { return .unwanted }
    if let noise, case .match = noise.search(line), judge.severity(of: line) == .ordinary { return .noise }
    return .wanted
  }

  private func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    dropsBlankLines && line.allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  /// Whether a line in which a search of the block has found the whole of a match is wanted without another look.
  private lazy var isDecidedBySearch = filters.count == 1 && excludes.isEmpty && !errorsOnly && noise == nil

  /// What a whole block can be searched for first: no line is wanted that it does not match.
  private lazy var scout: Scout? = {
    if let filter = filters.first { return Self.canSearchBlocks(filter.pattern) ? .pattern(filter) : nil }
    return errorsOnly ? .tokens(SeverityJudge.tokens) : nil
  }()

  private enum Scout {
    case pattern(PerlRegex)
    case tokens(Tokens)

    /// Where to look next, at or after `place`.
    func search(_ block: UnsafeRawBufferPointer, from place: Int) -> PerlRegex.Answer {
      switch self {
      case .pattern(let pattern): return pattern.search(block, from: place)
      case .tokens(let tokens):
        // Some tokens begin with the end of the line before: the first line has none.
        if place == 0 { return .match(0..<0) }
        // The newline before this line, which may begin a token, is looked at again.
        return tokens.find(in: block, from: place - 1).map { .match(max($0, place)..<$0 + 1) } ?? .none
      }
    }
  }

  /// What the log can be searched for before it is turned into lines.
  private(set) lazy var literals: Literals? = filters.lazy.compactMap { Literals(of: $0) }.first

  /// Whether a match of `pattern` within a line is always found when many lines are searched at once.
  ///
  /// Not so when it can see or take more than the line: anchors of the subject, looking around, possession and verbs.
  static func canSearchBlocks(_ pattern: String) -> Bool {
    let bytes = Array(pattern.utf8)
    var i = 0
    while i < bytes.count {
      let next = i + 1 < bytes.count ? bytes[i + 1] : 0
      switch bytes[i] {
      case UInt8(ascii: "\\"):
        // The first three and \K see the ends of the subject; \R and \X take several characters at once.
        if "AzZGKRXCQ".utf8.contains(next) { return false }
        i += 1
      case UInt8(ascii: "("):
        if next == UInt8(ascii: "*") { return false }
        if next == UInt8(ascii: "?"), i + 2 < bytes.count, bytes[i + 2] != UInt8(ascii: ":") { return false }
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "}"):
        if next == UInt8(ascii: "+") { return false }
      default: break
      }
      i += 1
    }
    return true
  }

  /// Calls `body` with every line of `block` that is wanted or noise, its number counted from 0 in the block.
  func scan(_ block: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer, Answer) -> Void) {
    guard let scout else {
      scanAll(block, body)
      return
    }
    var place = 0, counted = 0, index = 0
    while place < block.count {
      let found: Range<Int>
      switch scout.search(block, from: place) {
      case .none: return
      case .undecided:
        index += Memory.lines(in: UnsafeRawBufferPointer(rebasing: block[counted..<place]))
        scanAll(UnsafeRawBufferPointer(rebasing: block[place...])) { body(index + $0, $1, $2) }
        return
      case .match(let range): found = range
      }
      var begin = place
      if let newline = Memory.findLast(
        0x0a, in: UnsafeRawBufferPointer(rebasing: block[place..<found.lowerBound]))
      {
        begin = place + newline + 1
      }
      index += Memory.lines(in: UnsafeRawBufferPointer(rebasing: block[counted..<begin]))
      counted = begin
      // A match can go over several lines: each of them is looked at alone.
      repeat {
        let end =
          begin
          + (Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: block[begin...])) ?? block.count - begin)
        let line = UnsafeRawBufferPointer(rebasing: block[begin..<end])
        let isCertain =
          isDecidedBySearch && begin <= found.lowerBound && found.upperBound <= end && !isBlank(line)
        let answer = isCertain ? .wanted : self.answer(line)
        if answer == .wanted || answer == .noise { body(index, line, answer) }
        index += 1
        begin = end + 1
        counted = begin
      } while begin < found.upperBound
      place = begin
    }
  }

  private func scanAll(_ block: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer, Answer) -> Void)
  {
    var begin = 0, index = 0
    while begin < block.count {
      let end =
        begin
        + (Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: block[begin...])) ?? block.count - begin)
      let line = UnsafeRawBufferPointer(rebasing: block[begin..<end])
      let answer = self.answer(line)
      if answer == .wanted || answer == .noise { body(index, line, answer) }
      index += 1
      begin = end + 1
    }
  }

  /// Calls `body` with every line of `block`, whatever it is.
  func scanWithSurroundings(
    _ block: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer, Answer) -> Void
  ) {
    var begin = 0, index = 0
    while begin < block.count {
      let end =
        begin
        + (Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: block[begin...])) ?? block.count - begin)
      let line = UnsafeRawBufferPointer(rebasing: block[begin..<end])
      body(index, line, answer(line))
      index += 1
      begin = end + 1
    }
  }
}
