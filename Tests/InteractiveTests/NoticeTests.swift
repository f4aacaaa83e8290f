// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The outcome of a task is told before a prompt of the shell that started it, once.
struct NoticeTests {
  struct Ending: Sendable, CustomTestStringConvertible {
    let script: String
    let says: String
    let shows: [String]
    var testDescription: String { script }
  }

  static let endings = [
    Ending(script: "exit 0", says: "[1] completed after", shows: []),
    Ending(
      script: "echo first; echo last words; exit 3", says: "[1] failed with exit 3 after",
      shows: ["first", "last words"]),
    Ending(script: "echo bang >&2; kill -SEGV $$", says: "[1] failed by SIGSEGV after", shows: ["bang"]),
    Ending(script: "kill -KILL $$", says: "[1] failed by SIGKILL after", shows: []),
  ]

  @Test(arguments: Shell.allCases, endings)
  func `the end of a task is told once, with its last words when it failed`(shell: Shell, ending: Ending)
    throws
  {
    try Sandbox.with(shell) { session in
      let gate = try Gate(session, then: ending.script)
      #expect(try session.run("echo quiet").output == ["quiet"])
      try gate.open()
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(session.notices().count == 1)
      #expect(session.notices()[0].hasPrefix(ending.says), "\(session.notices())")
      #expect(session.notices()[0].hasSuffix(": npm run dev"), "\(session.notices())")
      for text in ending.shows { #expect(session.screen.lines.contains("    " + text), "\(session.screen)") }
      if ending.says.contains("completed") { #expect(!session.screen.contains("npm is up")) }
      for _ in 1...3 { #expect(try session.run("").output == []) }
      #expect(session.notices().count == 1)
      #expect(try session.run("true").badge == "")
      #expect(session.sandbox.file("store/done").entries == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a task that its watchdog ends is told of`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("simmer run --label web --timeout 0.005 -- 'echo up; sleep 1000'")
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(session.notices()[0].hasPrefix("[1] timed out after"))
      #expect(session.notices()[0].hasSuffix(": web"))
      #expect(session.screen.lines.contains("    up"))
      #expect(try session.run("").output == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `a task that was stopped elsewhere is told of where it was started`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let other = try Session(session.sandbox, shell)
      try session.run("npm run dev")
      #expect(try other.run("simmer stop 1").status == 0)
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(session.notices()[0].hasPrefix("[1] stopped"))
      for _ in 1...2 { try other.run("") }
      #expect(other.notices().isEmpty)
      #expect(session.notices().count == 1)
    }
  }

  @Test(arguments: Shell.allCases)
  func `only the shell that started it is told`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let other = try Session(session.sandbox, shell)
      let gate = try Gate(session, then: "exit 3")
      try gate.open()
      try other.enterUntil("the record") { !session.sandbox.file("store/done").entries.isEmpty }
      for _ in 1...3 { try other.run("") }
      #expect(other.notices().isEmpty, "\(other.screen)")
      try session.enterUntil("the notice") { session.notices().count == 1 }
    }
  }

  @Test(arguments: Shell.allCases)
  func `a shell that is gone leaves its notices to another`(shell: Shell) throws {
    try Sandbox.with(shell) { other in
      let sandbox = other.sandbox
      let session = try Session(sandbox, shell)
      let gate = try Gate(session, then: "echo last words; exit 3")
      kill(session.pid, SIGKILL)
      try eventually("the end of the shell") { !session.terminal.isAlive }
      try gate.open()
      try other.enterUntil("the notice") { !other.notices().isEmpty }
      #expect(other.notices()[0].hasPrefix("[1] failed with exit 3"))
      #expect(other.screen.lines.contains("    last words"))
      let third = try Session(sandbox, shell)
      for session in [other, third] { for _ in 1...2 { try session.run("") } }
      #expect(other.notices().count == 1)
      #expect(third.notices().isEmpty)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a notice waits for the next shell when none is there`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let session = try Session(sandbox, shell)
      let gate = try Gate(session, then: "exit 3")
      session.terminal.close()
      try gate.open()
      try eventually("the record") { !sandbox.file("store/done").entries.isEmpty }
      let next = try Session(sandbox, shell)
      try next.enterUntil("the notice") { next.notices().count == 1 }
    }
  }

  @Test(arguments: Shell.allCases)
  func `the notices of two shells are told once however they race`(shell: Shell) throws {
    try Sandbox.with(shell) { first in
      let sandbox = first.sandbox
      let second = try Session(sandbox, shell)
      for _ in 1...10 { #expect(try sandbox.simmer("run", "--", "false").code == 0) }
      try eventually("the records") { sandbox.file("store/done").entries.count == 10 }
      // A helper that was late is not asked again for a minute.
      try eventually("an empty done/", within: 120) {
        for session in [first, second] { try session.terminal.press(.enter) }
        return sandbox.file("store/done").entries.isEmpty
      }
      try first.run("")
      try second.run("")
      for id in 1...10 { #expect(first.notices(of: id).count + second.notices(of: id).count == 1, "\(id)") }
    }
  }

  @Test(arguments: Shell.allCases)
  func `control characters of a task do nothing to the terminal`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("echo still here")
      let hostile =
        #"printf "\033]0;owned\007\033[2J\033[Hbefore\rafter \233 \202 end\n\033[31mred\n"; exit 3"#
      let gate = try Gate(session, then: hostile)
      try gate.open()
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(session.screen.contains("still here"), "\(session.screen)")
      #expect(session.screen.contains("end"), "\(session.screen)")
      #expect(session.terminal.title != "owned")
      #expect(session.screen.contains("red"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `control characters of a line do nothing to the terminal`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.paste("npm run dev -- '\u{1b}]0;owned\u{7}\u{1b}[2J' end")
      try session.terminal.wait(for: "end")
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.last?.hasPrefix("[1] npm run dev") == true, "\(outcome)")
      #expect(try session.sandbox.simmer("stop", "1").code == 0)
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(session.screen.prompts.first?.number == 1, "\(session.screen)")
      #expect(session.terminal.title != "owned")
    }
  }

