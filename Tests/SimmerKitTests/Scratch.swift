// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// A store of its own for one test, removed at its end.
struct Scratch {
  let store: Store

  static func with(_ body: (Scratch) throws -> Void) throws {
    try FilePath.withTemporaryDirectory { root in
      try body(Scratch(store: try Store(at: root.appending("store"))))
    }
  }

  /// A finished task, as a supervisor would have left it.
  @discardableResult func finished(
    _ command: String = "true", state: TaskState = .completed, exit: Exit = .code(0), ended: Int = Clock.wall,
    session: Session? = nil, notice: Bool = false
  ) throws -> TaskDirectory {
    let (task, lock) = try running(command, session: session)
    defer { lock.shut() }
    var status = try #require(task.status)
    (status.state, status.exit, status.ended) = (state, exit, ended)
    task.finish(status, notifying: notice ? .some(session) : nil)
    return task
  }

  /// A task that is on record as running; `lock` stands for its supervisor as long as it is open.
  func running(
    _ command: String = "true", began: Int = Clock.wall, timeout: Double = 120, session: Session? = nil,
    leader: ProcessIdentity? = nil
  ) throws -> (task: TaskDirectory, lock: FileDescriptor) {
    let task = try store.makeTask()
    var facts = LaunchFacts(shell: "/bin/sh")
    (facts.timeout, facts.session) = (timeout, session)
    try task.describe(command: Array(command.utf8), directory: "/", label: nil, launch: facts)
    let log = try LogWriter(creating: task.log(.stdout), budget: nil).descriptor
    try log.lock()
    let me = try #require(ProcessIdentity.current)
    try task.prepare(
      TaskStatus(supervisor: me, leader: leader ?? ProcessIdentity(pid: 1, startTime: 1), began: began))
    try task.publish()
    return (task, log)
  }
}

extension FilePath {
  static func temporaryDirectory() throws -> FilePath {
    let path = FilePath(
      "/tmp/simmer.kit.\(ProcessIdentity.current!.pid).\(UInt64.random(in: 0...UInt64.max))")
    try path.makeDirectory()
    return path
  }

  /// Runs `body` with an empty directory that is removed at its end.
  static func withTemporaryDirectory(_ body: (FilePath) throws -> Void) throws {
    let directory = try temporaryDirectory()
    defer { directory.removeTree() }
    try body(directory)
  }
}
