// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct LineFilterTests {
  /// The lines of `log` that match `pattern`, with their numbers; searched the fast way or line by line.
  private func matches(_ pattern: String, in log: FilePath, fast: Bool) throws -> [String] {
    let filter = LineFilter()
    filter.filters = [try PerlRegex(pattern)]
    let file = try LogFile(log)
    var found: [String] = []
    func note(_ block: TerminalText.Block) {
      func add(_ index: Int, _ line: UnsafeRawBufferPointer, _ answer: LineFilter.Answer) {
        if answer == .wanted {
          found.append("\(block.number(of: index)): \(String(decoding: line, as: UTF8.self))")
        }
      }
      if fast { filter.scan(block.text, add) } else { filter.scanWithSurroundings(block.text, add) }
    }
    try file.pass(
      over: 0..<file.size, size: TerminalSize(columns: 40, rows: 8), literals: fast ? filter.literals : nil
    ) { if case .lines(let block) = $0 { note(block) } }
    return found
  }

  @Test func `no match is missed by searching first`() throws {
    let root = try FilePath.temporaryDirectory()
    defer { root.removeTree() }
    var random = Xorshift(seed: 99)
    for round in 0..<12 {
      var log: [UInt8] = []
      while log.count < 200_000 {
        for _ in 0..<(1 + random.next() % 900) {
          // A word that is wanted, whole or with styles in it, between others.
          for letter in ["ERROR", "a word", "WARN", "ER", "RROR", "INFO fine", "warn", "GET /x"][
            Int(random.next() % 8)
          ].utf8 {
            while random.next() % 9 == 0 { log += "\u{1b}[3\(random.next() % 8);1m".utf8 }
            log.append(letter)
          }
          log += random.next() % 3 == 0 ? "\r\n".utf8 : random.next() % 4 == 0 ? " \u{1b}[0m".utf8 : "\n".utf8
        }
        if round % 2 == 1 { log += TerminalTextTests.hostile(&random, count: 300) }
      }
      let file = root.appending("log\(round)")
      try file.create(log)
      for pattern in [
        "ERROR|WARN", "error", "a word", "^ERROR$", "RR+O", "(ER|WA)R", "OR\\b", "x[^y]*GET", "ERRORa w",
      ] {
        #expect(
          try matches(pattern, in: file, fast: true) == matches(pattern, in: file, fast: false), "\(pattern)")
      }
    }
  }

  @Test(arguments: [
    ("ERROR|WARN", ["ERROR", "WARN"]), ("a\\.b", ["a.b"]), ("rare \\d+ needle", [" needle"]),
    ("abc?d", ["ab"]),
    ("ab*cd", ["cd"]), ("x+yz", ["yz"]), ("^done$", ["done"]), ("ab{2}cd", ["cd"]), ("(a|b)", nil),
    ("a|bc", nil), ("[ab]cd", nil),
    ("foo{bar|baz}", nil), ("\\Qa|b\\E", nil), ("\\x41BC", nil), ("größe", nil), ("", nil), ("..", nil),
  ])
  func `the texts that a match must hold are read from the pattern`(pattern: String, texts: [String]?) {
    #expect(Literals.texts(in: Array(pattern.utf8))?.map { String(decoding: $0, as: UTF8.self) } == texts)
  }
}
