// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What happens when a shell opens: it is silent, holds nothing up, and clears away what is stale.
struct OpeningTests {
  @Test(arguments: Shell.allCases)
  func `a task whose supervisor died is found to be lost`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("run", "--", "sleep", "1000").code == 0)
      sandbox.expectedStrays = ["sleep 1000"]
      let task = try eventually("the task") {
        RunningProcess.carrying(sandbox.root.string).first { $0.command == "sleep 1000" }
      }
      let holder = try #require(RunningProcess(task.parent)).parent
      kill(holder, SIGSTOP)
      for keeper in [task.parent, holder] { kill(keeper, SIGKILL) }
      #expect(sandbox.file("store/live").entries == ["1"])
      let session = try Session(sandbox, shell)
      try eventually("the clean record") { sandbox.file("store/live").entries.isEmpty }
      #expect(try sandbox.simmer("status", "--all").stdout.contains("lost"))
      #expect(try session.run("true").badge == "")
    }
  }

  @Test(arguments: Shell.allCases)
  func `opening a shell does not wait for the reaper`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("run", "--", "sleep 1000").code == 0)
      // Whoever reads this record waits for a writer.
      let record = sandbox.file("store/tasks/1/status")
      let kept = try #require(record.text)
      record.removeAll()
      let gate = try Gate(in: sandbox, called: "store/tasks/1/status")
      let session = try Session(sandbox, shell)
      #expect(session.screen.lines.count == 1, "\(session.screen)")
      #expect(try session.run("echo here").output == ["here"])
      try gate.giveWay(to: kept)
    }
  }

  @Test(arguments: Shell.allCases)
  func `the first prompt of many shells at once is silent`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      for _ in 1...3 {
        let session = try Session(sandbox, shell)
        #expect(session.screen.lines.count == 1, "\(session.screen)")
      }
    }
  }
}
