// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct ReaperTests {
  private let day = 86_400_000

  @Test(arguments: [
    (200.0, 120.0, true), (100, 120, false), (500, 0, false), (500, 600, false), (181, 180, true),
  ])
  func `over age is what has run longer than the limit without leave to`(
    age: Double, timeout: Double, isStopped: Bool
  ) throws {
    try Scratch.with { scratch in
      let (_, lock) = try scratch.running(began: Clock.wall - Int(age * 60_000), timeout: timeout)
      defer { lock.shut() }
      let actions = Reaper(scratch.store, dryRun: true).run()
      #expect(actions.map(\.kind) == (isStopped ? [.stopped] : []))
    }
  }

  @Test func `a lost task becomes a notice`() throws {
    try Scratch.with { scratch in
      let (task, lock) = try scratch.running(session: Session("42-99"))
      lock.shut()
      #expect(Reaper(scratch.store).run().map(\.kind) == [.lost])
      #expect(try scratch.store.live.names().isEmpty)
      #expect(try scratch.store.done.names() == ["\(task.id).42-99.lost.0"])
      #expect(Reaper(scratch.store).run().isEmpty)
    }
  }

  @Test func `an end whose live entry stayed behind becomes a notice`() throws {
    try Scratch.with { scratch in
      let (task, lock) = try scratch.running(session: Session("42-99"))
      var status = try #require(task.status)
      (status.state, status.exit, status.ended) = (.failed, .code(3), Clock.wall)
      task.replace(status)
      // Its supervisor is about to do it.
      #expect(Reaper(scratch.store).run().isEmpty)
      #expect(try scratch.store.live.names() == ["\(task.id)"])
      lock.shut()
      #expect(Reaper(scratch.store).run().isEmpty)
      #expect(try scratch.store.live.names().isEmpty)
      #expect(try scratch.store.done.names() == ["\(task.id).42-99.failed.3"])
    }
  }

  @Test func `a stranger that got the number of a lost task's process is not touched`() throws {
    try Scratch.with { scratch in
      // The number is ours, the start time is not: as after the number was used again.
      let me = try #require(ProcessIdentity.current)
      let (task, lock) = try scratch.running(
        leader: ProcessIdentity(pid: me.pid, startTime: me.startTime + 1))
      lock.shut()
      #expect(task.stop(.kill, grace: 0) == .ended)
    }
  }

  @Test func `finished records go when they are a week old, told ones only`() throws {
    try Scratch.with { scratch in
      let old = try scratch.finished(ended: Clock.wall - 8 * day)
      try scratch.finished(ended: Clock.wall - 6 * day)
      try scratch.finished(ended: Clock.wall - 8 * day, notice: true)
      let actions = Reaper(scratch.store).run()
      #expect(actions.map(\.task) == [old.id])
      #expect(scratch.store.allTasks().map(\.task.id.number) == [2, 3])
    }
  }

  @Test func `no more than two hundred finished records stay, the newest`() throws {
    try Scratch.with { scratch in
      for number in 0..<203 { try scratch.finished(ended: Clock.wall - (203 - number) * 1000) }
      #expect(Reaper(scratch.store).run().map(\.task.number).sorted() == [1, 2, 3])
      #expect(scratch.store.allTasks().count == 200)
    }
  }

  @Test func `a dry run changes nothing`() throws {
    try Scratch.with { scratch in
      try scratch.finished(ended: Clock.wall - 8 * day)
      let (_, lock) = try scratch.running()
      lock.shut()
      #expect(Reaper(scratch.store, dryRun: true).run().count == 2)
      #expect(scratch.store.allTasks().count == 2)
      #expect(try scratch.store.live.names() == ["2"])
    }
  }
}
