// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// kill -9 of the processes that keep a task, in the middle of each thing they do.
struct KillTests {
  private static let strace = FilePath("/usr/bin/strace")

  /// Does what `body` does to task 1 once the call that kills its supervisor is armed; true when it struck.
  private func killing(_ calls: String, _ which: String, in sandbox: Sandbox, _ body: () throws -> Void)
    throws -> Bool
  {
    let supervisor = try sandbox.keepers().supervisor
    let script = """
      exec \(Self.strace) -qq -o /dev/null -p \(supervisor) -e trace=\(calls) -e inject=\(calls):signal=KILL:when=\(which) >/dev/null 2>&1 &
      """
    _ = try sandbox.script(script)
    try eventually("the trap") {
      FilePath("/proc/\(supervisor)/status").lines.contains {
        $0.hasPrefix("TracerPid:") && !$0.hasSuffix("\t0")
      }
    }
    try body()
    let struck = !RunningProcess.isAlive(supervisor)
    return struck
  }

  @Test(.enabled(if: strace.exists, "strace kills"))
  func `a supervisor that is killed at any step costs a task nothing`() throws {
    var table = FaultTable("kill -9 of the supervisor")
    for row in Table.rows("Tests/CommandTests/Cases/kills.tsv") {
      try Sandbox.with { sandbox in
        let gate = try Gate(in: sandbox), last = try Gate(in: sandbox, called: "last")
        try sandbox.start(
          "--label", "task", "--",
          """
          echo begin; read x <\(gate.path)
          case $x in print) seq 20000;; ready) echo ready on http://localhost:1;; ask) stty -echo; read y;; esac
          [ "$x" = end ] || read x <\(last.path)
          echo end; exit 3
          """)
        let struck = try killing(row[1], row[2], in: sandbox) {
          if row[3] != "stop" { try gate.open(row[3]) }
          switch row[3] {
          case "stop":
            let result = try sandbox.simmer("stop", "1")
            #expect(result.code == 0, "\(row): \(result)")
          case "ask":
            try eventually("the question") { try sandbox.row().flag == "waiting" }
            #expect(try sandbox.simmer("stop", "1").code == 0)
          case "ready":
            try eventually("readiness") { try sandbox.row().ready != nil }
            try last.open()
          case "end": break
          default: try last.open()
          }
          _ = try sandbox.end()
        }
        let task = try sandbox.row()
        let log = sandbox.file("store/tasks/1/stdout").text ?? ""
        if row[3] == "stop" || row[3] == "ask" {
          #expect((task.state, task.stopped_by) == ("killed", "user"), "\(row): \(task)")
          #expect(log == "begin\n", "\(row)")
        } else {
          #expect((task.state, task.code) == ("failed", 3), "\(row): \(task)")
          let printed =
            row[3] == "print"
            ? (1...20000).map { "\($0)\n" }.joined()
            : row[3] == "ready" ? "ready on http://localhost:1\n" : ""
          #expect(log == "begin\n\(printed)end\n", "\(row)")
          // The end is told, once.
          try eventually("the notice") { sandbox.file("store/live").entries == [] }
          let told = sandbox.file("store/done").entries.filter { !$0.contains(".ready.") }
          #expect(told == ["1.none.failed.3"], "\(row)")
        }
        try eventually("an end of all that kept it") { RunningProcess.carrying(sandbox.root.string).isEmpty }
        #expect(try sandbox.simmer("cleanup").code == 0)
        table.add(row[0], "\(row[1]) \(row[2])", struck: struck, lost: "nothing")
      }
    }
    #expect(table.struck * 3 >= table.count * 2, "most of the kills strike")
    table.print()
  }

  @Test(.enabled(if: strace.exists, "strace kills"))
  func `a launch in which anything is killed leaves the truth behind`() throws {
    var table = FaultTable("kill -9 in a launch")
    for row in Table.rows("Tests/CommandTests/Cases/launch-kills.tsv") {
      try Sandbox.with { sandbox in
        sandbox.expectedStrays = ["sleep 1000"]
        for which in row[1].split(separator: " ") {
          let result = try sandbox.run(
            "timeout", "50", Self.strace.string, "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(row[0])",
            "-e",
            "inject=\(row[0]):signal=KILL:when=\(which)", sandbox.bin.appending("simmer").string, "run", "--",
            "echo up; exit 3")
          // Whoever was to be told is gone, or a successor is at work.
          try eventually(
            "an end", seen: { "\(row) \(which): \(RunningProcess.carrying(sandbox.root.string))" }
          ) {
            RunningProcess.carrying(sandbox.root.string).isEmpty
          }
          let rows = try sandbox.rows
          for task in rows {
            switch task.state {
            case "failed": #expect(task.code == 3 || task.signal != nil, "\(row) \(which): \(task)")
            case "lost": break
            default: Issue.record("\(row) \(which): \(task)")
            }
          }
          let what =
            rows.first?.state == "failed"
            ? "nothing" : rows.isEmpty ? "the launch, refused" : "the end, said so"
          if result.code != 0, result.code != 137 {
            #expect(result.stderr.hasPrefix("simmer: cannot "), "\(row): \(result)")
          }
          table.add(
            "launch", "\(row[0]) \(which)", struck: result.code != 0 || rows.first?.code != 3, lost: what)
          _ = try sandbox.simmer("reap")
          #expect(sandbox.file("store/live").entries == [], "\(row) \(which)")
          #expect(try sandbox.simmer("cleanup").code == 0)
          #expect(try sandbox.rows.isEmpty)
        }
      }
    }
    table.print()
  }

