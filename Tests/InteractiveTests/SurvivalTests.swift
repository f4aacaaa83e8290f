// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A task outlives what it was started from.
struct SurvivalTests {
  enum End: String, CaseIterable, Sendable {
    case exit, windowClosed, shellKilled, terminalKilled
  }

  @Test(arguments: Shell.allCases, End.allCases)
  func `a task survives its shell and terminal`(shell: Shell, end: End) throws {
    try Sandbox.with(shell) { session in
      let sandbox = session.sandbox
      try session.run("export TEST_TASK='while :; do echo tick; sleep 0.05; done'")
      expectTaken(try session.run("npm run dev"))
      try eventually("output") { try sandbox.simmer("output", "1").stdout.contains("tick") }
      switch end {
      case .exit:
        try session.terminal.type("exit")
        try session.terminal.press(.enter)
      case .windowClosed: session.terminal.close()
      case .shellKilled: kill(session.pid, SIGKILL)
      case .terminalKilled: session.terminal.kill()
      }
      try eventually("the end of the shell") { !session.terminal.isAlive }
      let written = try sandbox.simmer("output", "1").stdout.count
      try eventually("more output") { try sandbox.simmer("output", "1").stdout.count > written }
      let status = try sandbox.simmer("status", "--json").stdout
      #expect(status.contains("running"))
      #expect(try sandbox.simmer("stop", "1").code == 0)
    }
  }

  @Test(arguments: Shell.allCases)
  func `keys of the terminal do not reach a task`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      expectTaken(try session.run("npm run dev"))
      try session.sandbox.expectOneTask()
      let start = try session.prompt()
      for key: Key in [.ctrl("c"), .ctrl("z"), .ctrl("\\")] { try session.terminal.press(key) }
      try session.terminal.wait(for: "a fresh prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
      #expect(try session.run("true").badge == "●1 ")
    }
  }
}
