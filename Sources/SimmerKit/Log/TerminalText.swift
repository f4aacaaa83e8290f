// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

/// The text that a terminal shows, from the bytes that were written to it.
///
/// Lines that only go forwards, which is most of them, pass through a copy that leaves the styles out; only the others,
/// and the rows around them that they can reach, are played on a model of a screen. Both give the same text.
struct TerminalText {
  /// Lines that follow each other, each with its newline.
  struct Block {
    var text: UnsafeRawBufferPointer
    var count: Int
    /// The number of the first line.
    var number: Int
    /// Where the first line begins in the log.
    var offset: Int
    /// The bytes of the log that the lines were made of; nil when the screen made them.
    var source: UnsafeRawBufferPointer?
  }

  private(set) var screen: Screen
  private var target: UnsafeMutableRawBufferPointer

  /// Of lines that only go forwards, those without one of these need not come out.
  var literals: Literals?

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
      if let literals, screen.isCalm, rest.count > 1 << 15,
        case let skipped = try skip(rest, at: offset + place, without: literals, body), skipped > 0
      {
        place += skipped
        continue
      }
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

  /// Gives out the lines at the start of `bytes` that hold a literal, and passes over the others; a screenful of lines is left.
  private mutating func skip(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, without literals: Literals,
    _ body: (Block) throws -> Void
  ) rethrows -> Int {
    let simple = literals.survey(bytes)
    guard simple > 1 << 14,
      let newline = Memory.findLast(0x0a, in: UnsafeRawBufferPointer(rebasing: bytes[..<simple]))
    else { return 0 }
    let end = Memory.start(
      ofLineFromEnd: screen.height, in: UnsafeRawBufferPointer(rebasing: bytes[..<(newline + 1)]))
    guard end > 0 else { return 0 }
    let passed = UnsafeRawBufferPointer(rebasing: bytes[..<end])
    var place = 0, index = 0
    let lines = literals.candidates(in: passed).map { line in
      index += Memory.lines(in: UnsafeRawBufferPointer(rebasing: passed[place..<line.lowerBound]))
      place = line.lowerBound
      return (index, line)
    }
    let number = screen.number
    screen.skip(
      index + Memory.lines(in: UnsafeRawBufferPointer(rebasing: passed[place...])), nextOffset: offset + end)
    try give(screen.takeLines(), body)
    for (index, line) in lines {
      let source = UnsafeRawBufferPointer(rebasing: passed[line.lowerBound..<min(line.upperBound + 1, end)])
      let plain = simmer_copy_plain_lines(
        source.baseAddress!.assumingMemoryBound(to: UInt8.self), source.count,
        target.baseAddress!.assumingMemoryBound(to: UInt8.self))
      try body(
        Block(
          text: UnsafeRawBufferPointer(rebasing: target[..<plain.target]), count: 1, number: number + index,
          offset: offset + line.lowerBound, source: source))
    }
    return end
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

  /// Returns how many lines at the start of `bytes` only go forwards.
  static func plainLines(in bytes: UnsafeRawBufferPointer) -> Int {
    withUnsafeTemporaryAllocation(byteCount: bytes.count + 32, alignment: 32) { target in
      simmer_copy_plain_lines(
        bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), bytes.count,
        target.baseAddress!.assumingMemoryBound(to: UInt8.self)
      ).lines
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
