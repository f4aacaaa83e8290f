// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `status --watch` in the terminal of a shell.
struct WatchTests {
  @Test(arguments: Shell.allCases)
  func `it follows what happens, fits the terminal, and gives it back`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      _ = try session.sandbox.run("mkfifo", "gate")
      let modes = try session.output(of: "stty -g")
      try session.run("simmer run --label web -- 'read x <gate; exit 4'")
      try session.terminal.type("simmer status --watch")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the task") { screen in
        screen.lines.first?.hasPrefix("ID") == true && screen.contains("running") ? () : nil
      }
      _ = try session.sandbox.script("echo >gate")
      try session.terminal.wait(for: "failed with exit 4")
      try session.terminal.type("q")
      try session.enterUntil("the prompt") { !session.screen.contains("OWNER") }
      #expect(try session.output(of: "stty -g") == modes)
    }
  }

  @Test func `without a terminal there is nothing to watch`() throws {
    try Sandbox.with { sandbox in
      let refused = try sandbox.simmer("status", "--watch")
      #expect(refused.code == 2)
      #expect(
        refused.stderr
          == "simmer: cannot watch the tasks: there is no terminal; simmer status prints them once\n")
    }
  }
}