  @Test(arguments: Shell.allCases)
  func `the status of a line survives a notice`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let gate = try Gate(session, then: "exit 3")
      try gate.open()
      try eventually("the record") { !session.sandbox.file("store/done").entries.isEmpty }
      #expect(try session.run("(exit 7)").status == 7)
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(try session.output(of: "echo $?") == "7")
    }
  }

  @Test func `zsh tells above a prompt at which nobody types, and what is typed there stays`() throws {
    try Sandbox.with(.zsh, .init(before: "unset SIMMER_ASYNC")) { session in
      _ = try session.sandbox.run("mkfifo", "gate")
      try session.run("simmer run -- 'read x <gate; exit 3'")
      try session.terminal.type("echo half")
      try session.terminal.wait(for: "echo half")
      _ = try session.sandbox.script("echo >gate")
      try session.terminal.wait(for: "[1] failed with exit 3 after")
      try session.terminal.type(" done")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the output") { $0.lines.contains("half done") ? () : nil }
      #expect(session.notices().count == 1)
      #expect(try session.run("true").badge == "")
    }
  }

  @Test func `zsh leaves news for the next prompt where that is wanted`() throws {
    try Sandbox.with(.zsh, .init(before: "SIMMER_ASYNC=off")) { session in
      _ = try session.sandbox.run("mkfifo", "gate")
      try session.run("simmer run -- 'read x <gate; exit 3'")
      _ = try session.sandbox.script("echo >gate; simmer wait 1")
      #expect(session.notices() == [])
      try session.enterUntil("the notice") { !session.notices().isEmpty }
    }
  }
}

extension Gate {
  /// Starts the task `npm run dev` in `session`; at the gate it waits, and then it runs `script`.
  init(_ session: Session, then script: String) throws {
    try self.init(in: session.sandbox)
    try session.sandbox.file("script").write(script + "\n")
    try session.run(#"export TEST_TASK='read -r _ <"$SANDBOX/gate"; . "$SANDBOX/script"'"#)
    let started = try session.run("npm run dev")
    #expect(started.output.first?.hasPrefix("[1] ") == true, "\(started)")
  }
}
