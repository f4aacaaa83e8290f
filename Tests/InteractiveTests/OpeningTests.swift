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
      kill(task.parent, SIGKILL)
      #expect(sandbox.file("store/live").entries == ["1"])
      let session = try Session(sandbox, shell)
      try eventually("the clean record") { sandbox.file("store/live").entries.isEmpty }
      #expect(try sandbox.simmer("status", "--all").stdout.contains("lost"))
      #expect(try session.run("true").badge == "")
    }
  }

  @Test(arguments: Shell.allCases)
  func `opening a shell does not wait for what is reaped`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      // A task that ignores the polite signal makes the reaper wait for its grace.
      #expect(try sandbox.simmer("run", "--", "trap '' TERM HUP INT; while :; do sleep 1; done").code == 0)
      let result = try sandbox.run(shell.rawValue, "-c", "\(shell.loading)")
      #expect(result.stdout == "")
      #expect(result.stderr == "")
      #expect(result.seconds < 5)
      #expect(try sandbox.simmer("stop", "1").code == 0)
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
