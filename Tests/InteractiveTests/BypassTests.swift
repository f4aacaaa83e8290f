// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The ways round the plugin: for one line, for a shell, for good.
struct BypassTests {
  @Test(arguments: Shell.allCases)
  func `a backslash in front keeps one line in the terminal`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      #expect(try session.run(#"\npm run dev"#).output == ["npm is up"])
      session.expectTerminal()
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test func `Ctrl+J keeps one line in the terminal`() throws {
    try Sandbox.with(.bash) { session in
      #expect(try session.run("npm run dev", press: .ctrl("j")).output == ["npm is up"])
      session.expectTerminal()
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `simmer off and on work for one shell`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      #expect(try session.run("simmer off").status == 0)
      #expect(try session.run("npm run dev").output == ["npm is up"])
      session.expectTerminal()
      #expect(try session.run("simmer off").status == 0)
      #expect(try session.run("simmer on").status == 0)
      expectTaken(try session.run("npm run dev"))
      #expect(try session.run("simmer on").status == 0)
      expectTaken(try session.run("npm run dev"), as: 2)
    }
  }

  @Test(arguments: Shell.allCases)
  func `SIMMER=off in the environment keeps every line in the terminal`(shell: Shell) throws {
    try Sandbox.with(shell, with: ["SIMMER": "off"]) { session in
      #expect(session.screen.lines.count == 1)
      let outcome = try session.run("npm run dev")
      #expect(outcome.output == ["npm is up"])
      session.expectTerminal()
    }
  }

  @Test(arguments: Shell.allCases)
  func `SIMMER=off in a shell counts from the next line on`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("SIMMER=off")
      #expect(try session.run("npm run dev").output == ["npm is up"])
      session.expectTerminal()
      try session.run("unset SIMMER")
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `the function hands every other verb to the program`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      let status = try session.run("simmer status")
      #expect(status.status == 0)
      #expect(status.output.contains { $0.contains("npm run dev") })
      #expect(try session.run("simmer stop 99").status == 1)
      #expect(try session.run("simmer nonsense").status == 2)
      #expect(try session.run("simmer stop 1").status == 0)
    }
  }

  @Test(arguments: Shell.allCases)
  func `simmer doctor knows what only the shell can tell`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let found = try session.output(of: "simmer doctor")
      for fact in ["shell: \(shell) ", "Enter: looked at by simmer", "key: Ctrl+B", "prompt: hook and badge", "state: on"] {
        #expect(found.contains(fact), "\(session.screen)")
      }
      try session.run("simmer off")
      let off = try session.output(of: "simmer doctor")
      #expect(off.contains("state: off") && !off.contains("Enter: "), "\(session.screen)")
      #expect(!off.contains("background key"), "\(session.screen)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `simmer doctor knows who took the keys since`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let mine = shell.choose(
        bash: "bind -x '\"\\C-b\": echo mine'", zsh: "mine() { zle -M mine }; zle -N mine; bindkey '^B' mine")
      try session.run(mine)
      let taken = try session.output(of: "simmer doctor")
      #expect(taken.contains(/background key: taken by .*mine/) && taken.contains("SIMMER_KEY='^G'"), "\(session.screen)")
      #expect(taken.contains("Enter: looked at by simmer"), "\(session.screen)")
      try session.run("SIMMER_KEY='^G'; simmer off")
      try session.run("simmer on")
      #expect(try session.output(of: "simmer doctor").contains("background key: ^G"), "\(session.screen)")
      guard shell == .bash else { return }
      try session.run("bind '\"\\C-m\": accept-line'")
      #expect(try session.output(of: "simmer doctor").contains("Enter: bound to accept-line"), "\(session.screen)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `simmer doctor sees what has gone wrong in its shell`(shell: Shell) throws {
    let theme = shell.choose(bash: "PROMPT_COMMAND=(:)", zsh: "precmd_functions=()")
    try Sandbox.with(shell, .init(after: "eval \"$(simmer init \(shell))\"")) { session in
      let twice = try session.output(of: "SHELL=/bin/\(shell) simmer doctor")
      #expect(twice.contains("loaded 2 times, by "), "\(session.screen)")
      try session.run(theme)
      #expect(try session.output(of: "simmer doctor").contains("prompt hook: missing"), "\(session.screen)")
    }
  }

  @Test func `simmer doctor says that a killed program has left the terminal in disorder`() throws {
    try Sandbox.with { sandbox in
      let terminal = try Terminal(
        sandbox, running: ["bash", "-c", "stty -echo -icrnl; simmer doctor; stty sane; read -r"])
      try terminal.wait(for: "terminal: echo is off, Enter is off")
      try terminal.wait(for: "reset")
    }
  }

  @Test(arguments: Shell.allCases)
  func `the first line in the background teaches, once ever`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      _ = try session.sandbox.simmer("run", "--", "sleep 1000")
      let first = try session.run("npm run dev")
      #expect(first.output == ["[2] npm run dev    (simmer output 2 shows it, simmer stop 2 ends it, a \\ in front keeps it here)"])
      #expect(try session.run("vite").output == ["[3] vite"])
      let other = try Session(session.sandbox, shell)
      #expect(try other.run("npm run dev").output == ["[4] npm run dev"])
    }
  }
}
