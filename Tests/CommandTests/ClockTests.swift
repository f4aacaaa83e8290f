// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What the clocks of a machine do that sleeps, or whose time is set: injected, as `SIMMER_TEST_CLOCK` says.
struct ClockTests {
  private static let hour = 3_600_000

  /// A sandbox with clocks that `set` moves: that of the wall, and the one that stands still in sleep.
  private func withClocks(
    _ body: (Sandbox, _ set: (_ wall: Int, _ steady: Int) throws -> Void) throws -> Void
  )
    throws
  {
    try Sandbox.with { sandbox in
      let file = sandbox.file("clock")
      sandbox.environment["SIMMER_TEST_CLOCK"] = file.string
      try body(sandbox) { wall, steady in
        try sandbox.file("clock.new").write("\(wall) \(steady)\n")
        _ = try sandbox.run("mv", sandbox.file("clock.new").string, file.string)
        // Whoever sleeps looks at its clocks when somebody asks for something.
        _ = try sandbox.simmer("wait", "1", "--timeout", "0.01s")
      }
    }
  }

  @Test func `a night with the lid closed takes nothing of the time of a task`() throws {
    try withClocks { sandbox, set in
      try set(0, 0)
      try sandbox.start("--timeout", "60", "--", "sleep 1000")
      try set(9 * Self.hour, 0)
      let row = try sandbox.row()
      #expect(row.state == "running" && row.expiry == nil, "\(row)")
      #expect(row.auto_kill ?? 0 > Self.hour - 60_000 && row.duration ?? Self.hour < 60_000, "\(row)")
      // Nor does the reaper count it.
      #expect(try sandbox.simmer("reap", "--max-age", "90").code == 0)
      #expect(try sandbox.row().state == "running")
      #expect(try sandbox.simmer("stop", "1").code == 0)
      #expect(try sandbox.row().duration ?? Self.hour < 60_000)
    }
  }

  @Test func `the time that a machine was awake is the time of its tasks`() throws {
    try withClocks { sandbox, set in
      try set(0, 0)
      try sandbox.start("--timeout", "60", "--", "sleep 1000")
      try set(0, Self.hour - 200_000)
      try eventually("the warning") { sandbox.file("store/done").entries == ["1.none.expiring.0"] }
      #expect(try sandbox.row().expiry?.hasPrefix("EXPIRING in 3m") == true)
      try set(0, Self.hour + 1000)
      let end = try sandbox.end()
      #expect((end.state, end.stopped_by) == ("timeout", "watchdog"))
      #expect((Self.hour...Self.hour + 60_000).contains(end.duration ?? 0), "\(end)")
    }
  }

  @Test func `a wall clock that is set back changes no duration`() throws {
    try withClocks { sandbox, set in
      try set(0, 0)
      let gate = try Gate(in: sandbox)
      try sandbox.start("--", "read x <\(gate.path); exit 3")
      try set(-48 * Self.hour, 0)
      try gate.open()
      let end = try sandbox.end()
      #expect(end.code == 3 && (0..<60_000).contains(end.duration ?? -1), "\(end)")
      #expect(end.ended ?? 0 >= end.began)
    }
  }
}
