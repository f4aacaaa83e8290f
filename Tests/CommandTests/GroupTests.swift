// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

private enum UnifiedGroups {
  /// Where they are mounted, if one can be made there and killed.
  static let place: FilePath? = {
    guard geteuid() == 0 else { return nil }
    for place in ["/sys/fs/cgroup/unified", "/sys/fs/cgroup"] {
      let probe = FilePath(place).appending("simmer-test-\(getpid())")
      guard FilePath(place).appending("cgroup.procs").exists, mkdir(probe.string, 0o755) == 0 else {
        continue
      }
      defer { rmdir(probe.string) }
      if probe.appending("cgroup.kill").exists { return FilePath(place) }
    }
    return nil
  }()
}

/// Control groups of version 2, on the real thing: a task whose limits are asked for has one that is killed as a whole.
@Suite(.enabled(if: UnifiedGroups.place != nil, "a group of version 2 can be made"))
struct GroupTests {
  /// The group of a task that is killed as a whole.
  private func tree(of id: Int, in sandbox: Sandbox) throws -> FilePath {
    let line = sandbox.file("store/tasks/\(id)/launch").lines.first { $0.hasPrefix("tree ") }
    return FilePath(String(try #require(line).dropFirst("tree ".count)))
  }

  @Test func `a task that breeds faster than it can be looked at is stopped at once`() throws {
    try Sandbox.with { sandbox in
      // Each is replaced by another session before it can be found: only its group holds them together.
      let script = sandbox.file("work/breeder")
      try script.write("trap '' TERM\nsetsid bash \"$0\" >/dev/null 2>&1 &\nsleep 0.02\n")
      try sandbox.start("--memory", "1G", "--", "bash \(script) & exec sleep 1000")
      let group = try tree(of: 1, in: sandbox)
      try eventually("a generation") { (group.appending("cgroup.procs").lines.count) > 1 }
      let result = try sandbox.simmer("stop", "1", "--grace", "0")
      #expect(result.code == 0, "\(result)")
      #expect(!RunningProcess.all.contains { $0.command.contains(script.string) })
      try eventually("the end of \(group)") { !group.exists }
    }
  }

  @Test func `what a lost task has left anywhere is found by its group`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--memory", "1G", "--", "setsid sleep 1001 & setsid sh -c 'sleep 1002 & exec sleep 0' & sleep 1000")
      let group = try tree(of: 1, in: sandbox)
      func members() -> [String] {
        group.appending("cgroup.procs").lines.compactMap { pid_t($0).flatMap(RunningProcess.init)?.command }
          .filter { $0.hasPrefix("sleep 1") }.sorted()
      }
      try eventually("its processes") { members() == ["sleep 1000", "sleep 1001", "sleep 1002"] }
      try sandbox.killKeepers()
      try eventually("the hangup") { members() == ["sleep 1001", "sleep 1002"] }
      #expect(try sandbox.row().state == "lost")
      #expect(try sandbox.simmer("stop", "1").stdout.hasPrefix("[1] stopped"))
      #expect(members() == [])
      try eventually("the end of \(group)") { !group.exists }
    }
  }

  /// Whether another user reaches this build.
  private static let anotherMayRun =
    (try? Command(
      ["/usr/bin/setpriv", "--reuid=4321", "--clear-groups", Repository.simmer.string, "--version"],
      environment: [:]
    ).run().code) == 0

  @Test(.enabled(if: anotherMayRun, "another user reaches this build"))
  func `a user finds the group that was delegated to him`() throws {
    try Sandbox.with { sandbox in
      let slice = try #require(UnifiedGroups.place).appending("simmer-slice-\(getpid())")
      defer { rmdir(slice.string) }
      let result = try sandbox.script(
        """
        chmod 711 $SANDBOX $SANDBOX/bin .; mkdir -m 777 u
        mkdir \(slice) \(slice)/shell; chown -R 4321 \(slice)
        echo 0 >\(slice)/shell/cgroup.procs
        cd u; export SIMMER_HOME=$PWD/s HOME=$PWD
        as="setpriv --reuid=4321 --clear-groups"
        $as simmer run --memory 1G -- sleep 1000 2>/dev/null
        group=$(sed -n 's/^tree //p' s/tasks/1/launch); echo "${group%/*}"
        grep -c . $group/cgroup.procs
        $as simmer stop 1 >/dev/null; echo $?
        echo 0 >\(slice)/../cgroup.procs
        until rmdir \(slice)/shell 2>/dev/null; do sleep 0.02; done
        """)
      #expect(result.lines == ["1", "\(slice)/shell", "1", "0"], "\(result)")
    }
  }
}
