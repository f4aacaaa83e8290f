// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a task may take, how many there may be, and what its output is searched for.
struct LimitTests {
  /// Takes as many megabytes as its argument says, says so, and stays.
  private static let hungry =
    "import sys, time; x = bytearray(int(sys.argv[1]) << 20); print('has it', flush=True); time.sleep(1000)"

  /// Starts a task that wants `megabytes`, held to `limit`.
  private func start(_ sandbox: Sandbox, _ limit: String, wants megabytes: Int) throws -> Command.Result {
    try sandbox.simmer("run", "--memory", limit, "--", "python3", "-c", Self.hungry, "\(megabytes)")
  }

  @Test func `a task gets no more memory than it may, and whoever holds it to that is on record`() throws {
    try Sandbox.with { sandbox in
      let said = try start(sandbox, "64M", wants: 200)
      #expect(said.code == 0)
      let row = try sandbox.end()
      #expect(row.state == "failed")
      #expect(row.memory_limit == 64 << 20)
      let status = try sandbox.simmer("status").stdout
      // The kernel ends what a group has too much of; a process by itself is told that there is no more.
      if row.memory_held_by == "cgroup" {
        #expect((row.out_of_memory, row.signal) == (true, "SIGKILL"))
        #expect(status.contains("out of memory"))
        #expect(said.stderr == "")
      } else {
        #expect((row.memory_held_by, row.out_of_memory) == ("process", false))
        #expect(said.stderr.contains("each of its processes by itself"))
      }
      _ = try start(sandbox, "1G", wants: 20)
      try eventually("its memory") { try sandbox.row(2).memory ?? 0 > 20 << 20 }
      #expect(try sandbox.simmer("output", "2").stdout.contains("has it"))
    }
  }

