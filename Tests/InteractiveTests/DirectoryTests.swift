// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `cd somewhere && server` leaves the shell there, and the server runs there.
struct DirectoryTests {
  struct Move: Sendable, CustomTestStringConvertible {
    let line: String
    /// Where shell and task end, below the working directory.
    let end: String
    var testDescription: String { line }
  }

  static let moves = [
    Move(line: "cd sub && npm run dev", end: "sub"),
    Move(line: "cd sub; npm run dev", end: "sub"),
    Move(line: "cd sub && cd 'deep er' && npm run dev", end: "sub/deep er"),
    Move(line: "cd sub/deep\\ er && PORT=1 npm run dev | cat", end: "sub/deep er"),
    Move(line: "cd \"$SUB\" && npm run dev", end: "sub"),
    Move(line: "cd su* && npm run dev", end: "sub"),
  ]

  @Test(arguments: Shell.allCases, moves)
  func `shell and task end in the same directory`(shell: Shell, move: Move) throws {
    try Sandbox.with(shell, .init(before: "SUB=sub")) { session in
      let sandbox = session.sandbox
      _ = try sandbox.run("mkdir", "-p", "sub/deep er")
      let outcome = try session.run(move.line)
      expectTaken(outcome, line: move.line)
      #expect(try session.output(of: "pwd") == sandbox.file("work/\(move.end)").string)
      try sandbox.expectOneTask()
      #expect(sandbox.ran.map(\.directory) == [sandbox.file("work/\(move.end)").string])
      #expect(try session.run("fc -ln -2").output.first?.trimmingBlanks == move.line)
      try session.run("cd - >/dev/null")
      let back = move.line.contains("cd 'deep") ? "work/sub" : "work"
      #expect(try session.output(of: "pwd") == sandbox.file(back).string)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a directory that is not there is one error and no task`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let plain = try Session(sandbox, shell, .init(plugin: false))
      let expected = try plain.run("cd nosuch && npm run dev")
      plain.terminal.close()
      let session = try Session(sandbox, shell)
      let outcome = try session.run("cd nosuch && npm run dev")
      #expect(outcome.output.count == 1)
      #expect(outcome.output == expected.output)
      #expect(outcome.status == expected.status)
      #expect(sandbox.ran == [])
      #expect(sandbox.tasks == [])
      #expect(try session.output(of: "pwd") == sandbox.work.string)
      // With ";" the server is run where the shell stays.
      let anyway = try session.run("cd nosuch; npm run dev")
      #expect(anyway.status == 0)
      try sandbox.expectOneTask()
      #expect(sandbox.ran.map(\.directory) == [sandbox.work.string])
    }
  }

  @Test(arguments: Shell.allCases)
  func `the shell moves once, also when the helper fails`(shell: Shell) throws {
    try Sandbox.with(shell, .fault("launch=fail")) { session in
      _ = try session.sandbox.run("mkdir", "-p", "sub/sub")
      let outcome = try session.run("cd sub && npm run dev")
      #expect(outcome.output == ["npm is up"])
      #expect(outcome.status == 0)
      #expect(session.sandbox.ran.map(\.directory) == [session.sandbox.file("work/sub").string])
      session.expectTerminal()
      #expect(try session.output(of: "pwd") == session.sandbox.file("work/sub").string)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a function that stands for cd is the one that moves the shell`(shell: Shell) throws {
    try Sandbox.with(shell, .init(before: #"cd() { builtin cd "$@" && moved="$moved $1"; }"#)) { session in
      _ = try session.sandbox.run("mkdir", "sub")
      expectTaken(try session.run("cd sub && npm run dev"))
      #expect(try session.output(of: "echo :$moved") == ": sub")
    }
  }
}
