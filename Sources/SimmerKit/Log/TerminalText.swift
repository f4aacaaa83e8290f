// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

/// The text that a terminal shows, from the bytes that were written to it.
///
/// Lines that only go forwards, which is most of them, pass through a copy that leaves the styles out; only the others,
/// and the rows around them that they can reach, are played on a model of a screen. Both give the same text.
struct TerminalText {
  /// Lines in their order, each with its newline.
  struct Block {
    var text: UnsafeRawBufferPointer
    var count: Int
    /// The number of the first line.
    var number: Int
    /// Where the first line begins in the log.
    var offset: Int
    /// The bytes of the log that the lines were made of; nil when the screen made them.
    var source: UnsafeRawBufferPointer?
    /// Which lines these are, when they do not follow each other: the first line and its place are what these count from.
    var picked: UnsafeBufferPointer<simmer_candidate>?

    func number(of index: Int) -> Int { number + (picked?[index].index ?? index) }

    /// Where a picked line begins in the log; nil for those that follow each other.
    func pickedOffset(of index: Int) -> Int? { picked.map { offset + $0[index].source } }
  }

  private(set) var screen: Screen
  private var target: UnsafeMutableRawBufferPointer

  init(size: TerminalSize, offset: Int, number: Int) {
    screen = Screen(
      columns: Int(size.columns), height: Int(size.rows), offset: offset, number: number)
    target = .allocate(byteCount: 0, alignment: 32)
  }

  func deallocate() { target.deallocate() }

  /// Reads `bytes`, which begin at `offset` of the log, and gives out the lines that can change no more.
  ///
  /// - Parameter isLast: Whether to read an unfinished last line too; it must then be followed by `finish`, or by nothing.
  /// - Returns: How many bytes were read: whole lines, unless there is none.
  mutating func read(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, isLast: Bool, _ body: (Block) throws -> Void
  ) rethrows -> Int {
    if target.count < bytes.count + 32 {
      target.deallocate()
      target = .allocate(byteCount: bytes.count + 32, alignment: 32)
    }
    var place = 0
    while place < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[place...])
      if screen.isCalm {
        let plain = simmer_copy_plain_lines(
          rest.baseAddress!.assumingMemoryBound(to: UInt8.self), rest.count,
          target.baseAddress!.assumingMemoryBound(to: UInt8.self))
        if plain.lines > 0 {
          try give(
            plain, of: UnsafeRawBufferPointer(rebasing: rest[..<plain.source]), at: offset + place, body)
          place += plain.source
          continue
        }
      }
      var end: Int
      if let newline = Memory.find(0x0a, in: rest) {
        end = newline + 1
      } else if isLast {
        end = rest.count
      } else {
        break
      }
      // A piece of a line that has no end yet must not end inside a sequence or a character.
      if end == rest.count, rest[end - 1] != 0x0a, end > 512,
        let escape = rest[(end - 256)...].lastIndex(where: { $0 == 0x1b })
      {
        end = escape
      }
      screen.read(UnsafeRawBufferPointer(rebasing: rest[..<end]), at: offset + place)
      try give(screen.takeLines(), body)
      place += end
    }
    return place
  }

  /// Goes on at `nextOffset`, behind lines at `offset` that only go forwards, and gives out those that can match. Only while
  /// the screen is calm, and when a screenful of such lines follows.
  mutating func pass(
    _ passed: Literals.Passed, at offset: Int, _ body: (Block) throws -> Void
  ) rethrows {
    let number = screen.number
    screen.skip(passed.lines, nextOffset: offset + passed.bytes)
    try give(screen.takeLines(), body)
    guard !passed.candidates.isEmpty else { return }
    try body(
      Block(
        text: passed.text, count: passed.candidates.count, number: number, offset: offset,
        picked: passed.candidates))
  }

  /// Gives out what is still on the screen.
  mutating func finish(_ body: (Block) throws -> Void) rethrows {
    screen.finish()
    try give(screen.takeLines(), body)
  }

  /// Gives out the rows that the cursor has left, and with `unfinished` the one that it is in, for somebody who watches.
  ///
  /// - Parameter rewritten: Whether an unfinished row that was shown goes out again when it does not merely go on.
  mutating func showSettled(unfinished: Bool = false, rewritten: Bool = true, _ body: (Block) throws -> Void)
    rethrows
  {
    screen.showSettled(unfinished: unfinished, rewritten: rewritten)
    try give(screen.takeLines(), body)
  }

  /// Returns how many lines at the start of `bytes` only go forwards, and how many bytes they are.
  static func plain(in bytes: UnsafeRawBufferPointer) -> (lines: Int, bytes: Int) {
    withUnsafeTemporaryAllocation(byteCount: bytes.count + 32, alignment: 32) { target in
      let plain = simmer_copy_plain_lines(
        bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count,
        target.baseAddress!.assumingMemoryBound(to: UInt8.self))
      return (plain.lines, plain.source)
    }
  }

  /// Goes on at `offset`, so many `lines` later.
  mutating func jump(to offset: Int, passing lines: Int) { screen.jump(to: offset, passing: lines) }

  private mutating func give(
    _ plain: simmer_plain, of source: UnsafeRawBufferPointer, at offset: Int, _ body: (Block) throws -> Void
  ) rethrows {
    let text = UnsafeRawBufferPointer(rebasing: target[..<plain.target])
    let number = screen.number
    // Lines are asked for in their order, and only the last few.
    var known = (line: 0, place: 0)
    let passed = screen.take(
      plain: text, lines: plain.lines, offset: offset, nextOffset: offset + plain.source
    ) { line in
      if line > known.line + 64 {
        known = (line, Memory.start(ofLineFromEnd: plain.lines - line, in: source))
      }
      while known.line < line {
        known.place += Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: source[known.place...]))! + 1
        known.line += 1
      }
      return offset + known.place
    }
    try give(screen.takeLines(), body)
    if passed.lines > 0 {
      try body(
        Block(
          text: UnsafeRawBufferPointer(rebasing: text[..<passed.bytes]), count: passed.lines, number: number,
          offset: offset, source: source))
    }
  }

  private func give(_ lines: [Screen.Line], _ body: (Block) throws -> Void) rethrows {
    for var line in lines {
      line.text.append(0x0a)
      try line.text.withUnsafeBytes {
        try body(Block(text: $0, count: 1, number: line.number, offset: line.offset, source: nil))
      }
    }
  }
}
