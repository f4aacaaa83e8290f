// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// Shells inside of shells, and shells in which the plugin has no place.
struct NestingTests {
  /// Starts another shell with `command`, which must show a new count of prompts.
  private func enter(_ session: Session, _ command: String) throws {
    let start = try session.prompt()
    try session.terminal.type(command)
    try session.terminal.press(.enter)
    try session.terminal.wait(for: "the inner prompt") { screen in
      screen.waiting.flatMap { screen.prompts.count > 1 && $0.number != start.number ? $0 : nil }
    }
  }

  static let plainShells: [(Shell, String)] = Shell.allCases.flatMap { outer in
    [
      (outer, "PS1='ps$((++N+90)):$?> ' bash --norc --noprofile -i"),
      (outer, "PS1='ps91:%?> ' zsh -f -i"),
    ]
  }

  @Test(arguments: plainShells)
  func `a shell without the plugin inside of one with it is plain`(outer: Shell, command: String) throws {
    try Sandbox.with(outer) { session in
      let start = try session.prompt()
      try session.terminal.type(command)
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the inner prompt") { $0.lines.last == "ps91:0>" ? true : nil }
      #expect(start.number < 91)
      try session.terminal.type("npm run dev; echo status $?")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the status") { $0.lines.contains("status 0") ? true : nil }
      session.expectTerminal()
      try session.terminal.type("exit")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the outer prompt") { $0.waiting.flatMap { $0.number == start.number + 1 ? $0 : nil } }
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases, [true, false])
  func `a shell inside or in the place of another has the plugin by itself`(shell: Shell, replaced: Bool) throws {
    try Sandbox.with(shell) { session in
      expectTaken(try session.run("npm run dev"))
      try session.run("true")
      let words = shell.command(in: session.sandbox).joined(separator: " ")
      let start = try session.prompt()
      try session.terminal.type((replaced ? "exec " : "") + words)
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the inner prompt") { screen in
        screen.waiting.flatMap { $0.number < start.number ? $0 : nil }
      }
      #expect(session.screen.prompts.last?.badge == "●1 ")
      expectTaken(try session.run("npm start"), as: 2)
      try session.sandbox.expectOneTask("npm start")
      if !replaced {
        try session.terminal.type("exit")
        try session.terminal.press(.enter)
        try session.terminal.wait(for: "the outer prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
        #expect(try session.run("npm run watch").status == 0)
        #expect(session.sandbox.tasks == ["1", "2", "3"])
      }
    }
  }

  @Test(arguments: Shell.allCases)
  func `loading twice is loading once`(shell: Shell) throws {
    try Sandbox.with(shell, .init(after: shell.loading)) { session in
      expectTaken(try session.run("npm run dev"))
      #expect(try session.run("echo next").badge == "●1 ")
      try session.run(shell.loading)
      expectTaken(try session.run("npm run dev"), as: 2)
      #expect(try session.run("echo next").badge == "●2 ")
    }
  }

  @Test(arguments: Shell.allCases, ["TERM=dumb", "INSIDE_EMACS=29.1,comint"])
  func `a terminal that cannot edit is left alone`(shell: Shell, setting: String) throws {
    let parts = setting.split(separator: "=").map(String.init)
    try Sandbox.with(shell, with: [parts[0]: parts[1]]) { session in
      let outcome = try session.run("npm run dev")
      #expect(outcome.output == ["npm is up"])
      session.expectTerminal()
    }
  }

  @Test func `a bash without line editing is left alone`() throws {
    try Sandbox.with { sandbox in
      try Shell.bash.startup(in: sandbox).write(
        "PS1='ready> '; export TEST_SESSION=$$; \(Shell.bash.loading)\n")
      let terminal = try Terminal(
        sandbox, running: ["bash", "--noediting", "--noprofile", "--rcfile", Shell.bash.startup(in: sandbox).string, "-i"])
      try terminal.wait(for: "ready>")
      try terminal.type("npm run dev; echo status $?")
      try terminal.press(.enter)
      let screen = try terminal.wait(for: "the status") { $0.lines.contains("status 0") ? $0 : nil }
      #expect(screen.lines.contains("npm is up"))
      #expect(sandbox.ran.map(\.place) == [.foreground])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a script that loads the plugin is not touched`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let script = "\(shell.loading); TEST_TASK=: npm run dev; echo end:$?"
      let result = try sandbox.run(shell.rawValue, "-c", script)
      #expect(result.stdout == "npm is up\nend:0\n")
      #expect(result.stderr == "")
      #expect(result.code == 0)
      let piped = try sandbox.run(shell.rawValue, "-i", input: "\(shell.loading)\nTEST_TASK=: npm run dev\necho end:$?\n")
      #expect(piped.stdout.contains("npm is up\nend:0\n"))
      #expect(sandbox.tasks == [])
    }
  }
}
