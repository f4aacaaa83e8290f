// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The history holds what was typed, and its expansion works on what was typed.
struct HistoryTests {
  @Test(arguments: Shell.allCases)
  func `the history holds the typed line and nothing of the plugin`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.sandbox.addProgram(session.sandbox.file("work/node_modules/.bin/vite"))
      for line in ["echo one", "npm run dev && echo after", "PORT=1 npm start", "cd . && npm run dev"] {
        try session.run(line)
      }
      try session.run("./node_modules/.bin/vite")
      let history = try session.run("fc -ln -5").output.map(\.trimmingBlanks)
      #expect(
        history == [
          "echo one", "npm run dev && echo after", "PORT=1 npm start", "cd . && npm run dev",
          "./node_modules/.bin/vite",
        ])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a line that history expansion makes is taken as well`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      expectTaken(try session.run("npm run dev"))
      for (id, line) in [(2, "!!"), (3, "!npm")] {
        let outcome = try session.run(line)
        #expect(outcome.output.last?.hasPrefix("[\(id)] npm run dev") == true, "\(outcome)")
        #expect(outcome.status == 0)
      }
      #expect(try session.run("^dev^start").output.last?.hasPrefix("[4] npm run start") == true)
      #expect(try session.run("fc -ln -1").output.map(\.trimmingBlanks) == ["npm run start"])
      try session.sandbox.expectOneTask("npm run start")
    }
  }

  @Test(arguments: Shell.allCases)
  func `history expansion of other lines is as in a plain shell`(shell: Shell) throws {
    let lines = [
      "echo one", "echo two", "!!", "!echo", "echo !$ again", "^again^twice", "echo hi!", "echo \"wow! it\" '!x'",
      "!nosuch", "echo three", "!-2", "fc -ln -8",
    ]
    var plain: [Session.Outcome] = []
    try Sandbox.with(shell, .init(plugin: false)) { session in plain = try lines.map { try session.run($0) } }
    try Sandbox.with(shell) { session in
      for (line, expected) in zip(lines, plain) {
        let outcome = try session.run(line)
        #expect("\(outcome)" == "\(expected)", "\(line)")
      }
    }
  }

  @Test(arguments: Shell.allCases)
  func `the arrow brings the line back`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      let start = try session.prompt()
      try session.terminal.press(.up)
      try session.terminal.wait(for: "ps\(start.number):0> npm run dev")
      expectTaken(try session.outcome(since: start), as: 2, line: "npm run dev")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a found line is taken`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      try session.run("echo other")
      let start = try session.prompt()
      try session.terminal.press(.ctrl("r"))
      try session.terminal.type("run")
      try session.terminal.wait(for: "a match") { screen in
        screen.lines.suffix(2).contains { $0.contains("npm run dev") } ? true : nil
      }
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.last?.hasPrefix("[2] npm run dev") == true)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a line with a blank in front is a task and not in the history`(shell: Shell) throws {
    let setting = shell.choose(bash: "HISTCONTROL=ignorespace", zsh: "setopt histignorespace")
    try Sandbox.with(shell, .init(before: setting)) { session in
      try session.run("echo one")
      expectTaken(try session.run(" npm run dev"))
      try session.run(" echo hidden")
      #expect(try session.run(" fc -ln -1").output.map(\.trimmingBlanks) == ["echo one"])
      // A stale entry must not be taken for the line: this one was never the last in the history.
      try session.run("npm start")
      #expect(try session.run(" echo plain").output == ["plain"])
      #expect(session.sandbox.tasks == ["1", "2"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `duplicates are dropped as ever`(shell: Shell) throws {
    let setting = shell.choose(bash: "HISTCONTROL=ignoreboth", zsh: "setopt histignorealldups")
    try Sandbox.with(shell, .init(before: setting)) { session in
      for line in ["echo one", "npm run dev", "npm run dev"] { try session.run(line) }
      #expect(try session.run("fc -ln -2").output.map(\.trimmingBlanks) == ["echo one", "npm run dev"])
      #expect(session.sandbox.tasks == ["1", "2"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `an expansion that must be verified is run by the second Enter`(shell: Shell) throws {
    let setting = shell.choose(bash: "shopt -s histverify", zsh: "setopt histverify")
    try Sandbox.with(shell, .init(before: setting)) { session in
      try session.run("npm run dev")
      let start = try session.prompt()
      try session.terminal.type("!!")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the expanded line") { screen in
        screen.prompts.last?.typed == "npm run dev" && screen.prompts.last!.number >= start.number ? true : nil
      }
      #expect(session.sandbox.tasks == ["1"])
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.last?.hasPrefix("[2] npm run dev") == true)
    }
  }

  @Test func `a shell without a history takes lines too`() throws {
    try Sandbox.with(.bash, .init(before: "set +o history")) { session in
      expectTaken(try session.run("npm run dev"), line: "npm run dev")
      #expect(try session.run("history").output == [])
    }
  }

  @Test func `lines that HISTIGNORE names are taken and not kept`() throws {
    try Sandbox.with(.bash, .init(before: "HISTIGNORE='npm*'")) { session in
      try session.run("echo one")
      expectTaken(try session.run("npm run dev"))
      #expect(try session.run("fc -ln -1").output.map(\.trimmingBlanks) == ["echo one"])
    }
  }

  @Test func `the saved history holds the typed line`() throws {
    try Sandbox.with(.bash, .init(before: "HISTFILE=$HOME/history")) { session in
      try session.run("npm run dev; echo after")
      try session.run("history -a")
      #expect(session.sandbox.file("home/history").lines == ["npm run dev; echo after", "history -a"])
    }
  }
}
