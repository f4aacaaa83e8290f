// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct ProcessTests {
  @Test func `a process is known by its start time too`() throws {
    let me = try #require(ProcessIdentity.current)
    #expect(me.isRunning)
    let impostor = ProcessIdentity(pid: me.pid, startTime: me.startTime + 1)
    #expect(!impostor.isRunning)
    // Would end the test run if it were sent.
    #expect(!impostor.send(.kill))
  }

  @Test func `a number that nobody has is nobody`() {
    #expect(ProcessIdentity(runningAs: Int32.max) == nil)
    #expect(!ProcessIdentity(pid: Int32.max, startTime: 1).send(.kill))
  }

  @Test func `the tree of a process holds its children`() throws {
    let me = try #require(ProcessIdentity.current)
    #expect(ProcessTree.descendants(of: 1).contains(me) || ProcessTree.descendants(of: 0).contains(me))
  }

  @Test func `a session without a start time lives while its number does`() {
    #expect(Session(shell: ProcessIdentity(pid: ProcessIdentity.current!.pid, startTime: 0)).isAlive)
    #expect(!Session(shell: ProcessIdentity(pid: Int32.max, startTime: 0)).isAlive)
  }

  @Test func `nobody counts as one who cannot be killed before he was`() {
    // Its time was over before it could be looked at.
    var stop = StopInProgress(StopRequest(signal: .terminate, grace: -60_000, by: "user"))
    guard case .waiting = stop.advance([ProcessIdentity(pid: Int32.max, startTime: 1)]) else {
      Issue.record("given up")
      return
    }
  }

  @Test func `stopping what is gone is over at once`() {
    var stop = StopInProgress(StopRequest(signal: .terminate, by: "user"))
    guard case .over(let survivors) = stop.advance([]) else {
      Issue.record("still waiting")
      return
    }
    #expect(survivors.isEmpty)
  }
}
