// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// Ctrl+B runs the line that is being edited in the background, whatever it is.
struct ForceTests {
  @Test(arguments: TypedLine.all("forced.tsv"))
  func `Ctrl+B makes a task of a line of any shape`(_ typed: TypedLine) throws {
    try Sandbox.with(typed.shell, .init(before: "VITE=vite; set +H 2>/dev/null")) { session in
      let sandbox = session.sandbox
      try sandbox.addProgram(sandbox.file("work/tools/vite"))
      let start = try session.prompt()
      if typed.line.contains("\n") {
        try session.terminal.paste(typed.line)
        try session.terminal.wait(for: "vite two")
      } else {
        try session.terminal.type(typed.line)
      }
      let outcome = try session.outcome(since: start, press: .ctrl("b"))
      #expect(outcome.status == 0, "\(session.screen)")
      #expect(
        outcome.output.count { $0.hasPrefix("[1] ") && !$0.hasPrefix("[1] completed") } == 1,
        "\(session.screen)")

      let expected = typed.fields[0].split(separator: ";").map(String.init)
      try eventually("the runs \(expected)", seen: { "\(sandbox.ran)\n\(session.screen)" }) {
        sandbox.ran.count >= expected.count
      }
      #expect(sandbox.ran.map(\.words) == expected)
      #expect(sandbox.ran.allSatisfy { $0.place == .task })
      #expect(sandbox.tasks == ["1"])
      #expect(!session.screen.contains("is up"))
      // A short task may have ended by now, and be told of behind the history.
      let history = try session.run("fc -ln -1").output.map(\.trimmingBlanks).filter {
        !$0.hasPrefix("[1] completed")
      }
      #expect(history.joined(separator: "\n").replacing("\\n", with: "\n") == typed.line)
    }
  }

  @Test(arguments: Shell.allCases)
  func `Ctrl+B at a line that is not whole is an Enter`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("for i in 1 2")
      try session.terminal.press(.ctrl("b"))
      try session.terminal.wait(for: "more>")
      try session.terminal.type("do vite $i; done")
      let outcome = try session.outcome(since: start)
      #expect(outcome.status == 0)
      #expect(session.sandbox.ran.map(\.place) == [.foreground, .foreground])
      #expect(session.sandbox.tasks == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `Ctrl+B at an empty line starts no task`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      for blanks in ["", "   "] {
        try session.terminal.type(blanks)
        try session.terminal.press(.ctrl("b"))
        try session.terminal.wait(for: "0 running")
        try session.terminal.type("q")
        try session.prompt()
      }
      #expect(try session.run("echo next").output == ["next"])
      #expect(session.sandbox.tasks == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `Ctrl+B at a wrong line shows the error of the shell`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let outcome = try session.run("vite build )", press: .ctrl("b"))
      #expect(outcome.status != 0)
      #expect(outcome.output.contains { $0.contains("syntax error") || $0.contains("parse error") })
      #expect(session.sandbox.ran == [])
      #expect(session.sandbox.tasks == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a helper that fails at Ctrl+B leaves the line to the shell, or says so`(shell: Shell) throws {
    try Sandbox.with(shell, .fault("launch=fail")) { session in
      #expect(try session.run("vite build", press: .ctrl("b")).output == ["vite is up"])
      let group = try session.run("{ vite group; }", press: .ctrl("b"))
      #expect(session.sandbox.ran.map(\.place).allSatisfy { $0 == .foreground })
      #expect(session.sandbox.ran.count { $0.words == "vite group" } <= 1)
      #expect(session.sandbox.ran.count == 2 || group.output.contains { $0.contains("simmer") }, "\(group)")
      #expect(session.sandbox.tasks == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `the key is a setting`(shell: Shell) throws {
    try Sandbox.with(shell, .init(before: "SIMMER_KEY='^G'")) { session in
      expectTaken(try session.run("vite build", press: .ctrl("g")), line: "vite build")
      let start = try session.prompt()
      try session.terminal.type("echo ab")
      try session.terminal.press(.ctrl("b"))
      try session.terminal.type("X")
      #expect(try session.outcome(since: start).output == ["aXb"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `no key is a setting as well`(shell: Shell) throws {
    try Sandbox.with(shell, .init(before: "SIMMER_KEY=")) { session in
      let start = try session.prompt()
      try session.terminal.type("echo ab")
      try session.terminal.press(.ctrl("b"))
      try session.terminal.type("X")
      #expect(try session.outcome(since: start).output == ["aXb"])
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `vi keys know Ctrl+B while inserting`(shell: Shell) throws {
    let setting = shell.choose(bash: "set -o vi", zsh: "bindkey -v; KEYTIMEOUT=1")
    try Sandbox.with(shell, .init(before: setting)) { session in
      expectTaken(try session.run("vite build", press: .ctrl("b")), line: "vite build")
      try session.sandbox.expectOneTask("vite build")
    }
  }
}
