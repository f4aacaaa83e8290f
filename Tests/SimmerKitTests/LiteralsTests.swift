// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// A log is searched for literals before it is read: the same lines are found as by reading it.
struct LiteralsTests {
  /// Bytes of which most are text and styles; `wild` of a thousand are none.
  private func log(_ random: inout Xorshift, count: Int, wild: UInt64) -> [UInt8] {
    let tame = [
      "E", "R", "O", "RR", "ERROR", "r", "or", "WA", "RN", "x ", "\n", "\n", "\n", "\t", "\r\n", "\u{1b}[31m",
      "\u{1b}[m",
      "\u{1b}[0;1m", "\u{1b}[38:5:196m", "m", "[", "31", ";", "é", "世",
    ].map { Array($0.utf8) }
    let others = [
      "\r", "\u{7f}", "\u{0}", "\u{1b}[K", "\u{1b}", "\u{1b}[", "\u{1b}[3", "\u{1b}[A", "\u{8}", "\u{1b}7m",
      "\u{1b}[[m", "\u{1b}]0;m\u{7}",
      "\u{1b}\u{1b}[m", "\u{1b}[3\nm",
    ].map { Array($0.utf8) }
    var log: [UInt8] = []
    while log.count < count {
      let pieces = random.next() % 1000 < wild ? others : tame
      log += pieces[Int(random.next() % UInt64(pieces.count))]
    }
    return log
  }

  private func lines(_ bytes: [UInt8]) -> [(offset: Int, text: [UInt8])] {
    var lines: [(Int, [UInt8])] = [], begin = 0
    for end in bytes.indices where bytes[end] == 0x0a {
      lines.append((begin, Array(bytes[begin...end])))
      begin = end + 1
    }
    return lines
  }

