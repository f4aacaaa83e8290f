// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// Launches in which a system call fails: each is refused without a trace, or runs to an end that is on record.
struct FaultTests {
  private static let strace = FilePath("/usr/bin/strace")

  @Test(
    .enabled(if: strace.exists, "strace injects the faults"),
    arguments: Table.rows("Tests/CommandTests/Cases/injections.tsv"))
  func `a system call that fails costs no truth`(row: [String]) throws {
    var table = FaultTable("\(row[0]): \(row[1])")
    try Sandbox.with { sandbox in
      for time in row[2].split(separator: " ") {
        let place = "\(row[0]) \(row[1]) \(time)"
        let result = try sandbox.run(
          Self.strace.string, "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(row[0])", "-e",
          "inject=\(row[0]):error=\(row[1]):when=\(time)", sandbox.bin.appending("simmer").string, "run",
          "--ready",
          "up", "--", "echo up; exit 3")
        if row[3] == "!", time == row[2].split(separator: " ")[0] { #expect(result.code == 3, "\(place)") }
        // The loader's own calls come first.
        if result.stderr.contains("error while loading shared libraries") { continue }
        let rows = try sandbox.rows
        guard result.code == 0, let id = Int(result.stdout.dropLast()) else {
          #expect(result.stderr.hasPrefix("simmer: cannot "), "\(place): \(result)")
          #expect(rows.allSatisfy { $0.state != "running" }, "\(place): \(rows)")
          table.add("launch", place, lost: "the launch, refused")
          continue
        }
        let end = try sandbox.end(of: id)
        // The shell of the task may have met the fault too.
        #expect(["failed", "completed"].contains(end.state), "\(place): \(end)")
        #expect(end.code != nil || end.signal != nil, "\(place): \(end)")
        table.add("launch", place, lost: end.code == 3 ? "nothing" : "what the task was told")
      }
      // Where the entry in live/ could not become a notice, it does now.
      try eventually("an empty live", seen: { row.joined(separator: " ") }) {
        try sandbox.simmer("reap").code == 0 && sandbox.file("store/live").entries == []
      }
      #expect(try sandbox.simmer("cleanup").code == 0)
      #expect(try sandbox.rows.isEmpty)
    }
    table.print()
  }
}
