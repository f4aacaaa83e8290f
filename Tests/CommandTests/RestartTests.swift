// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `restart` and `ensure`: the same task again, or the one that is there.
struct RestartTests {
  @Test func `a running task is started again with its label, directory, environment and options`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/web").makeDirectory()
      let line = "printf '%s %s %s\\n' \"$FRUIT\" \"$PWD\" \"$SIMMER_TASK\"; sleep 1000"
      _ = try sandbox.simmer(
        "run", "--label", "web", "--cwd", "web", "--timeout", "30", "--idle-timeout", "20", "--nice", "3",
        "--", line,
        with: ["FRUIT": "quince"])
      try eventually("its output") { try sandbox.row().stdout_bytes > 0 }
      #expect(try sandbox.simmer("restart", "web").stdout == "2\n")
      #expect(try sandbox.row(1).state == "killed")
      let row = try sandbox.row(2)
      #expect((row.label, row.timeout, row.idle_timeout) == ("web", 30, 20))
      #expect((row.command, row.directory) == (line, sandbox.file("work/web").string))
      try eventually("its output") { try sandbox.row(2).stdout_bytes > 0 }
      #expect(try sandbox.simmer("output", "2", "--raw").stdout == "quince \(sandbox.file("work/web")) 2\n")
      let niceness = (FilePath("/proc/\(row.pid)/stat").text ?? "").split(separator: ") ").last?.split(
        separator: " ")
      #expect(niceness?[16] == "3")
    }
  }

  @Test func `a task that has ended, or was lost, is started again`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "echo", "two words", "$HOME")
      _ = try sandbox.end()
      #expect(try sandbox.simmer("restart", "1", "--json").stdout == "{\"id\":2,\"was\":1}\n")
      _ = try sandbox.end(of: 2)
      #expect(try sandbox.simmer("output", "2", "--raw").stdout == "two words $HOME\n")
      try sandbox.file("work/gone").makeDirectory()
      try sandbox.start("--cwd", "gone", "--", "sleep 1000")
      sandbox.file("work/gone").removeAll()
      expectRefusal(try sandbox.simmer("restart", "3"), 3, saying: "its directory is gone")
      #expect(try sandbox.row(3).state == "running")
      expectRefusal(try sandbox.simmer("restart", "9"), 1)
    }
  }

  @Test func `a task that fails is started again until it does not, in the same task`() throws {
    try Sandbox.with { sandbox in
      let line =
        "stty raw -echo; echo run $(echo x >>runs; wc -l <runs); [ $(wc -l <runs) -ge 2 ] || { sleep 1000 & exit 4; }"
      try sandbox.start("--restart", "on-failure", "--ready", "run", "--", line)
      let row = try sandbox.end()
      #expect((row.state, row.code, row.restarts) == ("completed", 0, 1))
      let output = try sandbox.simmer("output", "1", "--raw").stdout
      #expect(output == "run 1\n[simmer: ended with exit 4, is started again in 1s]\nrun 2\n")
    }
  }

  @Test func `a limit is kept, a stop is final, and what cannot be started ends as it ended`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--restart", "on-failure:1", "--", "exit 6")
      try sandbox.start("--restart", "always", "--", "exec sleep 1000")
      try sandbox.start("--restart", "always", "--", "true")
      try sandbox.bin.appending("once").writeProgram("#!/bin/sh\nrm \"$0\"\nexit 9\n")
      try sandbox.start("--restart", "on-failure", "--", "once", "and for all")
      let first = try sandbox.end()
      #expect((first.state, first.code, first.restarts) == ("failed", 6, 1))
      #expect(try sandbox.simmer("stop", "2").code == 0)
      #expect(try sandbox.row(2).state == "killed")
      try eventually("some restarts") { try sandbox.row(3).restarts > 0 }
      // In between two runs, perhaps.
      #expect(try sandbox.simmer("stop", "3").code == 0)
      #expect(try sandbox.row(3).state == "killed")
      let last = try sandbox.end(of: 4)
      #expect((last.state, last.code, last.restarts) == ("failed", 9, 0))
      for policy in ["never", "on-failure:0", "on-failure:x", ""] {
        expectRefusal(
          try sandbox.simmer("run", "--restart", policy, "--", "true"), 2, saying: "--restart wants")
      }
    }
  }

  @Test func `ensure starts what is not there, and finds what is, by label and directory`() throws {
    try Sandbox.with { sandbox in
      func ensure(_ more: String...) throws -> Command.Result {
        try sandbox.simmer(["ensure", "--label", "web"] + more + ["--", "sleep 1000"])
      }
      // All at once: one of them starts it.
      let script = "for i in 1 2 3 4 5; do simmer ensure --label web -- 'sleep 1000' & done; wait"
      #expect(try sandbox.script(script).lines == ["1", "1", "1", "1", "1"])
      #expect(try ensure("--json").stdout.contains("\"started\" : false"))
      try sandbox.file("work/other").makeDirectory()
      #expect(try ensure("--cwd", "other").stdout == "2\n")
      #expect(try ensure("--cwd", "other/../other").stdout == "2\n")
      let changed = try sandbox.simmer("ensure", "--label", "web", "--", "sleep 2000")
      #expect(changed.stdout == "1\n")
      #expect(changed.stderr == "simmer: [1] runs another command: sleep 1000\n")
      #expect(try sandbox.simmer("stop", "1").code == 0)
      #expect(try ensure("--json").stdout.contains("\"started\" : true"))
      #expect(try sandbox.row(3).directory == sandbox.work.string)
      expectRefusal(try sandbox.simmer("ensure", "--", "true"), 2, saying: "--label")
      expectRefusal(try sandbox.simmer("run", "--nice", "20", "--", "true"), 2, saying: "--nice")
    }
  }
}
