// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Tasks that wait for their keyboard are told from those that do not.
struct QuestionTests {
  private static func lines(_ kind: String) throws -> [String] {
    Table.rows("Tests/CommandTests/Cases/questions.tsv").filter { row in
      row[0] == kind && ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { FilePath($0 + row[1]).exists }
    }.map { $0[2] }
  }

  @Test func `what asks is marked, and what only runs is not`() throws {
    try Sandbox.with { sandbox in
      let quiet = try Self.lines("quiet"), asking = try Self.lines("asks")
      #expect(quiet.count >= 10 && asking.count >= 25)
      for line in quiet { try sandbox.start("--shell", "/bin/bash", "--", line) }
      try eventually("their output") { try sandbox.rows.allSatisfy { $0.stdout_bytes > 0 } }
      // A question after the others have been silent for as long: they have been looked at when it is found.
      for line in asking { try sandbox.start("--shell", "/bin/bash", "--", line) }
      let first = quiet.count + 1
      try eventually("the marks", within: 60, seen: { sandbox.unmarked(from: first).joined(separator: "; ") })
      {
        sandbox.unmarked(from: first).isEmpty
      }
      let marked = sandbox.file("store/live").entries.filter { $0.hasSuffix(".waiting") }
        .compactMap { Int($0.split(separator: ".")[0]) }.filter { $0 < first }
      #expect(marked.map { quiet[$0 - 1] } == [])
      // Quicker than to stop so many one after the other.
      for process in RunningProcess.carrying(sandbox.root.string)
      where !process.command.contains("simmer run") {
        kill(process.pid, SIGKILL)
      }
    }
  }

  @Test func `a question is told of once, with its text, and until it is answered`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--shell", "/bin/bash", "--", "read -p 'Continue? [y/N] ' x; echo \"<$x>\"; read -p 'Sure? ' y")
      try eventually("a notice") { sandbox.file("store/done").entries == ["1.none.waiting.0"] }
      #expect(try sandbox.simmer("status").stdout.contains("waiting"))
      let told = try sandbox.simmer("notices", "--session", "1-1").stdout
      #expect(told.hasPrefix("[1] asks: Continue? [y/N]"), "\(told)")
      #expect(try sandbox.simmer("notices", "--session", "1-1").stdout == "")
      #expect(try sandbox.simmer("answer", "1", "y").code == 0)
      try eventually("the next notice") { sandbox.file("store/done").entries == ["1.none.waiting.0"] }
      #expect(try sandbox.simmer("answer", "1", "y").code == 0)
      try eventually("the end") { sandbox.file("store/done").entries == ["1.none.completed.0"] }
    }
  }

  @Test func `a question that was given up is taken back, and the next one is told of`() throws {
    try Sandbox.with { sandbox in
      let line = "mkfifo fifo; read -t 5 -p 'Now? ' x; echo; read x < fifo; read -p 'Then? ' y"
      try sandbox.start("--shell", "/bin/bash", "--", line)
      try eventually("a notice") { sandbox.file("store/done").entries == ["1.none.waiting.0"] }
      try eventually("none") { sandbox.file("store/done").entries == [] }
      _ = try sandbox.script("echo > fifo")
      try eventually("the next") { sandbox.file("store/done").entries == ["1.none.waiting.0"] }
      #expect(try sandbox.simmer("notices", "--session", "1-1").stdout.hasPrefix("[1] asks: Then?"))
    }
  }
}

extension Sandbox {
  /// The running tasks from number `first` on that are not marked as waiting.
  fileprivate func unmarked(from first: Int) -> [String] {
    let marked = Set(file("store/live").entries)
    return ((try? rows) ?? []).filter { $0.id >= first && !marked.contains("\($0.id).waiting") }
      .map { "\($0.id) \($0.state) \($0.command)" }
  }
}
