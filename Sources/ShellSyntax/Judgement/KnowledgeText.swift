// SPDX-License-Identifier: GPL-3.0-or-later

/// One text of the knowledge, read in place. The notation is explained in `Tool.swift`: a line that begins with a
/// letter names the tools of an entry, indented lines below it are the entry's rows.
@safe struct KnowledgeText: Sendable {
  // A static string lives as long as the process, and nobody can write to it.
  private nonisolated(unsafe) let start: UnsafePointer<UInt8>
  private let count: Int

  init(_ text: StaticString) {
    precondition(text.hasPointerRepresentation, "the text of a literal")
    unsafe start = text.utf8Start
    count = text.utf8CodeUnitCount
  }

  /// The byte at a place, a newline behind the end.
  private subscript(_ at: Int) -> UInt8 { at < count ? unsafe start[at] : .newline }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Array(UnsafeBufferPointer(start: start + range.lowerBound, count: range.count))[...]
  }

  /// Calls `body` with the hash and the place of each name, in their order.
  func eachName(_ body: (UInt32, Range<Int>) -> Void) {
    var at = 0
    while at < count {
      guard isHead(at) else {
        at = endOfLine(at) + 1
        continue
      }
      while self[at] != .newline {
        let (hash, end) = name(at: at)
        if at < end { body(hash, at..<end) }
        at = end
        // The blank behind the comma, unless the line is over.
        if self[at] != .newline { at += self[at + 1] == .newline ? 1 : 2 }
      }
      at += 1
    }
  }

  /// Whether the line that begins here names tools: rows are indented, remarks have a hash.
  private func isHead(_ line: Int) -> Bool {
    self[line] != .space && self[line] != .hash && self[line] != .newline
  }

  /// Whether exactly this name stands at a place.
  func hasName(_ name: String, at place: Int) -> Bool {
    var at = place
    for byte in name.utf8 {
      guard self[at] == byte else { return false }
      at += 1
    }
    return self[at] == .comma || self[at] == .newline
  }

  /// The rows of the entry that has a name at this place. Names that end in a comma go on in the next line.
  func rows(below name: Int) -> Range<Int> {
    var end = endOfLine(name)
    while self[end - 1] == .comma, end + 1 < count, isHead(end + 1) { end = endOfLine(end + 1) }
    let start = min(end + 1, count)
    var at = start
    while at < count, !isHead(at) { at = endOfLine(at) + 1 }
    return start..<min(at, count)
  }

  // MARK: Eight bytes at once

  /// The eight bytes from a place on, the first lowest, newlines behind the end.
  private func word(_ at: Int) -> UInt64 {
    if at + 8 <= count {
      return UInt64(littleEndian: unsafe UnsafeRawPointer(start + at).loadUnaligned(as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in 0..<8 { word |= UInt64(self[at + index]) << (8 * index) }
    return word
  }

  /// The top bit of the bytes of `word` that are `byte`; above the lowest of them there may be others.
  ///
  /// A byte that is zero after the exclusive or borrows from its own top bit.
  private static func places(of byte: UInt8, in word: UInt64) -> UInt64 {
    let zeros = word ^ (UInt64(byte) &* 0x0101_0101_0101_0101)
    return (zeros &- 0x0101_0101_0101_0101) & ~zeros & 0x8080_8080_8080_8080
  }

  /// The place of the newline that ends the line, or of the text's end.
  private func endOfLine(_ place: Int) -> Int {
    var at = place
    while true {
      let found = Self.places(of: .newline, in: word(at))
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
  }

  /// The hash of the name that begins at a place, and where it ends.
  private func name(at start: Int) -> (hash: UInt32, end: Int) {
    var hash: UInt64 = 0
    var at = start
    while true {
      let word = word(at)
      let found = Self.places(of: .comma, in: word) | Self.places(of: .newline, in: word)
      if found != 0 {
        let rest = found.trailingZeroBitCount & ~7
        hash = Self.mixed(hash, word & ((1 << rest) - 1))
        return (UInt32(truncatingIfNeeded: hash), at + rest / 8)
      }
      hash = Self.mixed(hash, word)
      at += 8
    }
  }

  /// The hash of a name that somebody typed, as `name(at:)` makes it.
  static func hash(of name: String) -> UInt32 {
    var hash: UInt64 = 0
    var word: UInt64 = 0
    var filled = 0
    for byte in name.utf8 {
      word |= UInt64(byte) << (8 * filled)
      filled += 1
      if filled == 8 {
        hash = mixed(hash, word)
        (word, filled) = (0, 0)
      }
    }
    return UInt32(truncatingIfNeeded: mixed(hash, word))
  }

  /// The multiplier of Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4); its upper half is the better.
  private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 32
  }
}
