// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// Keys, pastes and long lines do what they do without the plugin.
struct EditingTests {
  @Test(arguments: Shell.allCases, [true, false])
  func `a pasted line is taken when it is entered`(shell: Shell, bracketed: Bool) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.paste("npm run dev", bracketed: bracketed)
      try session.terminal.wait(for: "ps\(start.number):0> npm run dev")
      expectTaken(try session.outcome(since: start), line: "npm run dev")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a pasted line with its newline is taken`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.paste("npm run dev\n")
      try session.terminal.wait(for: "npm run dev")
      #expect(try session.outcome(since: start).output.last?.hasPrefix("[1] npm run dev") == true)
      try session.sandbox.expectOneTask()
    }
  }

  @Test(arguments: Shell.allCases)
  func `several pasted lines are run by the shell`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.paste("npm run dev\necho two")
      try session.terminal.wait(for: "echo two")
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.suffix(2) == ["npm is up", "two"])
      session.expectTerminal()
    }
  }

  @Test(arguments: Shell.allCases)
  func `lines that arrive like typing are taken one by one`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.paste("npm run dev\necho two\nnpm start\n", bracketed: false)
      try session.terminal.wait(for: "three more prompts") { $0.waiting.flatMap { $0.number >= start.number + 3 ? $0 : nil } }
      try eventually("two tasks") { session.sandbox.ran.count == 2 }
      #expect(session.sandbox.ran.map(\.place) == [.task, .task])
      #expect(session.screen.lines.contains("two"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `vi keys edit and run a line`(shell: Shell) throws {
    let setting = shell.choose(bash: "set -o vi", zsh: "bindkey -v; KEYTIMEOUT=1")
    try Sandbox.with(shell, .init(before: setting)) { session in
      expectTaken(try session.run("npm run dev"), line: "npm run dev")
      let start = try session.prompt()
      try session.terminal.press(.escape)
      try session.terminal.type("k")
      try session.terminal.wait(for: "ps\(start.number):0> npm run dev")
      expectTaken(try session.outcome(since: start), as: 2, line: "npm run dev")
      #expect(try session.run("echo still inserting").output == ["still inserting"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a completed word is part of the line`(shell: Shell) throws {
    let setting = shell.choose(bash: "", zsh: "autoload -Uz compinit; compinit -u -D")
    try Sandbox.with(shell, .init(before: setting)) { session in
      try session.run("echo > a-rather-long-name.config")
      let start = try session.prompt()
      try session.terminal.type("vite --config a-rather")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "vite --config a-rather-long-name.config")
      expectTaken(try session.outcome(since: start))
      try session.sandbox.expectOneTask("vite --config a-rather-long-name.config")
    }
  }

  @Test(arguments: Shell.allCases)
  func `an abandoned line is not run`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("npm run dev")
      try session.terminal.wait(for: "ps\(start.number):0> npm run dev")
      try session.terminal.press(.ctrl("c"))
      try session.terminal.wait(for: "a fresh prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
      #expect(try session.run("echo next").output == ["next"])
      #expect(session.sandbox.ran == [])
      expectTaken(try session.run("npm run dev"), line: "npm run dev")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a line over several rows is shown and taken whole`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let session = try Session(sandbox, shell, columns: 60)
      let words = (1...20).map { "argument\($0)" }.joined(separator: " ")
      let line = "npm run dev -- \(words)"
      // zsh breaks the rows itself, so that the terminal does not know that they are one line.
      func squeezed(_ outcome: Session.Outcome) -> String { ([outcome.shown] + outcome.output).joined().replacing(" ", with: "") }
      let outcome = try session.run(line)
      #expect(outcome.status == 0)
      let squeezedLine = line.replacing(" ", with: "")
      #expect(squeezed(outcome).hasPrefix(squeezedLine + "[1]" + squeezedLine), "\(session.screen)")
      try sandbox.expectOneTask(line)
      let echoed = try session.run("echo \(words)")
      #expect(squeezed(echoed) == "echo\(words)\(words)".replacing(" ", with: ""), "\(session.screen)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a prompt of two rows is drawn once`(shell: Shell) throws {
    let prompt = shell.choose(bash: #"PS1='upper row\n'$PS1"#, zsh: #"PROMPT=$'upper row\n'$PROMPT"#)
    try Sandbox.with(shell, .init(before: prompt)) { session in
      let outcome = try session.run("npm run dev")
      #expect(outcome.output.count == 2 && outcome.output[0].hasPrefix("[1] npm run dev"), "\(outcome)")
      try session.run("echo two")
      #expect(session.screen.count(of: "upper row") == 3, "\(session.screen)")
      #expect(session.screen.count(of: "echo two") == 1, "\(session.screen)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a window that changes its size keeps the line`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("npm run dev -- after a resize")
      try session.terminal.wait(for: "after a resize")
      try session.terminal.resize(columns: 70, rows: 20)
      #expect(try session.outcome(since: start).output.last?.hasPrefix("[1] npm run dev") == true)
      try session.sandbox.expectOneTask("npm run dev -- after a resize")
    }
  }

  @Test(arguments: Shell.allCases)
  func `output without a final newline stays on the screen`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      for line in ["printf abc", "npm run dev", "printf def"] { try session.run(line) }
      for text in ["abc", "def"] {
        #expect(session.screen.lines.contains { $0.hasPrefix(text) }, "\(session.screen)")
      }
    }
  }

  @Test func `a macro of readline with an Enter in it is taken`() throws {
    try Sandbox.with(.bash) { session in
      try session.sandbox.file("home/.inputrc").write(#""\C-x1": "npm run dev\C-m""# + "\n")
      try session.run(#"bind -f "$HOME/.inputrc""#)
      let start = try session.prompt()
      try session.terminal.press(.ctrl("x"))
      try session.terminal.type("1")
      try session.terminal.wait(for: "the next prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
      #expect(session.screen.lines.contains { $0.hasPrefix("[1] npm run dev") }, "\(session.screen)")
      try session.sandbox.expectOneTask()
    }
  }

  @Test(arguments: ["accept-and-hold", "accept-line-and-down-history", "accept-and-infer-next-history"])
  func `what accepts a line in zsh and goes on with another is taken`(widget: String) throws {
    try Sandbox.with(.zsh, .init(before: "bindkey '^X1' \(widget)")) { session in
      try session.run("npm run dev")
      try session.run("echo after")
      let start = try session.prompt()
      if widget == "accept-line-and-down-history" {
        for _ in 1...2 { try session.terminal.press(.up) }
      } else {
        try session.terminal.type("npm run dev")
      }
      try session.terminal.wait(for: "ps\(start.number):0> npm run dev")
      try session.terminal.press(.ctrl("x"))
      try session.terminal.type("1")
      let next = widget == "accept-and-hold" ? "npm run dev" : "echo after"
      try session.terminal.wait(for: "ps\(start.number + 1):0> \(next)")
      #expect(session.screen.lines.contains { $0.hasPrefix("[2] npm run dev") }, "\(session.screen)")
      #expect(session.sandbox.tasks == ["1", "2"])
    }
  }
}
