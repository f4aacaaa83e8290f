// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// What is concluded from the kernel's counters of processes that it killed for want of memory.
struct MemoryKillsTests {
  /// Counters as a machine has them, in files of a test.
  private func kills(_ files: [(path: String, text: String)]) throws -> MemoryKills {
    var found = MemoryKills(onMachine: nil, inGroup: nil)
    try FilePath.withTemporaryDirectory { root in
      for (path, text) in files {
        var place = root
        for name in path.split(separator: "/").dropLast() {
          place.append(String(name))
          if !place.exists { try place.makeDirectory() }
        }
        try root.appending(path).create(Array(text.utf8))
      }
      found = MemoryKills(root: root.string)
    }
    return found
  }

  @Test func `the counters are found in both versions of control groups`() throws {
    let vmstat = (path: "proc/vmstat", text: "oom_killer 9\npgfault 12\noom_kill 13\n")
    let one = try kills([
      vmstat, ("proc/self/cgroup", "9:cpu:/\n4:memory:/jobs/7\n0::/\n"),
      ("sys/fs/cgroup/memory/jobs/7/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n"),
    ])
    #expect(one == MemoryKills(onMachine: 13, inGroup: 2))
    let two = try kills([
      vmstat, ("proc/self/cgroup", "0::/user.slice/app.scope\n"),
      ("sys/fs/cgroup/user.slice/app.scope/memory.events", "oom 4\noom_kill 3\n"),
    ])
    #expect(two == MemoryKills(onMachine: 13, inGroup: 3))
    #expect(try kills([]) == MemoryKills(onMachine: nil, inGroup: nil))
  }

  @Test func `only a kill that somebody counted where the task ran explains its end`() {
    let before = MemoryKills(onMachine: 5, inGroup: 1), gigabyte = 1 << 30
    func explains(_ exit: Exit?, _ after: MemoryKills, peak: Int, since: MemoryKills = before) -> Bool {
      after.explain(exit, peak: peak, since: since, memory: 16 * gigabyte)
    }
    let inGroup = MemoryKills(onMachine: 6, inGroup: 2), elsewhere = MemoryKills(onMachine: 6, inGroup: 1)
    #expect(explains(.signal(.kill), inGroup, peak: 0))
    #expect(explains(.code(137), inGroup, peak: 0))
    // Killed by somebody else, or somewhere else, or not killed.
    #expect(!explains(.signal(.kill), before, peak: gigabyte))
    #expect(!explains(.signal(.kill), elsewhere, peak: gigabyte))
    #expect(!explains(.signal(.terminate), inGroup, peak: gigabyte))
    #expect(!explains(.code(1), inGroup, peak: gigabyte))
    #expect(!explains(nil, inGroup, peak: gigabyte))
    // Where groups are not counted, it takes a task that is worth killing.
    let machine = MemoryKills(onMachine: 5, inGroup: nil), later = MemoryKills(onMachine: 6, inGroup: nil)
    #expect(explains(.signal(.kill), later, peak: gigabyte, since: machine))
    #expect(!explains(.signal(.kill), later, peak: 50 << 20, since: machine))
    #expect(!explains(.signal(.kill), machine, peak: gigabyte, since: machine))
    #expect(
      !explains(.signal(.kill), later, peak: gigabyte, since: MemoryKills(onMachine: nil, inGroup: nil)))
  }
}
