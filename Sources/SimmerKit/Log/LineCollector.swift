// SPDX-License-Identifier: GPL-3.0-or-later

/// A line that was chosen.
struct ChosenLine {
  enum Kind: Equatable {
    case match
    /// Shown for the sake of a match beside it.
    case context
    /// In its place lines are gone; its number is that of the first of them.
    case gap(LogGap)
  }

  var number: Int
  /// Where it begins in the log.
  var offset: Int
  var text: [UInt8]
  var kind = Kind.match
}

/// Gathers the chosen lines of a pass: the first of them, or the last. Its memory is bounded, whatever the log holds.
final class LineCollector {
  enum End { case first, last }

  /// More of a line is never kept.
  private static let longestLine = 1 << 16
  /// More bytes than this are never kept, however many lines were asked for.
  private static let mostBytes = 12 << 20

  private let filter: LineFilter
  let end: End
  private let limit: Int
  private let context: Int
  private let numbers: ClosedRange<Int>?
  private let passing: PassingTests?
  private var kept: [ChosenLine] = []
  private var dropped = 0
  private var bytes = 0
  /// How many lines matched, kept or not.
  private(set) var matched = 0
  /// The numbers of the lines that the preset left out.
  private(set) var noise = LineRanges()
  /// Where the first line begins that was not kept for lack of room, when the first are kept.
  private(set) var overflow: (offset: Int, number: Int)?
  private var before: [ChosenLine] = []
  private var after = 0
  private var hits: [(index: Int, line: Range<Int>)] = []

  /// - Parameters:
  ///   - limit: How many matching lines to keep.
  ///   - numbers: Only lines of these numbers are considered.
  ///   - passing: What these tests have printed is not wanted.
  init(
    _ filter: LineFilter, keeping end: End, limit: Int, context: Int, numbers: ClosedRange<Int>? = nil,
    passing: PassingTests? = nil
  ) {
    (self.filter, self.end, self.limit, self.context) = (filter, end, limit, context)
    (self.numbers, self.passing) = (numbers, passing)
  }

  var lines: ArraySlice<ChosenLine> { kept[dropped...] }

  /// Whether more lines could change nothing.
  private(set) var isFull = false

  func take(_ event: LogFile.Event) {
    guard !isFull else { return }
    switch event {
    case .gap(let gap, let number):
      if let numbers, numbers.upperBound < number || numbers.lowerBound >= number + gap.lines { return }
      keep(ChosenLine(number: number, offset: gap.range.lowerBound, text: [], kind: .gap(gap)))
    case .lines(let block):
      if let numbers {
        if block.number > numbers.upperBound {
          // Rows that a program goes back to come a little out of order.
          isFull = block.number > numbers.upperBound + 4096
          return
        }
        if block.number(of: block.count - 1) < numbers.lowerBound { return }
      }
      if context > 0 { takeWithContext(block) } else { takeMatches(block) }
    }
  }

  private func takeMatches(_ block: TerminalText.Block) {
    hits.removeAll(keepingCapacity: true)
    let base = block.text.baseAddress!
    filter.scan(block.text) { index, line, answer in
      if let numbers, !numbers.contains(block.number(of: index)) { return }
      if answer == .noise {
        noise.add(block.number(of: index))
      } else {
        let begin = line.baseAddress! - base
        hits.append((index, begin..<begin + line.count))
      }
    }
    if let passing, !hits.isEmpty {
      var places = BlockPlaces(block)
      hits.removeAll { passing.cover(places.offset(of: $0.index)) }
    }
    matched += hits.count
    var places = BlockPlaces(block)
    for hit in end == .last ? hits.suffix(limit) : hits[...] {
      if end == .first, lines.count >= limit || bytes >= Self.mostBytes {
        overflow = (places.offset(of: hit.index), block.number(of: hit.index))
        isFull = true
        return
      }
      keep(
        ChosenLine(
          number: block.number(of: hit.index), offset: places.offset(of: hit.index),
          text: Self.text(block.text[hit.line])))
    }
  }

  private func takeWithContext(_ block: TerminalText.Block) {
    var places = BlockPlaces(block)
    filter.scanWithSurroundings(block.text) { index, line, answer in
      guard !isFull else { return }
      if let numbers, !numbers.contains(block.number(of: index)) { return }
      var chosen = ChosenLine(
        number: block.number(of: index), offset: places.offset(of: index), text: Self.text(line[...]))
      let isHarmless = answer == .wanted && passing?.cover(chosen.offset) == true
      switch isHarmless ? .unwanted : answer {
      case .wanted:
        matched += 1
        if end == .first, lines.count >= limit {
          overflow = (chosen.offset, chosen.number)
          isFull = true
          return
        }
        for line in before { keep(line) }
        before.removeAll()
        keep(chosen)
        after = context
      case .noise: noise.add(chosen.number)
      case .blank: break
      case .unwanted:
        chosen.kind = .context
        if after > 0 {
          after -= 1
          keep(chosen)
        } else {
          before.append(chosen)
          if before.count > context { before.removeFirst() }
        }
      }
    }
  }

