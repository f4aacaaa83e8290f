// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `shell/try` in both of its ways.
struct TryTests {
  @Test(arguments: Shell.allCases)
  func `the demonstration shows its claims, and leaves nothing`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let result = try Self.run(sandbox, [shell.rawValue])
      #expect(result.code == 0, "\(result)")
      #expect(result.stdout.contains("\n[1] ready http://127.0.0.1:"), "\(result)")
      #expect(result.stdout.contains("shown in \(shell.rawValue):\n"))
      #expect(sandbox.root.appending("tmp").allEntries == [])
      #expect(sandbox.home.allEntries == [])
    }
  }

  @Test func `the recorded session is one that asciinema plays, and names nobody`() {
    let lines = Repository.root.appending("shell/demo.cast").lines
    #expect(lines.first?.contains("\"version\": 2, \"width\": 100") == true)
    #expect(lines.count > 100 && lines.dropFirst().allSatisfy { $0.contains(/^\[\d+\.\d+, "o", ".*"\]$/) })
    #expect(lines.contains { $0.contains("ready http://127.0.0.1") })
    #expect(!lines.contains { $0.contains("/home/") || $0.contains("/root") || $0.contains("@") })
  }

  @Test func `a demonstration that does not come about is a failure`() throws {
    try Sandbox.with { sandbox in
      let stub = sandbox.root.appending("stub")
      try stub.writeProgram("#!/bin/sh\necho 'PS1=\"? \"'\n")
      let result = try Self.run(sandbox, ["bash"], binary: stub, with: ["SIMMER_TRY_SECONDS": "1"])
      #expect(result.code == 1 && result.stderr.contains("the demonstration did not"), "\(result)")
      #expect(sandbox.root.appending("tmp").allEntries == [])
    }
  }

  /// The user's own start-up file is read, simmer is on, what was started ends with the shell.
  @Test(arguments: Shell.allCases)
  func `the shell is the user's own, and nothing of it stays`(shell: Shell) throws {
    try Sandbox.with(shell, .init(plugin: false)) { session in
      let sandbox = session.sandbox
      let file = shell.startup(in: sandbox)
      let own = "\(shell.choose(bash: "PS1='mine> '", zsh: "PROMPT='mine> '"))\nalias mine='echo my alias'\n"
      try file.write(own)
      let terminal = session.terminal
      try terminal.type("'\(Repository.root)/shell/try' \(shell.rawValue) --binary '\(Repository.simmer)'")
      try terminal.press(.enter)
      try terminal.wait(for: "mine> ")
      try terminal.type("mine")
      try terminal.press(.enter)
      try terminal.wait(for: "the alias") { $0.lines.contains("my alias") ? () : nil }
      try terminal.type("npm run dev")
      try terminal.press(.enter)
      try terminal.wait(for: "[1] npm run dev")
      try terminal.type("exit")
      try terminal.press(.enter)
      try session.prompt()
      #expect(file.text == own)
      #expect(sandbox.root.appending("tmp").allEntries == [])
    }
  }

  private static func run(
    _ sandbox: Sandbox, _ options: [String], binary: FilePath = Repository.simmer,
    with more: [String: String] = [:]
  ) throws -> Command.Result {
    try Command(
      [Repository.root.appending("shell/try").string, "--demo", "--binary", binary.string] + options,
      environment: sandbox.environment.merging(more) { $1 }, in: sandbox.work
    ).run()
  }
}
