// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// What a test of Go prints that passes is no error.
struct PassingTestsTests {
  /// The rows that a reader is shown of a task that wrote `log`, without their notes; and how many it counts.
  private func errors(_ log: String, _ choose: (inout Reading) -> Void = { _ in }) throws -> (
    rows: [String], count: Int
  ) {
    var result: ([String], Int) = ([], 0)
    try Scratch.with { scratch in
      let task = try scratch.finished("go test -v ./...")
      let file = try task.log(.stdout).open(.writeOnly)
      try file.writeFully(Array(log.utf8))
      file.shut()
      var reading = Reading()
      reading.errorsOnly = true
      (reading.collapses, reading.maxLines) = (false, 0)
      choose(&reading)
      let rows = try LogReader(task, reading).excerpts().flatMap(\.rows).filter { $0.kind != .note }
      result = (rows.map(\.text), try LogReader(task, reading).count())
    }
    return result
  }

  @Test(arguments: [
    ("=== RUN   TestA\nERROR a\n--- PASS: TestA (0.00s)\n", []),
    ("=== RUN   TestA\nERROR a\n--- FAIL: TestA (0.00s)\n", ["ERROR a", "--- FAIL: TestA (0.00s)"]),
    ("=== RUN   TestA\nERROR a\n--- SKIP: TestA (0.00s)\n", ["ERROR a"]),
    ("=== RUN   TestA\nERROR not over\n", ["ERROR not over"]),
    ("=== RUN   TestA\n--- PASS: TestA (0.00s)\nERROR after\n", ["ERROR after"]),
    ("ERROR before\n=== RUN   TestA\n--- PASS: TestA (0.00s)\n", ["ERROR before"]),
    // The same name in the next package.
    (
      "=== RUN   TestA\nERROR 1\n--- PASS: TestA (0.00s)\nPASS\n=== RUN   TestA\nERROR 2\n--- FAIL: TestA (0.00s)\n",
      ["ERROR 2", "--- FAIL: TestA (0.00s)"]
    ),
    // A test in a test that fails may have made it fail.
    (
      "=== RUN   TestA\n=== RUN   TestA/b\nERROR b\n    --- PASS: TestA/b (0.00s)\n--- FAIL: TestA (0.00s)\n",
      ["ERROR b", "--- FAIL: TestA (0.00s)"]
    ),
    // Side by side: nobody knows whose line it is.
    (
      "=== RUN   TestA\n=== PAUSE TestA\n=== RUN   TestB\n=== CONT  TestA\nERROR c\n--- PASS: TestB (0.00s)\n"
        + "ERROR d\n--- FAIL: TestA (0.00s)\n",
      ["ERROR c", "ERROR d", "--- FAIL: TestA (0.00s)"]
    ),
    // A name is no error.
    ("=== RUN   TestParseError\r\nERROR e\r\n--- PASS: TestParseError (0.00s)\r\n", []),
  ])
  func `an error that passing tests have printed is none`(log: String, expected: [String]) throws {
    let all = try errors(log)
    #expect(all.rows == expected && all.count == expected.count)
    #expect(try errors(log) { $0.context = 1 }.count == expected.count)
  }

  @Test func `around an error it is a line like others`() throws {
    let log = "=== RUN   TestA\nERROR a\n--- PASS: TestA (0.00s)\nERROR b\n"
    #expect(try errors(log) { $0.context = 2 }.rows == ["ERROR a", "--- PASS: TestA (0.00s)", "ERROR b"])
  }

  @Test func `the same lines are errors wherever reading begins`() throws {
    var log = "", expected: [String] = []
    for number in 0..<12_000 {
      let isGood = number % 97 > 0
      log += "=== RUN   TestNumber\(number)\n"
      for line in 0..<number % 7 {
        log += "\u{1b}[31mERROR\u{1b}[0m \(number) \(line) \(String(repeating: "x", count: 90))\n"
        if !isGood { expected.append("ERROR \(number) \(line) " + String(repeating: "x", count: 90)) }
      }
      log += "--- \(isGood ? "PASS" : "FAIL"): TestNumber\(number) (0.00s)\n"
      if !isGood { expected.append("--- FAIL: TestNumber\(number) (0.00s)") }
    }
    #expect(log.utf8.count > 4 << 20)
    let all = try errors(log)
    #expect(all.rows == expected && all.count == expected.count)
    #expect(try errors(log) { $0.tail = 400 }.rows == expected.suffix(400))
    #expect(try errors(log) { $0.head = 400 }.rows == Array(expected.prefix(400)))
  }

  @Test func `a test that prints very much hides nothing`() throws {
    let noise = String(repeating: "a line of which there are many\n", count: 50_000)
    let log = "=== RUN   TestA\n\(noise)ERROR a\n\(noise)--- PASS: TestA (0.00s)\n"
    #expect(try errors(log).rows == ["ERROR a"])
  }
}
