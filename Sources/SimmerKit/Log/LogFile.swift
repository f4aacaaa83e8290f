// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// One log as text, as long as it was when it was opened.
final class LogFile {
  /// What is read at a time; also the longest line that is taken whole, in bytes.
  static let blockSize = 1 << 19
  /// What is read where a search for literals has to stop, and after which it goes on.
  private static let shortBlock = 1 << 16
  /// How much is searched at a time: bounds the memory that is mapped.
  static let window = 1 << 23

  let bytes: LogBytes
  let size: Int
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 32)

  init(_ path: FilePath) throws(Errno) {
    bytes = try LogBytes(path)
    size = bytes.size
  }

  deinit { buffer.deallocate() }

  /// Room for a block of `count` bytes, valid until the next call.
  private func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
    if buffer.count < count {
      buffer.deallocate()
      buffer = .allocate(byteCount: count, alignment: 32)
    }
    return UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
  }

  // MARK: - Text

  /// What a pass over the log meets.
  enum Event {
    case lines(TerminalText.Block)
    /// What is gone, and the number of the line that stood first in it.
    case gap(LogGap, number: Int)
  }

  /// Reads `range` as a terminal would, to the end of the last line in it, and to the unfinished last line of the log.
  ///
  /// - Parameters:
  ///   - number: The number of the line that begins at the start of the range.
  ///   - literals: Lines that do not hold one of them may be passed over.
  ///   - goesOn: Asked between blocks.
  /// - Returns: Where the row begins that the cursor stands in at the end, and the number of the line that would follow.
  @discardableResult func pass(
    over range: Range<Int>, number: Int = 1, size terminal: TerminalSize, literals: Literals? = nil,
    while goesOn: () -> Bool = { true }, _ body: (Event) -> Void
  ) throws(Errno) -> (resumption: Int, number: Int) {
    var text = TerminalText(size: terminal, offset: range.lowerBound, number: number)
    defer { text.deallocate() }
    let usual = literals == nil ? Self.blockSize : Self.shortBlock
    var offset = range.lowerBound, asking = usual
    reading: while offset < range.upperBound, goesOn() {
      if let literals, text.screen.isCalm, asking == usual,
        let passed = search(offset..<range.upperBound, sparing: text.screen.height, for: literals)
      {
        text.pass(passed, at: offset) { body(.lines($0)) }
        offset += passed.bytes
        continue
      }
      let asked = room(min(asking, range.upperBound - offset))
      switch try bytes.read(into: asked, from: offset) {
      case .end: break reading
      case .gap(let gap):
        text.finish { body(.lines($0)) }
        let rest = gap.rest(from: offset)
        body(.gap(rest, number: text.screen.number))
        offset = gap.range.upperBound
        text.jump(to: offset, passing: rest.lines)
      case .bytes(let count):
        let block = UnsafeRawBufferPointer(rebasing: asked[..<count])
        let isAll = count < asked.count || offset + count >= range.upperBound
        if !isAll, Memory.find(0x0a, in: block) == nil, asking < Self.blockSize {
          asking = Self.blockSize
          continue
        }
        let isWhole = isAll || Memory.find(0x0a, in: block) == nil
        offset += text.read(block, at: offset, isLast: isWhole) { body(.lines($0)) }
        asking = usual
      }
    }
    let resumption = text.screen.resumption.offset
    text.finish { body(.lines($0)) }
    return (resumption, text.screen.number)
  }

  /// Passes over the lines at the start of `range` that need no screen; nil when that are not many.
  private func search(_ range: Range<Int>, sparing spared: Int, for literals: Literals) -> Literals.Passed? {
    // The windows end where the system's large pages do.
    let end = (range.lowerBound + Self.window / 4) / Self.window * Self.window + Self.window
    guard let place = bytes.place(of: range.lowerBound, count: min(end, range.upperBound) - range.lowerBound),
      place.count > Self.shortBlock,
      let passed = literals.pass(over: place.count, of: place.file, from: place.offset, sparing: spared),
      passed.bytes > Self.shortBlock / 4
    else { return nil }
    return passed
  }

  /// Returns a place from which a search ends with its window, shortly before `end`, where one is about to end.
  static func windowStart(before end: Int) -> Int { (end - window / 2) / window * window - shortBlock }

  // MARK: - Places

  /// Returns the first place at or after `offset` where a line begins; the end of the log when there is none.
  func lineStart(from offset: Int) throws(Errno) -> Int {
    min(try bytes.lineStart(from: offset) ?? size, size)
  }

  /// Returns a place near `offset`, at most `reach` bytes before it, such that reading from there gives the same text as
  /// from the start, and reading up to there too; nil when there is none.
  ///
  /// A screenful of lines that only go forwards is on either side: nothing reaches over it. Nothing reaches back over what is
  /// gone.
  func settledStart(near offset: Int, height: Int, reach: Int = 1 << 22) throws(Errno) -> Int? {
    if offset <= 0 { return 0 }
    let bound = bytes.gaps.last { $0.range.lowerBound <= offset }.map { gap in
      gap.range.contains(offset) ? gap.range.lowerBound : gap.range.upperBound
    }
    if let bound, bound == offset { return offset }
    var back = 0
    while back <= reach {
      if let bound, offset - back <= bound { return bound }
      if offset - back <= 0 { return 0 }
      let place = try lineStart(from: offset - back)
      if place < size {
        // A quarter of a block is mostly enough.
        for count in [Self.shortBlock / 4, Self.shortBlock] {
          let ahead = try bytes.bytes(from: place, count: min(count, size - place))
          let middle: Int? = ahead.withUnsafeBytes { bytes in
            let plain = TerminalText.plain(in: bytes)
            guard plain.lines >= 2 * height else { return nil }
            return Memory.start(
              ofLineFromEnd: plain.lines - height, in: UnsafeRawBufferPointer(rebasing: bytes[..<plain.bytes])
            )
          }
          if let middle { return place + middle }
        }
      }
      back = max(Self.shortBlock, back * 2)
    }
    return nil
  }

  /// Returns such a place, or else the next one where a line begins.
  func start(near offset: Int, height: Int) throws(Errno) -> Int {
    if let start = try settledStart(near: offset, height: height) { return start }
    return try lineStart(from: offset)
  }

  /// Returns how many lines end in `range`, those that are gone included.
  func lines(in range: Range<Int>) throws(Errno) -> Int {
    // A gap that reaches beyond the range does not count.
    var range = range
    if let gap = bytes.gaps.first(where: { $0.range.contains(range.upperBound) }) {
      range = range.lowerBound..<max(range.lowerBound, gap.range.lowerBound)
    }
    return try bytes.lines(in: range)
  }

  /// Returns where line `number` begins, counted from 1; the size of the log when it has fewer, and the place where
  /// lines are gone when it is among them.
  func offset(ofLine number: Int) throws(Errno) -> Int {
    var missing = number - 1, place = 0
    while missing > 0, place < size {
      let asked = room(min(Self.blockSize, size - place))
      switch try bytes.read(into: asked, from: place) {
      case .end: return size
      case .gap(let gap):
        if gap.lines > missing { return gap.range.lowerBound }
        missing -= gap.lines
        place = gap.range.upperBound
      case .bytes(let filled):
        let block = UnsafeRawBufferPointer(rebasing: asked[..<filled])
        let count = Memory.lines(in: block)
        if count < missing {
          missing -= count
          place += block.count
          continue
        }
        var index = 0
        while missing > 0 {
          index += Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: block[index...]))! + 1
          missing -= 1
        }
        return place + index
      }
    }
    return missing > 0 ? size : place
  }

  /// Whether the last line has no newline yet.
  var endsInLine: Bool {
    get throws(Errno) { size > 0 ? try bytes.bytes(from: size - 1, count: 1) != [0x0a] : false }
  }
}