  @Test func `a search passes over no line that matches`() throws {
    let patterns = ["ERROR|WARN", "error", "ER", "\\[31", "mER", "RR|31|m;", "oré", "a|b"]
    // Alone, and shared by two threads.
    let searches = try patterns.flatMap { pattern in
      let regex = try PerlRegex(pattern)
      return [Int.max, 192].compactMap { least in
        Literals(of: regex, sharing: least).map { (regex, $0) }
      }
    }
    try #require(searches.count == 12)
    let root = try FilePath.temporaryDirectory()
    defer { root.removeTree() }
    var random = Xorshift(seed: 2026), total = 0
    for round in 0..<600 {
      let log = log(&random, count: 64 + Int(random.next() % 700), wild: [0, 2, 30][round % 3])
      let path = root.appending("log")
      if round > 0 { try path.removeFile() }
      try path.create(log)
      let file = try path.open(.readOnly)
      defer { file.shut() }
      let from = round % 2 == 0 ? 0 : log.firstIndex(of: 0x0a).map { $0 + 1 } ?? 0
      let spared = round % 4
      let bytes = Array(log[from...])
      for (regex, literals) in searches {
        let passed = try #require(
          literals.pass(over: bytes.count, of: file, from: from, sparing: spared))
        let all = Array(bytes[..<passed.bytes])
        let expected = lines(all)
        #expect(passed.lines == expected.count)
        #expect(all.isEmpty || all.withUnsafeBytes { TerminalText.plain(in: $0).bytes } == all.count)
        let rest = Array(bytes[passed.bytes...])
        #expect(all.isEmpty || rest.withUnsafeBytes { TerminalText.plain(in: $0).lines } >= spared)
        var told = passed.picked[...]
        for (index, line) in expected.enumerated() {
          let text = TerminalTextTests.text(line.text, columns: 4000)
          if let candidate = told.first, candidate.index == index {
            #expect(candidate.source == line.offset && candidate.text == text)
            told.removeFirst()
          } else {
            #expect(
              regex.firstMatch(in: text) == nil,
              "\(regex.pattern) in \(String(decoding: line.text, as: UTF8.self).debugDescription)")
          }
        }
        #expect(told.isEmpty)
        total += passed.bytes
      }
    }
    #expect(total > 100_000, "hardly anything was passed over")
  }

  @Test func `a log that is cut short while it is searched ends no process`() throws {
    let root = try FilePath.temporaryDirectory()
    defer { root.removeTree() }
    let path = root.appending("log")
    // No more than whole pages, behind which there is nothing at all.
    try path.create(Array(repeating: Array("ordinary line..\n".utf8), count: 4096).flatMap { $0 })
    let file = try path.open(.readOnly)
    defer { file.shut() }
    let literals = try #require(Literals(of: try PerlRegex("needle")))
    #expect(literals.pass(over: 1 << 20, of: file, from: 0, sparing: 24) == nil)
    #expect(literals.pass(over: 1 << 16, of: file, from: 0, sparing: 24)?.lines == 4072)
    // The second of two threads finds it out.
    let shared = try #require(Literals(of: try PerlRegex("needle"), sharing: 1 << 16))
    #expect(shared.pass(over: 3 << 15, of: file, from: 0, sparing: 24) == nil)
    #expect(shared.pass(over: 1 << 16, of: file, from: 0, sparing: 24)?.lines ?? 0 > 4060)
  }

  @Test func `two threads find what one finds`() throws {
    let root = try FilePath.temporaryDirectory()
    defer { root.removeTree() }
    let path = root.appending("log")
    var random = Xorshift(seed: 11), log = ""
    while log.utf8.count < 1 << 20 {
      let number = random.next() % 1000
      log += "\u{1b}[32mline\u{1b}[m \(number)\(number % 90 == 0 ? " a nee\u{1b}[1mdle\u{1b}[0m" : "")\n"
    }
    // Whatever the places at which somebody looks, the last of them is in the last line.
    log += String(repeating: "x", count: 200) + "\n"
    for end in ["", "\r50%\n"] {
      if !end.isEmpty { try path.removeFile() }
      let bytes = Array((log + end + log).utf8)
      try path.create(bytes)
      let file = try path.open(.readOnly)
      defer { file.shut() }
      let regex = try PerlRegex("needle")
      let one = try #require(Literals(of: regex, sharing: .max))
      let two = try #require(Literals(of: regex, sharing: 1 << 16))
      let alone = try #require(one.pass(over: bytes.count, of: file, from: 0, sparing: 24))
      let shared = try #require(two.pass(over: bytes.count, of: file, from: 0, sparing: 24))
      #expect(alone.picked.count > 100 && shared.lines == alone.lines && shared.bytes == alone.bytes)
      #expect(shared.picked.map(\.index) == alone.picked.map(\.index))
      #expect(shared.picked.map(\.source) == alone.picked.map(\.source))
      #expect(shared.picked.map(\.text) == alone.picked.map(\.text))
    }
  }

  @Test(arguments: [7, 8, 9]) func `the last matches are the same from the end as from the start`(
    seed: UInt64
  ) throws {
    var random = Xorshift(seed: seed), log = ""
    while log.utf8.count < 3_000_000 {
      for _ in 0..<random.next() % 4000 {
        let number = random.next() % 100_000
        log +=
          "\u{1b}[2m12:00\u{1b}[22m GET /api/items/\(number)?page=\(number % 17) in \u{1b}[32m200\u{1b}[39m ms\n"
        if number % 900 == 0 { log += "a nee\u{1b}[1mdle\u{1b}[0m \(number)\n" }
      }
      // Now and then the state of a build, written over and over.
      for round in 0..<random.next() % 60 {
        log += "building needle \(round)\u{1b}[K\nstep\n\(round)%\u{1b}[K\n"
        if random.next() % 5 > 0 { log += "\u{1b}[3A" }
        if random.next() % 9 == 0 { log += "  5%\r 50%\r100% needle\n" }
      }
      log += "\u{1b}[3B\n"
    }
    try Scratch.with { scratch in
      let task = try scratch.finished("true")
      let file = try task.log(.stdout).open(.writeOnly)
      try file.writeFully(Array(log.utf8))
      file.shut()
      var reading = Reading()
      reading.filters = ["needle"]
      reading.collapses = false
      reading.maxLines = 0
      let all = try #require(try LogReader(task, reading).excerpts(numbered: true).first).rows
      try #require(all.count > 60)
      reading.maxLines = nil
      for tail in [1, 7, 30, all.count / 2, all.count - 1, all.count + 5] {
        reading.tail = tail
        let rows = try #require(try LogReader(task, reading).excerpts(numbered: true).first).rows
        #expect(rows.map(\.text) == all.suffix(tail).map(\.text), "\(tail)")
        #expect(rows.map(\.number) == all.suffix(tail).map(\.number), "\(tail)")
      }
    }
  }
}
