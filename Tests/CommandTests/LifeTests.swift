// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `wait`, the watchdog, `reap` and `cleanup`: how tasks end and are forgotten.
struct LifeTests {
  @Test func `wait returns the code of the task`() throws {
    try Sandbox.with { sandbox in
      for (id, (script, code)) in [
        ("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -KILL $$", 137),
      ].enumerated() {
        try sandbox.start("--", script)
        #expect(try sandbox.simmer("wait", "\(id + 1)").code == Int32(code), "\(script)")
      }
      try sandbox.start("--", "sleep 1000")
      let result = try sandbox.simmer("wait", "5", "--timeout", "0.2")
      #expect(result.code == 124)
      #expect(try sandbox.row(5).state == "running")
      #expect(try sandbox.simmer("wait", "1", "2").code == 7)
    }
  }

  @Test func `several can wait for one task`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--", "read -r code <gate; exit $code")
      let script = "for i in 1 2 3 4 5; do { simmer wait 1; echo $?; } & done; echo 9 >gate; wait"
      #expect(try sandbox.script(script).lines == ["9", "9", "9", "9", "9"])
    }
  }

  @Test func `the watchdog ends a task that runs too long`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--timeout", "0.005", "--", "sleep 1000 & sleep 1001")
      let row = try sandbox.end()
      #expect(row.state == "timeout")
      #expect(row.stopped_by == "watchdog")
      #expect(row.timeout == 0.005)
      #expect(RunningProcess.carrying(sandbox.root.string).allSatisfy { !$0.command.hasPrefix("sleep 100") })
      try sandbox.start("--timeout", "0", "--", "sleep 1000")
      #expect(try sandbox.row(2).auto_kill == nil)
      try sandbox.start("--", "sleep 1000")
      #expect(try sandbox.row(3).timeout == 120)
      #expect((7_100_000...7_200_000).contains(try sandbox.row(3).auto_kill ?? 0))
    }
  }

  @Test func `a task that prints nothing for too long is ended, one that prints is not`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--idle-timeout", "0.02", "--", "while :; do echo tick; sleep 0.1; done")
      try sandbox.start("--idle-timeout", "0.005", "--", "echo hello; sleep 1000")
      let row = try sandbox.end(of: 2)
      #expect((row.state, row.stopped_by, row.idle_timeout) == ("timeout", "idle", 0.005))
      #expect(try sandbox.simmer("status", "2").stdout.contains("timed out without output"))
      #expect(try sandbox.row(1).state == "running")
      expectRefusal(
        try sandbox.simmer("run", "--idle-timeout", "-1", "--", "true"), 2, saying: "--idle-timeout")
    }
  }

  @Test func `what is about to be stopped is told of, and can be given more time`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--timeout", "5.005", "--", "sleep 1000")
      try eventually("the warning") { sandbox.file("store/done").entries == ["1.none.expiring.0"] }
      #expect(try sandbox.row().expiry == "EXPIRING in 4m")
      #expect(try sandbox.simmer("status").stdout.contains("EXPIRING in 4m"))
      let told = try sandbox.simmer("extend", "1", "60")
      #expect(told.stdout == "[1] is stopped in 1h 4m: sleep 1000\n", "\(told)")
      #expect(sandbox.file("store/done").entries == [])
      #expect(try sandbox.row().expiry == nil)
      #expect((3_800_000...3_900_000).contains(try sandbox.row().auto_kill ?? 0))
      #expect(try sandbox.simmer("extend", "1", "1h 30m", "--json").stdout.contains("\"auto_kill\""))
      try sandbox.start("--timeout", "0", "--", "sleep 1000")
      expectRefusal(try sandbox.simmer("extend", "2", "5"), 1, saying: "it has no timeout")
      try sandbox.start("--", "true")
      _ = try sandbox.end(of: 3)
      expectRefusal(try sandbox.simmer("extend", "3", "5"), 1, saying: "it has ended")
      for minutes in ["0", "-5", "soon", "1e300"] {
        expectRefusal(try sandbox.simmer("extend", "1", minutes == "-5" ? "--" : minutes, minutes), 2)
      }
    }
  }

  @Test func `a warning is shown once, with what to do`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--timeout", "5.005", "--", "sleep 1000")
      try eventually("the warning") { sandbox.file("store/done").entries == ["1.none.expiring.0"] }
      let notice = try sandbox.simmer("notices", "--session", "1-1").stdout
      #expect(notice == "[1] EXPIRING in 4m    (simmer extend 1 60): sleep 1000\n")
      #expect(try sandbox.simmer("notices", "--session", "1-1").stdout == "")
    }
  }

  @Test func `reap stops what is over age, spares the rest, and first says so`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "sleep 1000")
      try sandbox.start("--timeout", "0", "--", "sleep 1000")
      try sandbox.start("--timeout", "500", "--", "sleep 1000")
      #expect(try sandbox.simmer("reap").stdout == "nothing to reap\n")
      for id in 1...3 { try age(sandbox, id, minutes: 181) }
      #expect(try sandbox.simmer("reap", "--max-age", "200").stdout == "nothing to reap\n")
      let said = try sandbox.simmer("reap", "--dry-run")
      #expect(said.lines.count == 3)
      #expect(said.stdout.hasPrefix("[1] would be stopped: sleep 1000"))
      #expect(said.lines[1] == "[2] stays: sleep 1000 (it has no timeout)")
      #expect(said.lines[2] == "[3] stays: sleep 1000 (it may run for 8h 20m)")
      #expect(try sandbox.rows.allSatisfy { $0.state == "running" })
      let done = try sandbox.simmer("reap", "--json")
      #expect(done.code == 0)
      #expect(done.stdout.contains("\"action\" : \"stopped\""))
      #expect(try sandbox.row(1).state == "killed")
      #expect(try sandbox.row(1).stopped_by == "reaper")
      #expect(try sandbox.row(2).state == "running")
      #expect(try sandbox.row(3).state == "running")
    }
  }

  /// Makes a running task look as if it had begun earlier.
  private func age(_ sandbox: Sandbox, _ id: Int, minutes: Int) throws {
    let status = sandbox.file("store/tasks/\(id)/status")
    let lines = status.lines.map { line in
      let parts = line.split(separator: " ")
      guard ["began", "steady", "deadline"].contains(parts.first), let time = Int(parts[1]) else {
        return line
      }
      return "\(parts[0]) \(time - minutes * 60_000)"
    }
    try status.write(lines.joined(separator: "\n") + "\n")
  }

  @Test func `a task whose supervisor died is lost, and its rest is ended`() throws {
    try Sandbox.with { sandbox in
      sandbox.expectedStrays = ["sleep 1000"]
      try sandbox.start("--", "sleep 1000")
      try sandbox.killKeepers()
      try eventually("the loss") { try sandbox.row().state == "lost" }
      #expect(try sandbox.simmer("reap").stdout.hasPrefix("[1] lost"))
      #expect(sandbox.file("store/live").entries == [])
      #expect(sandbox.file("store/done").entries.count == 1)
      #expect(try sandbox.simmer("wait", "1").code == 3)
      #expect(try sandbox.simmer("reap").stdout == "nothing to reap\n")
    }
  }

  @Test func `cleanup removes what has ended and nothing else`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("cleanup").stdout == "nothing to remove\n")
      for command in ["true", "false", "sleep 1000"] { try sandbox.start("--", command) }
      _ = try sandbox.end(of: 1)
      _ = try sandbox.end(of: 2)
      #expect(try sandbox.simmer("cleanup").stdout == "removed 2 finished tasks\n")
      #expect(try sandbox.rows.map(\.id) == [3])
      #expect(sandbox.file("store/tasks").entries == ["3"])
      #expect(sandbox.file("store/done").entries == [])
      #expect(try sandbox.start("--", "true") == 4)
    }
  }

  @Test func `old records are pruned, those that nobody was told of are not`() throws {
    try Sandbox.with { sandbox in
      let script = "for i in {1..210}; do simmer run -- true >/dev/null; done; simmer wait $(seq 210)"
      #expect(try sandbox.script(script, deadline: 120).code == 0)
      _ = try sandbox.simmer("reap")
      #expect(sandbox.file("store/tasks").entries.count == 210)
      for name in sandbox.file("store/done").entries { sandbox.file("store/done/\(name)").removeAll() }
      #expect(try sandbox.simmer("reap").lines.count == 10)
      #expect(sandbox.file("store/tasks").entries.count == 200)
      #expect(!sandbox.file("store/tasks/1").exists)
    }
  }
}
