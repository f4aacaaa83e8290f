// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// One log, open for reading, as long as it was when it was opened.
final class LogFile {
  /// What is read at a time; also the longest line that is taken whole, in bytes.
  static let blockSize = 1 << 19

  let descriptor: FileDescriptor
  let size: Int
  /// What the budget of the log has dropped.
  let holes: [Range<Int>]
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 32)

  init(_ path: FilePath) throws(Errno) {
    descriptor = try path.open(.readOnly)
    do throws(Errno) { size = try descriptor.size } catch {
      descriptor.shut()
      throw error
    }
    holes = descriptor.holes(size: size)
  }

  deinit {
    descriptor.shut()
    buffer.deallocate()
  }

  private func bytes(from offset: Int, count: Int) throws(Errno) -> UnsafeRawBufferPointer {
    if buffer.count < count {
      buffer.deallocate()
      buffer = .allocate(byteCount: count, alignment: 32)
    }
    let filled = try descriptor.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), from: offset)
    return UnsafeRawBufferPointer(rebasing: buffer[..<filled])
  }

  // MARK: - Text

  /// What a pass over the log meets.
  enum Event {
    case lines(TerminalText.Block)
    /// Bytes that are gone.
    case gap(Range<Int>)
  }

  /// Reads `range` as a terminal would, to the end of the last line in it, and to the unfinished last line of the log.
  ///
  /// - Parameters:
  ///   - number: The number of the line that begins at the start of the range.
  ///   - literals: Lines that do not hold one of them may be passed over.
  ///   - goesOn: Asked between blocks.
  /// - Returns: Where the row begins that the cursor stands in at the end.
  @discardableResult func pass(
    over range: Range<Int>, number: Int = 1, size terminal: TerminalSize, literals: Literals? = nil,
    while goesOn: () -> Bool = { true }, _ body: (Event) -> Void
  ) throws(Errno) -> Int {
    var text = TerminalText(size: terminal, offset: range.lowerBound, number: number)
    text.literals = literals
    defer { text.deallocate() }
    var offset = range.lowerBound
    var resumption = offset
    while offset < range.upperBound, goesOn() {
      if let hole = holes.first(where: { $0.contains(offset) }) {
        text.finish { body(.lines($0)) }
        let end = min(hole.upperBound, range.upperBound)
        body(.gap(hole.lowerBound..<end))
        text.jump(to: end)
        offset = end
        continue
      }
      let limit = min(range.upperBound, holes.first { $0.lowerBound > offset }?.lowerBound ?? .max)
      let block = try bytes(from: offset, count: min(Self.blockSize, limit - offset))
      if block.isEmpty { break }
      let isWhole =
        offset + block.count >= limit || block.count == Self.blockSize && Memory.find(0x0a, in: block) == nil
      offset += text.read(block, at: offset, isLast: isWhole) { body(.lines($0)) }
    }
    resumption = text.screen.resumption.offset
    text.finish { body(.lines($0)) }
    return resumption
  }

  // MARK: - Places

  /// Returns the first place at or after `offset` where a line begins; the end of the log when there is none.
  func lineStart(from offset: Int) throws(Errno) -> Int {
    if offset <= 0 { return 0 }
    var place = offset - 1
    while place < size {
      let block = try bytes(from: place, count: min(1 << 16, size - place))
      if block.isEmpty { break }
      if let newline = Memory.find(0x0a, in: block) { return place + newline + 1 }
      place += block.count
    }
    return size
  }

  /// Returns a place near `offset`, at most `reach` bytes before it, from which reading gives the same text as from the start.
  ///
  /// That is a line followed by a screenful of lines which only go forwards: they push everything before them out of reach.
  func start(near offset: Int, height: Int, reach: Int = 1 << 22) throws(Errno) -> Int {
    if offset <= 0 { return 0 }
    var back = 0
    while back <= reach {
      let place = try lineStart(from: max(0, offset - back))
      if place == 0 || place >= size { return place == 0 ? 0 : min(place, max(0, offset)) }
      let ahead = try bytes(from: place, count: min(1 << 16, size - place))
      if ahead.firstIndex(of: 0x1b) == nil || TerminalText.plainLines(in: ahead) >= height { return place }
      if offset - back <= 0 { return 0 }
      back = max(1 << 16, back * 2)
    }
    return try lineStart(from: offset)
  }

  /// Returns how many lines end in `range`.
  func lines(in range: Range<Int>) throws(Errno) -> Int {
    var count = 0, place = range.lowerBound
    while place < range.upperBound {
      if let hole = holes.first(where: { $0.contains(place) }) {
        place = hole.upperBound
        continue
      }
      let block = try bytes(from: place, count: min(Self.blockSize, range.upperBound - place))
      if block.isEmpty { break }
      count += Memory.lines(in: block)
      place += block.count
    }
    return count
  }

  /// Returns where line `number` begins, counted from 1; the size of the log when it has fewer.
  func offset(ofLine number: Int) throws(Errno) -> Int {
    var missing = number - 1, place = 0
    while missing > 0, place < size {
      if let hole = holes.first(where: { $0.contains(place) }) {
        place = hole.upperBound
        continue
      }
      let block = try bytes(from: place, count: min(Self.blockSize, size - place))
      if block.isEmpty { break }
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
    return missing > 0 ? size : place
  }
}
