// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

@testable import SimmerKit

/// Logs of real tools, recorded on a terminal of 200 by 50: what a reader is shown of them was checked by eye and lies in
/// `Tests/Logs/expected`, the text and the lines that tell of errors.
struct RecordedLogTests {
  static let logs = Repository.file("Tests/Logs").entries.filter { $0.hasSuffix(".log") }.sorted()

  private struct Line: Equatable {
    var number: Int
    var text: [UInt8]
  }

  /// The lines of a log, and those of them that a filter wants, read in blocks of `size` bytes as a follower would.
  private func read(
    _ log: [UInt8], block size: Int, _ filter: LineFilter? = nil, besides passing: PassingTests? = nil
  ) -> [Line] {
    var lines: [Line] = []
    func take(_ block: TerminalText.Block) {
      if let filter {
        var places = BlockPlaces(block)
        filter.scan(block.text) { index, line, answer in
          if answer == .wanted, passing?.cover(places.offset(of: index)) != true {
            lines.append(Line(number: block.number + index, text: Array(line)))
          }
        }
        return
      }
      for (index, text) in block.text.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast()
        .enumerated()
      {
        lines.append(Line(number: block.number + index, text: Array(text)))
      }
    }
    var text = TerminalText(size: TerminalSize(columns: 200, rows: 50), offset: 0, number: 1)
    defer { text.deallocate() }
    var offset = 0, end = 0
    while end < log.count {
      end = min(end + size, log.count)
      log[offset..<end].withUnsafeBytes {
        offset += text.read($0, at: offset, isLast: end == log.count, take)
      }
    }
    text.finish(take)
    return lines
  }

  private func shown(_ line: [UInt8]) -> String {
    var line = line
    while line.last == 0x20 || line.last == 0x09 { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  private func expected(_ name: String, _ kind: String) throws -> [String] {
    let file = Repository.file("Tests/Logs/expected/" + name.dropLast(".log".count) + kind)
    let text = try #require(file.text, "\(file)")
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test(arguments: logs) func `a recorded log reads as it was checked by eye`(name: String) throws {
    let log = try #require(Repository.file("Tests/Logs").appending(name).bytes)
    #expect(read(log, block: .max >> 1).map { shown($0.text) } == (try expected(name, ".txt")))
  }

  @Test(arguments: logs) func `in a recorded log the errors are found, and nothing else`(name: String) throws
  {
    let log = try #require(Repository.file("Tests/Logs").appending(name).bytes)
    let filter = LineFilter()
    filter.errorsOnly = true
    let passing = PassingTests(
      of: Repository.file("Tests/Logs").appending(name), size: TerminalSize(columns: 200, rows: 50))
    let told = read(log, block: .max >> 1, filter, besides: passing).map { "\($0.number): " + shown($0.text) }
    #expect(told == (try expected(name, ".errors")))
    let found = read(log, block: .max >> 1, filter).map { "\($0.number): " + shown($0.text) }
    // Searching first for what errors are told with misses none.
    let all = read(log, block: .max >> 1).filter { filter.judge.severity(of: $0.text) == .error }
    #expect(all.map { "\($0.number): " + shown($0.text) } == found)
  }

  @Test(arguments: logs) func `a log that comes in pieces gives the same text`(name: String) throws {
    let log = try #require(Repository.file("Tests/Logs").appending(name).bytes)
    let whole = read(log, block: .max >> 1)
    for size in [1, 100] { #expect(read(log, block: size) == whole, "\(size)") }
  }
}
