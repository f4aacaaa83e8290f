// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct LogTailTests {
  private func tail(_ lines: Int, of text: String) throws -> String {
    let root = try FilePath.temporaryDirectory()
    defer { root.removeTree() }
    try root.appending("log").create(Array(text.utf8))
    return String(decoding: LogTail.lines(lines, of: root.appending("log"), limit: 1 << 24), as: UTF8.self)
  }

  @Test(arguments: [
    ("a\nb\nc\n", 2, "b\nc\n"), ("a\nb\nc", 2, "b\nc"), ("a\nb\nc\n", 9, "a\nb\nc\n"), ("a\nb\n", 0, ""),
    ("", 3, ""), ("\n\n\n", 2, "\n\n"),
    ("last without newline", 1, "last without newline"), ("a\n\n", 1, "\n"),
  ])
  func `the tail is the last lines, an unfinished one included`(text: String, lines: Int, expected: String)
    throws
  {
    #expect(try tail(lines, of: text) == expected)
  }

  @Test func `lines are found across the blocks that are read`() throws {
    let lines = (0..<30_000).map { "line \($0) of a long log" }
    let text = lines.joined(separator: "\n") + "\n"
    for count in [1, 2, 1000, 20_000] {
      #expect(try tail(count, of: text) == lines.suffix(count).joined(separator: "\n") + "\n")
    }
  }
}
