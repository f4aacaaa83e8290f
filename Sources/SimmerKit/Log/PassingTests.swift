// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Tells which lines of a log tests of Go have printed that passed: of `go test -v`, what stands between `=== RUN` and
/// `--- PASS`.
///
/// An error that is told of there was expected, or did no harm. Of tests that run side by side nobody knows which one
/// printed a line, so all of them must have passed. What a test began and ended with is looked for near a line only: all
/// parts of a log are judged alike, wherever reading begins, and the memory is bounded. A test that prints more than
/// that, or that has not ended yet, hides nothing.
final class PassingTests {
  /// How far it looks at least, in bytes, before a line and behind it.
  private static let reach = 1 << 19
  /// Short, so that what most lines hold is not the beginning of it.
  private static let pattern = "^ *===|^ *---"

  /// The beginning or the end of a test.
  private struct Mark {
    enum Kind { case begin, pass, fail }

    let kind: Kind
    let name: ArraySlice<UInt8>
    /// Of its line, in the log.
    let offset: Int

    /// - Returns: nil when `line` is no mark.
    init?(_ line: ChosenLine) {
      let words = line.text.prefix(512).split(separator: UInt8(ascii: " "), maxSplits: 3)
      guard line.kind == .match, words.count >= 3 else { return nil }
      (name, offset) = (words[2], line.offset)
      switch String(decoding: words[0] + [0x20] + words[1], as: UTF8.self) {
      case "=== RUN": kind = .begin
      case "--- PASS:": kind = .pass
      case "--- FAIL:", "--- SKIP:": kind = .fail
      default: return nil
      }
    }
  }

  private let file: FilePath
  private let size: TerminalSize
  private lazy var log = try? LogFile(file)
  private lazy var filter: LineFilter = {
    let filter = LineFilter()
    filter.filters = [try? PerlRegex(Self.pattern, caseSensitive: true)].compactMap(\.self)
    return filter
  }()
  // The last few parts of the log, each as long as the reach.
  private var marks: [Int: [Mark]] = [:]
  private var ranges: (part: Int, ranges: [Range<Int>])?

  init(of file: FilePath, size: TerminalSize) { (self.file, self.size) = (file, size) }

  /// Whether the line at `offset` was printed by tests that passed.
  func cover(_ offset: Int) -> Bool {
    let part = offset / Self.reach
    if ranges?.part != part { ranges = (part, ranges(around: part)) }
    guard let ranges = ranges?.ranges else { return false }
    // They follow each other: the first that ends behind the line.
    var low = 0, high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(offset)
  }

  private func ranges(around part: Int) -> [Range<Int>] {
    let marks = (max(0, part - 1)...part + 1).flatMap { self.marks(in: $0) }
    // How the tests ended that began at these marks.
    var passed = Set<Int>(), running: [ArraySlice<UInt8>: Int] = [:], beginnings: [Int: Int] = [:]
    for (index, mark) in marks.enumerated() {
      if mark.kind == .begin {
        running[mark.name] = index
      } else if let begin = running.removeValue(forKey: mark.name) {
        beginnings[index] = begin
        if mark.kind == .pass { passed.insert(begin) }
      }
    }
    var ranges: [Range<Int>] = [], good = 0, bad = 0, start = 0
    for (index, mark) in marks.enumerated() {
      // The line of a mark belongs to its test.
      let isBegin = mark.kind == .begin
      let place = isBegin ? mark.offset : mark.offset + 1
      if good > 0, bad == 0, start < place { ranges.append(start..<place) }
      start = place
      guard let begin = isBegin ? index : beginnings[index] else { continue }
      let change = isBegin ? 1 : -1
      if passed.contains(begin) { good += change } else { bad += change }
    }
    return ranges
  }

  private func marks(in part: Int) -> [Mark] {
    if let known = marks[part] { return known }
    if marks.count > 4 { marks.removeAll() }
    let found = (try? read(part)) ?? []
    marks[part] = found
    return found
  }

  private func read(_ part: Int) throws(Errno) -> [Mark] {
    guard let log, part * Self.reach < log.size else { return [] }
    let begin = try log.lineStart(from: part * Self.reach)
    let end = try log.lineStart(from: (part + 1) * Self.reach)
    let collector = LineCollector(filter, keeping: .first, limit: .max, context: 0)
    try log.pass(over: begin..<max(begin, end), size: size, literals: filter.literals) { collector.take($0) }
    return collector.lines.compactMap { Mark($0) }
  }
}