  @Test func `a holder that is killed hangs the task up, and its end is known`() throws {
    var table = FaultTable("kill -9 of the holder")
    try Sandbox.with { sandbox in
      let gate = try Gate(in: sandbox)
      try sandbox.start("--", "sleep 1000")
      kill(try sandbox.keepers().holder, SIGKILL)
      let end = try sandbox.end()
      #expect((end.state, end.signal, end.hung_up) == ("failed", "SIGHUP", true))
      #expect(try sandbox.simmer("status", "1").stdout.contains("hung up: its holder was killed"))
      table.add("hold", "SIGKILL of the holder", lost: "the task, hung up, which is said")
      // Who does not mind that goes on, captured.
      try sandbox.start("--", "trap '' HUP; echo up; read x <\(gate.path); echo $x; exit 4")
      try sandbox.expect("store/tasks/2/stdout", holds: "up\n")
      let holder = try sandbox.keepers(of: 2).holder
      kill(holder, SIGKILL)
      try eventually("a holder that is gone") { !RunningProcess.isAlive(holder) }
      try gate.open("on")
      let second = try sandbox.end(of: 2)
      #expect((second.code, second.hung_up) == (4, true))
      #expect(sandbox.file("store/tasks/2/stdout").text == "up\non\n")
      table.add("hold", "the same, for one that ignores SIGHUP", lost: "nothing")
      // One that was taken over has nobody above it, and is none that was hung up.
      let last = try Gate(in: sandbox, called: "last")
      try sandbox.start("--", "read x <\(last.path); exit 5")
      kill(try sandbox.keepers(of: 3).supervisor, SIGKILL)
      try eventually("the takeover") { try sandbox.row(3).takeovers == 1 }
      try last.open()
      let third = try sandbox.end(of: 3)
      #expect((third.code, third.hung_up) == (5, false))
    }
    table.print()
  }

  @Test func `who waits and who looks on finds the one that took over`() throws {
    try Sandbox.with { sandbox in
      let gate = try Gate(in: sandbox)
      try sandbox.start("--timeout", "60", "--", "echo one; read x <\(gate.path); echo two; exit 5")
      let supervisor = try sandbox.keepers().supervisor
      let script = """
        simmer wait 1 & wait=$!
        simmer wait 1 --for match:two & match=$!
        simmer output 1 --follow & follow=$!
        until [ $(ls /proc/\(supervisor)/fd | wc -l) -gt 10 ]; do sleep 0.05; done
        kill -9 \(supervisor)
        simmer extend 1 30 >/dev/null || echo "no extension"
        echo go >\(gate.path)
        wait $match; echo $?; wait $wait; echo $?; wait $follow
        """
      let result = try sandbox.script(script)
      #expect(result.lines.filter { $0 == "two" }.count >= 1, "\(result)")
      #expect(result.lines.contains("5") && result.lines.contains("0"), "\(result)")
      #expect(!result.stdout.contains("no extension"), "\(result)")
      #expect(try sandbox.row().code == 5)
      // What was to come of it after that came as if nothing had happened.
      #expect(try sandbox.row().takeovers == 1)
      #expect(
        try sandbox.simmer("status", "1").stdout.contains("1: its supervisor was killed and replaced\n"))
    }
  }

  @Test func `the watchdog and the restarts go on after a takeover`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--timeout", "0.05", "--", "sleep 1000")
      kill(try sandbox.keepers().supervisor, SIGKILL)
      #expect(try sandbox.end().stopped_by == "watchdog")
      try sandbox.start("--restart", "on-failure:2", "--", "echo run; exit 6")
      try eventually("the first run") { sandbox.file("store/tasks/2/stdout").lines.count == 2 }
      let supervisor = try #require(
        RunningProcess.carrying(sandbox.root.string).first {
          $0.command.contains("echo run") && $0.pid != $0.session && $0.command.contains("simmer")
        })
      kill(supervisor.pid, SIGKILL)
      let end = try sandbox.end(of: 2)
      #expect((end.state, end.code, end.restarts) == ("failed", 6, 2))
    }
  }

  @Test func `a task that was lost is offered and starts again`() throws {
    try Sandbox.with { sandbox in
      sandbox.expectedStrays = ["sleep 1000"]
      try sandbox.start("--label", "web", "--", "sleep 1000")
      try sandbox.killKeepers()
      try eventually("the loss") { try sandbox.row().state == "lost" }
      #expect(try sandbox.simmer("status", "--all").stdout.contains("simmer restart 1"))
      _ = try sandbox.simmer("reap")
      let notice = try sandbox.simmer("notices", "--session", "1-1").stdout
      #expect(notice.contains("simmer restart 1"), "\(notice)")
      #expect(try sandbox.simmer("restart", "web").code == 0)
      let again = try sandbox.row(2)
      #expect((again.state, again.label, again.command) == ("running", "web", "sleep 1000"))
    }
  }
}
