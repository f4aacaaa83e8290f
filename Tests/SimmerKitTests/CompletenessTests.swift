// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// Whatever a reader asks: no line that matches is missing from what is shown and what is named as left out.
struct CompletenessTests {
  /// A generator of numbers that always gives the same ones (xorshift).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  /// Lines as servers print them, with repeats, progress, colours and errors.
  private func log(_ dice: inout Dice) -> String {
    var log = ""
    for number in 0..<Int.random(in: 1...400, using: &dice) {
      switch Int.random(in: 0..<9, using: &dice) {
      case 0: log += "\u{1b}[31mERROR\u{1b}[0m: request \(number) failed\n"
      case 1: log += "GET /assets/\(number).css 200 in \(number) ms\n"
      case 2: log += "poll number \(number)\n"
      case 3: log += "\n"
      case 4: log += "10%\r50%\r100% of \(number)\n"
      case 5: log += "\u{1b}[33mWARN\u{1b}[0m slow ERR\u{1b}[1mOR\u{1b}[0m \(number)\n"
      case 6: log += "\(number)\n"
      case 7: log += "word\(number % 3) repeats\n"
      default: log += String(repeating: "x", count: number) + " fine\n"
      }
    }
    return Bool.random(using: &dice) ? log + "an unfinished ERROR" : log
  }

  @Test(arguments: 1...60) func `no line that matches is lost`(seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1)
    let text = log(&dice)
    try Scratch.with { scratch in
      let task = try scratch.finished("next dev")
      let file = try task.log(.stdout).open(.writeOnly)
      try file.writeFully(Array(text.utf8))
      file.shut()
      var reading = Reading()
      switch Int.random(in: 0..<4, using: &dice) {
      case 0: reading.filters = ["error"]
      case 1: reading.errorsOnly = true
      case 2: reading.filters = ["\\d"]
      default: break
      }
      reading.maxLines = [nil, 0, 1, 5, 30].randomElement(using: &dice) ?? nil
      reading.preset = Bool.random(using: &dice) ? .named("next") : .none
      reading.collapses = Bool.random(using: &dice)
      reading.onlyNew = Bool.random(using: &dice)
      reading.tail = reading.onlyNew && Bool.random(using: &dice) ? 3 : nil

      // Every line that is wanted, by the filter alone.
      var wanted: Set<Int> = []
      let (filter, _) = try reading.filter(for: task.command)
      let whole = try LogFile(task.log(.stdout))
      try whole.pass(over: 0..<whole.size, size: task.launch.size) { event in
        guard case .lines(let block) = event else { return }
        filter.scanWithSurroundings(block.text) { index, _, answer in
          if answer == .wanted { wanted.insert(block.number + index) }
        }
      }

      var told: Set<Int> = []
      // A reader of what is new asks again until there is nothing more.
      for _ in 0..<(reading.onlyNew ? 1000 : 1) {
        let reader = try LogReader(task, reading)
        let excerpt = try #require(try reader.excerpts(numbered: true).first)
        for row in excerpt.rows where row.kind == .line { told.insert(row.number) }
        for omission in excerpt.omitted { for range in omission.lines.ranges { told.formUnion(range) } }
        try reader.saveCursor()
        if excerpt.returned == 0 { break }
      }
      #expect(wanted.subtracting(told) == [], "\(reading)\n\(text.debugDescription)")
    }
  }
}
