// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct RecordTests {
  static let identity = ProcessIdentity(pid: 4242, startTime: 987_654_321)

  @Test(arguments: TaskState.allCases) func `a status is read back as it was written`(state: TaskState) throws
  {
    var status = TaskStatus(
      supervisor: Self.identity, leader: ProcessIdentity(pid: 7, startTime: 8), began: 1_763_720_265_123)
    status.state = state
    (status.ended, status.steadyStart, status.deadline) = (1_763_720_270_456, 5000, 7_205_000)
    status.exit = .signal(.terminate)
    status.stoppedBy = "watchdog"
    (status.lostBytes, status.survivors) = (99, 2)
    #expect(TaskStatus(Array(status.text.utf8)) == status)
  }

  @Test func `the largest status fits the space that is reserved for it`() {
    var status = TaskStatus(
      supervisor: ProcessIdentity(pid: .max, startTime: .max),
      leader: ProcessIdentity(pid: .max, startTime: .max), began: .max)
    (status.state, status.ended, status.exit) = (.completed, .max, .code(.max))
    (status.steadyStart, status.deadline) = (.max, .max)
    status.restarts = .max
    (status.stoppedBy, status.lostBytes, status.survivors) = ("watchdog", .max, .max)
    #expect(status.text.utf8.count <= TaskStatus.capacity)
    #expect(status.record.count == TaskStatus.capacity)
    #expect(TaskStatus(status.record) == status)
  }

  @Test(arguments: ["", "state running", "state flying\nsupervisor 1 2\nleader 1 2\nbegan 3\n", "\0\0\0"])
  func `what is no status is not taken for one`(text: String) {
    #expect(TaskStatus(Array(text.utf8)) == nil)
  }

  @Test func `the facts of a launch are read back as they were written`() {
    var facts = LaunchFacts(shell: "/bin/zsh")
    (facts.streams, facts.timeout, facts.origin) = (.split, 0.5, "shell")
    (facts.session, facts.idleTimeout) = (Session(shell: Self.identity), 2.5)
    facts.ready = .match("Local: +http")
    (facts.nice, facts.restart, facts.hadState) = (5, .onFailure(3), true)
    facts.size = TerminalSize(columns: 120, rows: 40)
    #expect(LaunchFacts(Array(facts.text.utf8)) == facts)
  }

  @Test func `the name of a notice holds the whole outcome`() throws {
    let name = NoticeName(task: TaskID(17), session: Session(shell: Self.identity), state: .failed, code: 137)
    #expect(name.text == "17.4242-987654321.failed.137")
    #expect(NoticeName(name.text) == name)
    #expect(NoticeName(NoticeName(task: TaskID(1), session: nil, state: .lost, code: 0).text)?.session == nil)
  }

  @Test(arguments: [
    "", "17", "17.none.failed", "x.none.failed.1", "17.none.flying.1", "17.none.failed.x",
    "17.none.failed.1.2",
  ])
  func `what is no notice is passed over`(name: String) {
    #expect(NoticeName(name) == nil)
  }

  @Test(arguments: ["../../etc", "0", "-1", "1.5", "", " 1", "1 ", "1/2", "99999999999999999999", "１"])
  func `an id is plain digits and never a path`(text: String) {
    #expect(TaskID(text) == nil)
  }
}