  /// Puts what a collector got of the part of the log before this one, which has so many `lines`, in front of its own.
  func prepend(_ earlier: LineCollector, lines count: Int) {
    let own = lines
    (kept, dropped, bytes) = (Array(earlier.lines), 0, earlier.bytes)
    matched += earlier.matched
    noise = earlier.noise.followed(by: noise.moved(by: count))
    for var line in own {
      line.number += count
      keep(line)
    }
  }

  private static func text(_ line: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
    guard line.count > longestLine else { return Array(line) }
    return Array(line.prefix(longestLine)) + Array("...[\(line.count - longestLine) more bytes]".utf8)
  }

  private func keep(_ line: ChosenLine) {
    kept.append(line)
    bytes += line.text.count
    guard end == .last else { return }
    let most = limit > 1 << 30 ? .max : limit * (1 + 2 * context)
    while lines.count > most || bytes > Self.mostBytes, lines.count > 1 {
      bytes -= kept[dropped].text.count
      kept[dropped].text = []
      dropped += 1
    }
    if dropped > 4096, dropped * 2 > kept.count {
      kept.removeFirst(dropped)
      dropped = 0
    }
  }
}

/// Where the lines of a block begin in the log: found as far as somebody asks, in ascending order.
struct BlockPlaces {
  private let block: TerminalText.Block
  private var index = 0, place = 0

  init(_ block: TerminalText.Block) { self.block = block }

  mutating func offset(of line: Int) -> Int {
    if let picked = block.pickedOffset(of: line) { return picked }
    guard let source = block.source else { return block.offset }
    if line > index + 256 {
      // Counting with vectors is faster than stepping from line to line.
      var ahead = min(place + (line - index) * 16, source.count)
      while ahead > place {
        let lines = Memory.lines(in: UnsafeRawBufferPointer(rebasing: source[place..<ahead]))
        if lines > line - index { break }
        (index, place) = (index + lines, ahead)
        if index == line { break }
        ahead = min(place + (line - index) * 16, source.count)
      }
      // Somewhere in line `index` now: back to its start.
      place =
        Memory.findLast(0x0a, in: UnsafeRawBufferPointer(rebasing: source[..<place])).map { $0 + 1 } ?? 0
    }
    while index < line,
      let newline = Memory.find(0x0a, in: UnsafeRawBufferPointer(rebasing: source[place...]))
    {
      place += newline + 1
      index += 1
    }
    return block.offset + place
  }
}

/// Numbers of lines as ranges: `3–7, 9, 11–15`.
public struct LineRanges: Sendable, Equatable {
  /// More of them than this are counted, not named.
  private static let most = 1000
  public private(set) var ranges: [ClosedRange<Int>] = []
  public private(set) var count = 0

  public init() {}

  init(_ range: ClosedRange<Int>) { (ranges, count) = ([range], range.count) }

  mutating func add(_ number: Int) {
    count += 1
    if let last = ranges.last, last.upperBound + 1 == number {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else if ranges.count < Self.most {
      ranges.append(number...number)
    }
  }

  /// Those of `others`, all of which come later, too.
  func followed(by others: LineRanges) -> LineRanges {
    var all = self, ranges = others.ranges[...]
    if let last = all.ranges.last, let first = ranges.first, last.upperBound + 1 == first.lowerBound {
      all.ranges[all.ranges.count - 1] = last.lowerBound...ranges.removeFirst().upperBound
    }
    all.ranges += ranges.prefix(max(0, Self.most - all.ranges.count))
    all.count += others.count
    return all
  }

  func moved(by distance: Int) -> LineRanges {
    var moved = self
    moved.ranges = ranges.map { $0.lowerBound + distance...$0.upperBound + distance }
    return moved
  }

  /// Those from `number` on.
  func clipped(from number: Int) -> LineRanges {
    guard let first = ranges.first, first.lowerBound < number else { return self }
    var clipped = LineRanges()
    clipped.ranges = ranges.filter { $0.upperBound >= number }.map {
      max($0.lowerBound, number)...$0.upperBound
    }
    clipped.count = clipped.ranges.reduce(0) { $0 + $1.count }
    return clipped
  }

  /// The first `limit` ranges in words.
  func text(limit: Int = 8) -> String {
    let shown = ranges.prefix(limit).map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)"
    }
    return (count == 1 ? "line " : "lines ") + shown.joined(separator: ", ")
      + (ranges.count > limit ? ", …" : "")
  }
}
