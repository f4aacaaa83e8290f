// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// A line of a table and the shell to type it in.
struct TypedLine: CustomTestStringConvertible, Sendable {
  let shell: Shell
  let fields: [String]
  var line: String { fields.last! }
  var testDescription: String { "\(shell): \(fields.joined(separator: " │ "))" }

  static func all(_ path: String) -> [TypedLine] {
    Table.rows("Tests/InteractiveTests/Cases/" + path).flatMap { row in
      Shell.allCases.filter { row[0] == "both" || row[0] == $0.rawValue }
        .map { TypedLine(shell: $0, fields: Array(row.dropFirst())) }
    }
  }
}

/// What becomes of one line that is typed and entered.
struct LineTests {
  @Test(arguments: TypedLine.all("lines.tsv"))
  func `a line goes where the table says, once`(_ typed: TypedLine) throws {
    try Sandbox.with(typed.shell, .init(before: "NPM=npm")) { session in
      try session.sandbox.addProgram(
        session.sandbox.file("work/node_modules/.bin/vite"))
      let outcome = try session.run(typed.line)
      #expect(outcome.shown == typed.line)
      #expect(outcome.status == Int(typed.fields[1]))
      if typed.fields[0] == "task" {
        expectTaken(outcome)
        try eventually("a run", seen: { "\(session.screen)" }) { !session.sandbox.ran.isEmpty }
        #expect(session.sandbox.ran.map(\.place) == [.task])
        #expect(session.sandbox.tasks == ["1"])
        #expect(!session.screen.contains("is up"))
      } else {
        #expect(session.sandbox.ran.map(\.place) == [.foreground])
        #expect(session.sandbox.tasks == (typed.fields[0] == "front" ? ["1"] : []))
        #expect(outcome.badge == "")
      }
    }
  }

  @Test(arguments: TypedLine.all("strangers.tsv"))
  func `a line that only names a server is left to the shell`(_ typed: TypedLine) throws {
    try Sandbox.with(typed.shell) { session in
      let outcome = try session.run(typed.line)
      #expect(outcome.shown == typed.line)
      #expect(outcome.status == Int(typed.fields[0]))
      #expect(session.sandbox.ran == [])
      #expect(session.sandbox.tasks == [])
      try Sandbox.with(typed.shell, .init(plugin: false)) { plain in
        let expected = try plain.run(typed.line)
        #expect(outcome.output == expected.output)
      }
    }
  }

  @Test(arguments: Shell.allCases)
  func `the redirections of a task are its own`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("umask 022; echo before > kept.txt")
      expectTaken(try session.run("npm run dev > fresh.txt 2>&1"))
      let fresh = session.sandbox.file("work/fresh.txt")
      try eventually("the output in the file") { fresh.text == "npm is up\n" }
      expectTaken(try session.run("npm start >> kept.txt"), as: 2)
      let kept = session.sandbox.file("work/kept.txt")
      try eventually("the output behind the old text") { kept.text == "before\nnpm is up\n" }
    }
  }

  @Test(arguments: Shell.allCases)
  func `a task says how it can be seen, in one line`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let first = try session.run("npm run dev")
      expectTaken(first, line: "npm run dev")
      #expect(first.output[0].contains("simmer"))
      for id in 2...8 { expectTaken(try session.run("npm run dev"), as: id) }
      #expect(try session.run("npm run dev").output == ["[9] npm run dev"])
    }
  }
}
