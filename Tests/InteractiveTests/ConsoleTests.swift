// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The console at a terminal.
struct ConsoleTests {
  private func open(
    _ sandbox: Sandbox, with more: [String: String] = [:], columns: Int = 80
  ) throws -> Terminal {
    let terminal = try Terminal(
      sandbox, running: ["simmer", "console"], with: ["SHELL": "/bin/sh"].merging(more) { $1 },
      columns: columns)
    try terminal.wait(for: "simmer>")
    return terminal
  }

  private func enter(_ line: String, _ terminal: Terminal) throws {
    try terminal.type(line)
    try terminal.press(.enter)
  }

  private func leave(_ terminal: Terminal) throws {
    // Before the prompt is there, the terminal itself would take the key for an end of input.
    try terminal.wait(for: "a prompt") { $0.lines.last?.hasSuffix("simmer>") == true ? true : nil }
    try terminal.press(.ctrl("d"))
    try eventually("the end of the console", seen: { terminal.screen.description }) { !terminal.isAlive }
  }

  @Test func `lines are remembered, for their owner alone, as many as are wanted`() throws {
    try Sandbox.with { sandbox in
      try sandbox.home.appending(".config/simmer").makeDirectory()
      try sandbox.home.appending(".config/simmer/config.toml").write("console_history = 3\n")
      let file = sandbox.store.appending("console_history")
      var terminal = try open(sandbox)
      for line in ["!echo one", "!echo two", "!echo two", " !echo secret", "!echo three", "!echo four"] {
        try enter(line, terminal)
      }
      try terminal.wait(for: "\nfour")
      #expect(try sandbox.run("stat", "-c", "%a", file.string).stdout == "600\n")
      // A console that is killed has lost nothing.
      kill(terminal.pid, SIGKILL)
      try eventually("the end of the console") { !terminal.isAlive }
      #expect(
        file.lines.filter { !$0.hasPrefix("#") } == ["!echo one", "!echo two", "!echo three", "!echo four"])
      terminal = try open(sandbox)
      try terminal.press(.up, .up)
      try terminal.wait(for: "!echo three")
      try terminal.press(.enter)
      try terminal.wait(for: "\nthree")
      try leave(terminal)
      #expect(file.lines.filter { !$0.hasPrefix("#") } == ["!echo three", "!echo four", "!echo three"])
    }
  }

  @Test func `the user's inputrc holds, with a part for simmer, and the keys of vi`() throws {
    try Sandbox.with { sandbox in
      try sandbox.home.appending(".inputrc").write(
        """
        set editing-mode vi
        $if simmer
        "\\C-t": "!echo bound\\C-m"
        $endif
        $if other
        "\\C-t": "wrong"
        $endif

        """)
      let terminal = try open(sandbox)
      try terminal.press(.ctrl("t"))
      try terminal.wait(for: "\nbound")
      try terminal.type("!echo abcd")
      try terminal.press(.escape)
      try terminal.type("0wcwprintf '%s.'")
      try terminal.press(.enter)
      try terminal.wait(for: "abcd.")
      try leave(terminal)
    }
  }

  @Test func `a search that a key combination brought along does not outlive the line`() throws {
    try Sandbox.with { sandbox in
      try sandbox.home.appending(".inputrc").write("set editing-mode vi\n")
      let terminal = try open(sandbox)
      // The first half of a paste's beginning: what it belongs to is known with Enter only, and Ctrl+R comes right behind it.
      try terminal.send(Array("!echo one\u{1b}[200\r\u{12}".utf8))
      try terminal.wait(for: "\none")
      try enter("!echo two", terminal)
      try terminal.wait(for: "\ntwo")
      try leave(terminal)
    }
  }

  @Test func `what can be undone belongs to one line, wherever in the history one goes`() throws {
    try Sandbox.with { sandbox in
      // What is freed twice is found out at once.
      let terminal = try open(sandbox, with: ["MALLOC_PERTURB_": "165"])
      for word in ["one", "two", "three"] {
        try enter("!echo \(word)", terminal)
        try terminal.wait(for: "\n\(word)")
      }
      try terminal.send(Array("\u{1b}[A\u{1b}[5~\u{1b}[B".utf8))
      try terminal.press(.ctrl("c"))
      try terminal.wait(for: "^C")
      try terminal.press(.ctrl("p"), .ctrl("c"))
      try enter("!echo four", terminal)
      try terminal.wait(for: "\nfour")
      // A line that was changed is as it was changed when one comes back to it, and can be undone where it is changed.
      try terminal.press(.up)
      try terminal.type("ty")
      try terminal.press(.up, .ctrl("n"))
      try terminal.type("two")
      try terminal.press(.ctrl("_"))
      try terminal.press(.enter)
      try terminal.wait(for: "\nfourty")
      try leave(terminal)
    }
  }

  @Test func `half a character hangs no command of vi`() throws {
    try Sandbox.with { sandbox in
      try sandbox.home.appending(".inputrc").write("set editing-mode vi\n")
      let terminal = try open(sandbox)
      let half: [UInt8] = [0xe8, 0xa1]
      let toEndOfWord = Array("\u{1b}0e".utf8)
      try terminal.send(Array("a ".utf8) + half + toEndOfWord + Array("a".utf8) + half + toEndOfWord)
      try terminal.wait(for: "\u{fffd}\u{fffd}")
      try terminal.press(.ctrl("c"))
      try enter("!echo one", terminal)
      try terminal.wait(for: "\none")
      try leave(terminal)
    }
  }

  @Test func `a key combination that is none is given up, whatever came before it`() throws {
    try Sandbox.with { sandbox in
      let terminal = try open(sandbox)
      // Ctrl+R, Ctrl+X and what goes on with it to nothing; and the search, which knows its key.
      for keys in ["\u{12}\u{18}\r", "\u{12}\u{18})", "\u{12}\u{18}\u{1b}[1;"] {
        try terminal.send(Array(keys.utf8))
      }
      try terminal.press(.ctrl("c"))
      for word in ["one", "two"] {
        try enter("!echo \(word)", terminal)
        try terminal.wait(for: "\n\(word)")
      }
      try terminal.press(.ctrl("r"))
      try terminal.type("echo")
      try terminal.wait(for: ": !echo two")
      try terminal.press(.ctrl("r"))
      try terminal.wait(for: ": !echo one")
      try terminal.press(.ctrl("g"))
      try leave(terminal)
    }
  }

  @Test func `a pasted text is one entry, of which each line is run`() throws {
    try Sandbox.with { sandbox in
      let terminal = try open(sandbox)
      try terminal.paste("!echo one\nrun -- 'echo a\necho b'\n!echo tw''o")
      try terminal.wait(for: "tw''o")
      #expect(!terminal.screen.lines.contains("one"))
      try terminal.press(.enter)
      try terminal.wait(for: "\ntwo")
      #expect(terminal.screen.lines.contains("one"))
      _ = try sandbox.simmer("wait", "1")
      #expect(try sandbox.simmer("output", "1").stdout == "a\nb\n")
    }
  }

  @Test func `a terminal that cannot move its cursor will do`() throws {
    try Sandbox.with { sandbox in
      let terminal = try open(sandbox, with: ["TERM": "dumb"])
      try enter("run -- 'read x; exit 3'", terminal)
      try terminal.wait(for: "1 simmer>")
      try terminal.type("!echo unfinished")
      try terminal.wait(for: "unfinished")
      _ = try sandbox.simmer("answer", "1", "go")
      try terminal.wait(for: "[1] failed with exit 3")
      try terminal.press(.enter)
      try terminal.wait(for: "\nunfinished")
      try leave(terminal)
    }
  }

  @Test func `a store that vanishes is told of, and the console goes on`() throws {
    try Sandbox.with { sandbox in
      let terminal = try open(sandbox)
      try terminal.type("run -- 'sle")
      try terminal.wait(for: "'sle")
      sandbox.store.removeAll()
      try terminal.wait(for: "is gone; the next task that is started makes a new one")
      try enter("ep 1000'", terminal)
      try terminal.wait(for: "●1 simmer>")
      #expect(sandbox.tasks == ["1"])
    }
  }

  @Test(.enabled(if: CostTests.tracing, "strace may not trace here"))
  func `a console that nobody uses does nothing`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--", "sleep", "1000")
      let terminal = try open(sandbox)
      let trace = sandbox.file("trace")
      let tracer = try Terminal(sandbox, running: ["strace", "-o", trace.string, "-p", "\(terminal.pid)"])
      try tracer.wait(for: "attached")
      _ = try sandbox.run("sleep", "3")
      // The call in which it was found is all.
      #expect(trace.lines.count <= 1, "\(trace.lines)")
      try terminal.type("x")
      try eventually("a call for a key") { trace.lines.count > 1 }
      try tracer.press(.ctrl("c"))
      try tracer.wait(for: "detached")
    }
  }

  @Test func `a task is attached to and let go, and a signal takes the console away without a trace`() throws
  {
    try Sandbox.with { sandbox in
      let shell = try Terminal(sandbox, running: ["bash", "--norc", "--noprofile"], with: ["PS1": "$ "])
      try enter("stty -g > before; simmer console", shell)
      try shell.wait(for: "simmer>")
      try enter("run -- 'echo hello; exec cat'", shell)
      try enter("a 1", shell)
      try shell.wait(for: "hello")
      try enter("typed", shell)
      try shell.wait(for: "typed")
      try shell.press(.ctrl("b"))
      try shell.wait(for: "detached")
      try enter("!kill -TERM $PPID", shell)
      try shell.wait(for: "Terminated")
      try enter("stty -g > after; echo done", shell)
      try shell.wait(for: "\ndone")
      #expect(sandbox.file("work/before").text == sandbox.file("work/after").text)
    }
  }

  @Test func `the list opens in the console, and Ctrl+Z gives the shell back`() throws {
    try Sandbox.with { sandbox in
      let shell = try Terminal(
        sandbox, running: ["bash", "--norc", "--noprofile", "-i"], with: ["PS1": "$ "])
      try enter("simmer console", shell)
      try shell.wait(for: "simmer>")
      try enter("/bashes", shell)
      try shell.wait(for: "no tasks")
      try shell.type("q")
      try shell.type("!echo kep")
      try shell.wait(for: "!echo kep")
      try shell.press(.ctrl("z"))
      try shell.wait(for: "Stopped")
      try enter("fg", shell)
      try shell.type("t")
      try shell.press(.enter)
      try shell.wait(for: "\nkept")
    }
  }
}