  @Test(.enabled(if: geteuid() == 0 && FilePath("/sys/fs/cgroup").exists))
  func `the groups of a task go with it`() throws {
    try Sandbox.with { sandbox in
      let said = try sandbox.simmer("run", "--memory", "64M", "--cpu", "0.5", "--", "sleep 1000")
      #expect(said.code == 0)
      let groups = (sandbox.store.appending("tasks/1/launch").text ?? "").split(separator: "\n")
        .filter { $0.contains("-by /") }.map { FilePath(String($0.split(separator: " ")[1])) }
      let pid = try sandbox.row().pid
      for group in groups { #expect((group.appending("cgroup.procs").text ?? "").contains("\(pid)")) }
      #expect(try sandbox.simmer("stop", "1").code == 0)
      for group in groups { try eventually("the end of \(group)") { !group.exists } }
      expectRefusal(try sandbox.simmer("run", "--memory", "64M", "--", "/nowhere/at", "all"), 3)
      let left = groups.flatMap { $0.removingLastComponent().entries }.filter {
        $0.hasPrefix(groups[0].lastComponent!.string.dropLast(1))
      }
      #expect(left == [])
    }
  }

  /// A group of memory around a task, of which nobody has told simmer.
  private static let memoryGroups =
    FilePath("/sys/fs/cgroup/memory/memory.limit_in_bytes").exists && geteuid() == 0

  @Test(.enabled(if: memoryGroups, "a group of memory can be made"))
  func `a task that the kernel kills for want of memory is told as that, as far as it can be known`() throws {
    try Sandbox.with { sandbox in
      let here =
        (FilePath("/proc/self/cgroup").text ?? "").split(separator: "\n")
        .first { $0.contains(":memory:") }?.split(separator: ":").last.map(String.init) ?? "/"
      try sandbox.file("work/hungry").write(Self.hungry)
      let group = "/sys/fs/cgroup/memory\(here)/simmer-test-\(getpid())"
      let result = try sandbox.script(
        """
        mkdir \(group) && echo 96M >\(group)/memory.limit_in_bytes || exit 9
        echo 0 >\(group)/cgroup.procs
        simmer run -- python3 hungry 300
        simmer wait 1 >/dev/null
        simmer run -- 'kill -KILL $$'
        simmer wait 2 >/dev/null
        for pid in $(cat \(group)/cgroup.procs); do echo $pid >\(group)/../cgroup.procs; done
        rmdir \(group)
        """)
      #expect(result.lines == ["1", "2"], "\(result)")
      let row = try sandbox.end()
      #expect((row.state, row.signal, row.stopped_by) == ("failed", "SIGKILL", nil))
      #expect((row.out_of_memory, row.maybe_out_of_memory) == (false, true), "\(row)")
      #expect(row.peak_memory ?? 0 > 32 << 20, "\(row)")
      #expect(try sandbox.simmer("status").stdout.contains("killed, probably out of memory"))
      // One that was killed otherwise is not.
      let other = try sandbox.end(of: 2)
      #expect((other.signal, other.maybe_out_of_memory) == ("SIGKILL", false), "\(other)")
    }
  }

  @Test func `a limit that is none is refused`() throws {
    try Sandbox.with { sandbox in
      for (option, value) in [
        ("--memory", "2"), ("--memory", "lots"), ("--memory", "-1G"), ("--cpu", "0"), ("--cpu", "nan"),
        ("--max-tasks", "-1"), ("--alert", "("), ("--alert", ""),
      ] {
        expectRefusal(try sandbox.simmer("run", "\(option)=\(value)", "--", "true"), 2, saying: option)
      }
      #expect(sandbox.store.appending("tasks/1").exists == false)
    }
  }

  @Test func `when as many tasks run as may, no other starts, and they are named`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--label", "web", "--", "sleep 1000")
      try sandbox.start("--max-tasks", "2", "--", "sleep 1001")
      let refused = try sandbox.simmer("run", "--max-tasks", "2", "--", "true")
      expectRefusal(refused, 4, saying: "1 (web), 2 (sleep 1001)")
      try sandbox.home.appending(".config/simmer").makeDirectory()
      try sandbox.home.appending(".config/simmer/config.toml").write("max_tasks = 2\n")
      expectRefusal(try sandbox.simmer("run", "--", "true"), 4, saying: "max_tasks")
      #expect(try sandbox.simmer("run", "--max-tasks", "0", "--", "sleep 1002").code == 0)
      _ = try sandbox.simmer("stop", "1", "2")
      try sandbox.start("--", "true")
    }
  }

  @Test func `of several that start at once no more do than may`() throws {
    try Sandbox.with { sandbox in
      let script =
        "for i in 1 2 3 4 5 6; do simmer run --max-tasks 2 -- 'sleep 1000' 2>/dev/null & done; wait"
      let ids = try sandbox.script(script).lines
      #expect(ids.count == 2)
    }
  }

  @Test func `a line that is asked for is told of once per burst, cleaned`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      let line =
        "echo fine; printf '\\033[31merror\\033[0m one\\033]0;evil\\007\\n'; read x <gate; echo Failed two; echo error three; sleep 1000"
      try sandbox.start("--alert", "error", "--alert", "failed", "--", line)
      try eventually("the alert") { sandbox.file("store/done").entries == ["1.none.alert.0"] }
      #expect(try sandbox.row().alert?.line == "error one")
      let told = try sandbox.simmer("notices", "--session", "1-0").stdout
      #expect(told.hasPrefix("[1] alert: error one: "), "\(told)")
      _ = try sandbox.script("echo >gate")
      try eventually("the others") { try sandbox.row().alert?.count == 3 }
      #expect(try sandbox.row().alert?.line == "error three")
      #expect(sandbox.file("store/done").entries == [])
      #expect(try sandbox.simmer("restart", "1").code == 0)
      try eventually("the alert of the new one") {
        sandbox.file("store/done").entries.contains("2.none.alert.0")
      }
    }
  }
}
