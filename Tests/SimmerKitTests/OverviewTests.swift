// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct OverviewTests {
  @Test func `what runs comes first, then what is new and the last that ended; the rest is counted`() throws {
    try Scratch.with { scratch in
      let (_, lock) = try scratch.running()
      defer { lock.shut() }
      try scratch.finished(notice: true)
      for _ in 1...5 { try scratch.finished() }
      let overview = Overview(of: scratch.store, recent: 2)
      #expect(overview.running.map(\.task.id.number) == [1])
      #expect(overview.ended.map(\.task.id.number) == [2, 6, 7])
      #expect(overview.hidden == 3)
      let all = Overview(of: scratch.store, recent: nil)
      #expect(all.ended.map(\.task.id.number) == [2, 3, 4, 5, 6, 7])
      #expect(all.hidden == 0)
    }
  }

  @Test func `a lost task is among the ended ones`() throws {
    try Scratch.with { scratch in
      try scratch.running().lock.shut()
      for _ in 1...3 { try scratch.finished() }
      #expect(Overview(of: scratch.store, recent: 1).ended.map(\.status.state) == [.lost, .completed])
    }
  }
}
