// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The list of tasks at a terminal; what it shows is written down in `Cases/Screens`.
struct MenuTests {
  private func shell(_ sandbox: Sandbox) throws -> Terminal {
    let shell = try Terminal(
      sandbox, running: ["bash", "--norc", "--noprofile", "-i"],
      with: ["PS1": "$ ", "SHELL": "/bin/sh", "PAGER": "cat"],
      columns: 100)
    try shell.wait(for: "$")
    return shell
  }

  private func enter(_ line: String, _ terminal: Terminal) throws {
    try terminal.type(line)
    try terminal.press(.enter)
  }

  private func menu(in sandbox: Sandbox) throws -> pid_t {
    try eventually("a menu") {
      RunningProcess.carrying(sandbox.root.string).first { $0.command.hasSuffix("simmer menu") }?.pid
    }
  }

  @Test(arguments: Shell.allCases)
  func `Ctrl+B on an empty line opens the list, and the shell is as it was`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      try session.run("(exit 7)")
      let start = try session.prompt()
      try session.terminal.press(.ctrl("b"))
      try session.terminal.wait(for: "1 running, ")
      try session.terminal.type("q")
      let next = try session.terminal.wait(for: "the next prompt") { screen in
        screen.waiting.flatMap { $0.number > start.number ? $0 : nil }
      }
      #expect(next.status == 7)
      #expect(!session.screen.contains("Enter view"))
      // Killed, it leaves a screen that the plugin clears.
      try session.terminal.press(.ctrl("b"))
      try session.terminal.wait(for: "1 running, ")
      kill(try menu(in: session.sandbox), SIGKILL)
      try session.terminal.wait(for: "the prompt after that") { screen in
        screen.waiting.flatMap { $0.number > next.number ? $0 : nil }
      }
      #expect(try session.run("echo next").output == ["next"], "\(session.screen)")
      #expect(!session.screen.contains("Enter view"))
    }
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT])
  func `whatever ends it, the screen and the keys are given back`(signal: Int32) throws {
    try Sandbox.with { sandbox in
      let shell = try shell(sandbox)
      try enter("stty -g > before; simmer menu", shell)
      try shell.wait(for: "no tasks")
      kill(try menu(in: sandbox), signal)
      try enter("stty -g > after; echo do''ne", shell)
      try shell.wait(for: "done")
      #expect(shell.screen.contains("simmer menu") && !shell.screen.contains("no tasks"))
      #expect(sandbox.file("work/before").text == sandbox.file("work/after").text)
    }
  }

  @Test func `doctor knows of a menu that was killed in this terminal, once`() throws {
    try Sandbox.with { sandbox in
      let shell = try shell(sandbox)
      try enter("simmer menu", shell)
      try shell.wait(for: "no tasks")
      kill(try menu(in: sandbox), SIGKILL)
      try enter("reset; simmer doctor | grep -A1 screen; echo do''ne", shell)
      let screen = try shell.wait(for: "\ndone")
      #expect(screen.contains("a menu was killed in this terminal") && screen.contains("reset"))
      #expect(try !sandbox.simmer("doctor").stdout.contains("killed"))
      #expect(sandbox.store.appending("screens").entries == [])
    }
  }

  @Test func `colours are a setting`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--", "exit 3")
      _ = try sandbox.simmer("wait", "1")
      _ = try sandbox.simmer("run", "--", "exec sleep 1000")
      let config = sandbox.home.appending(".config/simmer")
      try config.makeDirectory()
      for (setting, environment, isColoured) in [
        ("auto", "", true), ("never", "", false), ("always", "", true), ("always", "NO_COLOR=1", false),
      ] {
        try config.appending("config.toml").write(
          "color = '\(setting)'\nbadge_colors = ['cyan', '', '', '']\n")
        let shell = try shell(sandbox)
        try enter("\(environment) simmer status", shell)
        try shell.wait(for: "failed with exit 3")
        #expect(shell.colouredText.contains("[31m") == isColoured, "status, \(setting) \(environment)")
        try enter("\(environment) simmer menu", shell)
        try shell.wait(for: "> 2")
        try shell.type("x")
        try shell.wait(for: "y stops")
        #expect(shell.colouredText.contains("[33m") == isColoured, "menu, \(setting) \(environment)")
        try shell.type("nq")
        try shell.wait(for: "failed with exit 3")
        try enter("\(environment) simmer console", shell)
        try shell.wait(for: "●1 simmer>")
        #expect(
          shell.colouredText.contains("[36m●1") == isColoured, "console, \(setting) \(environment)")
        try shell.press(.ctrl("d"))
      }
    }
  }

  @Test func `it attaches, lets go, stops for a while, shows the whole output, and restarts`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer(
        "run", "--label", "web", "--", "for i in $(seq 30); do echo line $i; done; exec cat")
      let shell = try shell(sandbox)
      try enter("simmer menu", shell)
      try shell.wait(for: "> 1")
      try shell.type("a")
      try shell.wait(for: "line 30")
      try enter("typed", shell)
      try shell.wait(for: "typed\ntyped")
      try shell.press(.ctrl("b"))
      try shell.wait(for: "> 1")
      try shell.press(.ctrl("z"))
      try shell.wait(for: "Stopped")
      try enter("fg", shell)
      try shell.wait(for: "> 1")
      // What it writes is seen as it comes.
      try shell.press(.enter)
      try shell.wait(for: "  line 30")
      _ = try sandbox.simmer("answer", "web", "news")
      try shell.wait(for: "  news")
      try shell.press(.escape)
      try shell.wait(for: "> 1")
      try shell.type("r")
      try shell.wait(for: "a second task") {
        $0.lines.contains { $0.hasPrefix("  2   ") && !$0.contains("stopped") } ? true : nil
      }
      try shell.wait(for: "1   stopped")
      try shell.type("o")
      try shell.type("q")
      try shell.wait(for: "line 1\nline 2")
    }
  }

  @Test func `what a pager said that failed at once stays until a key, or Ctrl+C`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--", "exec sleep 1000")
      let shell = try shell(sandbox)
      try enter("PAGER='echo no pager >&2; false' simmer menu", shell)
      for key in [Key.enter, .ctrl("c")] {
        try shell.wait(for: "> 1")
        try shell.type("o")
        try shell.wait(for: "press Enter to go back")
        #expect(shell.screen.contains("no pager"))
        try shell.press(key)
      }
      try shell.wait(for: "> 1")
      try shell.type("q")
    }
  }

  @Test func `a label moves no cursor and changes no colour`() throws {
    try Sandbox.with { sandbox in
      let label = "a\u{1b}[31mb\u{1b}]0;title\u{7}c\rd\u{202e}e\nf"
      _ = try sandbox.simmer("run", "--", "printf", "\u{1b}[2J\u{1b}[31mred\u{1b}]0;title\u{7}%s", label)
      _ = try sandbox.simmer("run", "--", "echo '\(label)'; exit 1")
      let shell = try shell(sandbox)
      try enter("NO_COLOR=1 simmer menu", shell)
      try shell.wait(for: "> 2")
      #expect(!shell.colouredText.contains("[31m"))
      #expect(shell.title != "title")
      try shell.type("j")
      try shell.press(.enter)
      try shell.wait(for: "stdout, last 2 lines")
      #expect(shell.screen.lines.first?.hasPrefix("simmer ") == true)
      #expect(!shell.colouredText.contains("[31m") && shell.title != "title")
      try shell.type("q")
    }
  }
}
