// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Tasks while the world around them is hostile: full disks, lost directories, other users, jumping clocks.
struct ConditionTests {
  /// Whether a user namespace can be had in which file systems can be mounted.
  private static let mayMount =
    (try? Command(
      ["/usr/bin/unshare", "-rm", "/bin/mount", "-t", "tmpfs", "none", "/mnt"], environment: [:]
    ).run().code) == 0

  /// Whether another user reaches this build.
  private static let anotherMayRun =
    (try? Command(
      ["/usr/bin/setpriv", "--reuid=4321", "--clear-groups", Repository.simmer.string, "--version"],
      environment: [:]
    ).run().code) == 0

  @Test func `whatever happens around a task, its record is true`() throws {
    var table = FaultTable("conditions")
    for row in Table.rows("Tests/CommandTests/Cases/conditions.tsv") {
      let (name, needs) = (row[0], row[1])
      guard needs != "mounts" || Self.mayMount, needs != "root" || getuid() == 0,
        needs != "another" || Self.anotherMayRun
      else {
        table.add("task", name, struck: false, lost: "not permitted here")
        continue
      }
      try Sandbox.with { sandbox in
        sandbox.expectedStrays = ["sleep 1000"]
        try sandbox.store.makeDirectory()
        for gate in ["gate", "last"] { mkfifo(sandbox.file("work/" + gate).string, 0o600) }
        let result =
          try needs == "mounts"
          ? sandbox.run("unshare", "-rm", "/bin/bash", "-c", row[2]) : sandbox.script(row[2])
        #expect(result.stdout == row[3] + "\n", "\(name): \(result)")
        table.add("task", name, lost: row[4])
      }
    }
    table.print()
  }
}
