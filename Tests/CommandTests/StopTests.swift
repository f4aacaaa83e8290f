// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `simmer stop`: "stopped" is said when it is true.
struct StopTests {
  @Test func `stop ends the whole tree`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--", "sleep 1001 & (setsid sleep 1002 &) ; (sleep 1003 | sleep 1004) & nohup sleep 1005 & sleep 1006"
      )
      func sleeping() -> Int {
        RunningProcess.carrying(sandbox.root.string).count { $0.command.hasPrefix("sleep 100") }
      }
      try eventually("six processes") { sleeping() == 6 }
      let result = try sandbox.simmer("stop", "1")
      #expect(result.code == 0)
      #expect(result.stdout.hasPrefix("[1] stopped"))
      #expect(sleeping() == 0)
      let row = try sandbox.row()
      #expect(row.state == "killed")
      #expect(row.stopped_by == "user")
      #expect(row.survivors == 0)
      #expect(sandbox.file("store/live").entries == [])
    }
  }

  @Test func `what ignores the polite signal is killed after the grace`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "trap '' TERM; echo ready; while :; do sleep 1; done")
      try eventually("the trap") { try sandbox.simmer("output", "1").stdout == "ready\n" }
      let result = try sandbox.simmer("stop", "1", "--grace", "0.3")
      #expect(result.code == 0)
      #expect(result.seconds >= 0.3)
      #expect(try sandbox.row().signal == "SIGKILL")
    }
  }

  @Test func `the signal is a choice`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "trap 'echo interrupted; exit 7' INT; echo ready; while :; do sleep 0.05; done")
      try eventually("the trap") { try sandbox.simmer("output", "1").stdout == "ready\n" }
      #expect(try sandbox.simmer("stop", "1", "--signal", "INT").code == 0)
      let row = try sandbox.row()
      #expect(row.state == "killed")
      #expect(row.code == 7)
      #expect(try sandbox.simmer("output", "1").stdout.contains("interrupted"))
      expectRefusal(try sandbox.simmer("stop", "1", "--signal", "NONSENSE"), 2)
    }
  }

  @Test func `a stopped process is ended as well`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "sleep 1000")
      kill(try sandbox.row().pid, SIGSTOP)
      #expect(try sandbox.simmer("stop", "1", "--grace", "1").code == 0)
      #expect(try sandbox.row().state == "killed")
    }
  }

  @Test func `stop says what had ended, and knows labels and beginnings`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "true")
      _ = try sandbox.end()
      let ended = try sandbox.simmer("stop", "1")
      #expect(ended.code == 0)
      #expect(ended.stdout.contains("ended before"))
      try sandbox.start("--label", "web", "--", "sleep 1000")
      try sandbox.start("--", "sleep 1001")
      try sandbox.start("--", "sleep 1002")
      #expect(try sandbox.simmer("stop", "web").stdout == "[2] stopped web\n")
      #expect(try sandbox.simmer("stop", "%sleep 1001").stdout == "[3] stopped sleep 1001\n")
      try sandbox.start("--", "sleep 1002")
      let ambiguous = try sandbox.simmer("stop", "%sleep 1002")
      expectRefusal(ambiguous, 2, saying: "4")
      #expect(ambiguous.stderr.contains("5"))
      #expect(try sandbox.simmer("stop", "--all", "--json").code == 0)
      #expect(try sandbox.rows.allSatisfy { $0.state != "running" })
      #expect(try sandbox.simmer("stop", "--all").stdout == "no task is running\n")
    }
  }

  @Test func `several at once are stopped, and an unknown one stops none`() throws {
    try Sandbox.with { sandbox in
      for _ in 1...3 { try sandbox.start("--", "sleep 1000") }
      #expect(try sandbox.simmer("stop", "1", "99").code == 1)
      #expect(try sandbox.simmer("stop", "2", "3").code == 0)
      #expect(try sandbox.rows.filter { $0.state == "killed" }.map(\.id).suffix(2) == [2, 3])
    }
  }

  @Test func `a stranger that has the number of a dead task lives`() throws {
    try Sandbox.with { sandbox in
      sandbox.expectedStrays = ["sleep 1000", "sleep 2000"]
      try sandbox.start("--", "sleep 1000")
      let task = try sandbox.row().pid
      let supervisor = try #require(RunningProcess(task)).parent
      try sandbox.killKeepers()
      kill(task, SIGKILL)
      try eventually("their end") { !RunningProcess.isAlive(task) && !RunningProcess.isAlive(supervisor) }

      let stranger = pid_t(
        try sandbox.script("setsid sleep 2000 >/dev/null 2>&1 </dev/null & echo $!").stdout.dropLast())!
      let status = sandbox.file("store/tasks/1/status")
      let forged = status.text!.replacing(" \(task) ", with: " \(stranger) ").replacing(
        " \(supervisor) ", with: " \(stranger) ")
      try status.write(forged)
      #expect(try sandbox.row().state == "lost")
      _ = try sandbox.simmer("stop", "1")
      _ = try sandbox.simmer("reap", "--max-age", "0")
      _ = try sandbox.simmer("stop", "--all")
      #expect(RunningProcess.isAlive(stranger))
    }
  }

  /// Whether a process may choose the numbers of others in a namespace of its own (proc_sys_kernel(5), ns_last_pid).
  private static let maySetNumbers =
    (try? Command(
      ["/usr/bin/unshare", "-pf", "--mount-proc", "/bin/sh", "-c", "echo 50 >/proc/sys/kernel/ns_last_pid"],
      environment: [:]
    ).run().code) == 0

  @Test(.enabled(if: maySetNumbers, "a namespace of its own for process numbers"))
  func `a stranger that got the very numbers of a lost task lives`() throws {
    try Sandbox.with { sandbox in
      sandbox.expectedStrays = ["sleep 2000", "sleep 3000"]
      let script = """
        simmer run -- 'sleep 1000' >/dev/null
        status=$SIMMER_HOME/tasks/1/status
        read -r _ s _ < <(grep ^supervisor $status); read -r _ l _ < <(grep ^leader $status)
        h=$(awk '{print $4}' /proc/$s/stat)
        kill -STOP $h; kill -9 $s $h $l
        while [ -e /proc/$s ] || [ -e /proc/$h ] || [ -e /proc/$l ]; do read -t 0.02 _ <> <(:); done
        echo $((s - 1)) >/proc/sys/kernel/ns_last_pid; sleep 2000 & [ $! = $s ] || echo "no $s but $!"
        echo $((l - 1)) >/proc/sys/kernel/ns_last_pid; sleep 3000 & [ $! = $l ] || echo "no $l but $!"
        simmer status 1 --json | grep -c '"state" : "lost"'
        simmer stop 1; simmer stop --all; simmer extend 1 5; simmer pause 1; simmer reap --max-age 0 | cut -c1-8
        kill -0 $s && kill -0 $l && echo alive
        kill $s $l
        """
      let result = try sandbox.run("unshare", "-pf", "--mount-proc", "/bin/bash", "-c", script)
      #expect(
        result.lines == ["1", "[1] had ended before: sleep 1000", "no task is running", "[1] lost", "alive"],
        "\(result)")
    }
  }

  @Test func `many that stop a task at once, and one that is about to end, harm nothing`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--",
        "trap '' TERM; (setsid sh -c 'trap \"\" TERM; sleep 1001 & sleep 1002' &); echo up; while :; do sleep 1003; done"
      )
      try eventually("the tree") {
        Set(RunningProcess.carrying(sandbox.root.string).map(\.command)).isSuperset(of: [
          "sleep 1001", "sleep 1002", "sleep 1003",
        ])
      }
      let all = try sandbox.script("for i in 1 2 3 4 5 6; do simmer stop 1 --grace 0.$i & done; wait")
      #expect(
        all.lines.count == 6
          && all.lines.allSatisfy { $0.hasPrefix("[1] stopped") || $0.hasPrefix("[1] had ended") }, "\(all)")
      #expect(try sandbox.row().stopped_by == "user")
      // As they end.
      let ending = try sandbox.script(
        "for i in 1 2 3 4; do id=$(simmer run -- 'sleep 0.0'$i'; exit 0'); simmer stop $id >>out & simmer stop $id >>out & done; wait; wc -l <out"
      )
      #expect(ending.code == 0 && ending.stdout == "8\n" && ending.stderr == "", "\(ending)")
      #expect(try sandbox.rows.allSatisfy { ["killed", "completed"].contains($0.state) })
      #expect(!RunningProcess.carrying(sandbox.root.string).contains { $0.command.hasPrefix("sleep") })
    }
  }
}
