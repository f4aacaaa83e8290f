// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing
import TestSupport

/// What every other test here relies on: that a shell without the plugin is seen as it is.
struct HarnessTests {
  @Test(arguments: Shell.allCases)
  func `a plain shell shows its lines, output and status`(shell: Shell) throws {
    try Sandbox.with(shell, .init(plugin: false)) { session in
      let first = try session.run("echo one; echo 'two  three'; (exit 7)")
      #expect(first.shown == "echo one; echo 'two  three'; (exit 7)")
      #expect(first.output == ["one", "two  three"])
      #expect(first.status == 7)
      #expect(first.badge == "")
      #expect(try session.run("").status == 7)
      #expect(try session.run("echo a;").output == ["a"])
      #expect(try session.run("echo $SIMMER_HOME").output == [session.sandbox.store.string])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a fake program knows whether it runs in the terminal`(shell: Shell) throws {
    try Sandbox.with(shell, .init(plugin: false)) { session in
      #expect(try session.run("npm run dev").output == ["npm is up"])
      try session.run("setsid -w env TEST_TASK='exit 3' npm start")
      #expect(session.sandbox.ran.map(\.place) == [.foreground, .task])
      #expect(session.sandbox.ran.map(\.words) == ["npm run dev", "npm start"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a pasted text arrives whole`(shell: Shell) throws {
    try Sandbox.with(shell, .init(plugin: false)) { session in
      let start = try session.prompt()
      try session.terminal.paste("echo one\necho two")
      try session.terminal.wait(for: "echo two")
      #expect(try session.outcome(since: start).output == ["echo two", "one", "two"])
    }
  }

  @Test func `a program that outlives its deadline is killed`() throws {
    try Sandbox.with { sandbox in
      #expect(throws: NeverHappened.self) { try sandbox.run("sleep", "1000", deadline: 0.2) }
      #expect(RunningProcess.carrying(sandbox.root.string).isEmpty)
    }
  }

  @Test func `what a program reads and writes is not lost`() throws {
    try Sandbox.with { sandbox in
      let text = String(repeating: "0123456789\n", count: 50_000)
      let result = try sandbox.run("sh", "-c", "tee /dev/stderr; exit 9", input: text)
      #expect(result.stdout == text)
      #expect(result.stderr == text)
      #expect(result.code == 9)
      #expect(try sandbox.run("sh", "-c", "kill -TERM $$").code == 143)
    }
  }

  @Test func `a sandbox is gone at its end`() throws {
    var root = ""
    try Sandbox.with { sandbox in
      root = sandbox.root.string
      _ = try sandbox.run("sh", "-c", "mkdir -p home/a; chmod 500 home/a; ln -s / home/b")
    }
    #expect(!root.isEmpty && !FilePath(root).exists)
  }
}
