// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

struct StoreTests {
  @Test func `a new store belongs to its owner alone`() throws {
    try Scratch.with { scratch in
      for path in [scratch.store.root, scratch.store.tasks, scratch.store.live, scratch.store.done] {
        let facts = try FileFacts(of: path)
        #expect(facts.mode == 0o700)
      }
      let format = try FileFacts(of: scratch.store.root.appending("format"))
      #expect(format.mode == 0o600)
    }
  }

  @Test func `a store of another format is refused and not touched`() throws {
    try Scratch.with { scratch in
      let format = scratch.store.root.appending("format")
      try format.removeFile()
      try format.create(Array("2\n".utf8))
      let error = #expect(throws: SimmerError.self) { try Store(at: scratch.store.root) }
      #expect(error?.code == .refused)
      #expect(try format.contents() == Array("2\n".utf8))
    }
  }

  @Test func `a store that others may write to is refused`() throws {
    try Scratch.with { scratch in
      #expect(chmod(scratch.store.root.string, 0o777) == 0)
      let error = #expect(throws: SimmerError.self) { try Store(at: scratch.store.root) }
      #expect(error?.advice?.contains("chmod 700") == true)
    }
  }

  @Test func `a file in place of the store is refused`() throws {
    try Scratch.with { scratch in
      let file = scratch.store.root.appending("file")
      try file.create([])
      #expect(throws: SimmerError.self) { try Store(at: file) }
    }
  }

  @Test func `no id is given out twice, even without the hint`() throws {
    try Scratch.with { scratch in
      var ids: [TaskID] = []
      for round in 0..<20 {
        ids.append(try scratch.store.makeTask().id)
        if round % 5 == 4 { try scratch.store.tasks.appending(".last").removeFile() }
      }
      #expect(Set(ids).count == 20)
      #expect(ids == ids.sorted())
    }
  }

  @Test func `an id is not used again after its record was removed`() throws {
    try Scratch.with { scratch in
      let task = try scratch.finished()
      task.forget()
      #expect(try scratch.store.makeTask().id > task.id)
    }
  }

  @Test func `a directory without a status is no task`() throws {
    try Scratch.with { scratch in
      _ = try scratch.store.makeTask()
      #expect(scratch.store.allTasks().isEmpty)
    }
  }

  @Test func `a task without its supervisor is lost, not running`() throws {
    try Scratch.with { scratch in
      let (task, lock) = try scratch.running()
      #expect(task.status?.state == .running)
      lock.shut()
      #expect(task.status?.state == .lost)
    }
  }

  @Test func `the end turns the live entry into a notice`() throws {
    try Scratch.with { scratch in
      let session = try #require(Session("42-99"))
      try scratch.finished(state: .failed, exit: .code(3), session: session, notice: true)
      #expect(try scratch.store.live.names().isEmpty)
      #expect(try scratch.store.done.names() == ["1.42-99.failed.3"])
    }
  }

  @Test func `a withdrawn task leaves no trace`() throws {
    try Scratch.with { scratch in
      let task = try scratch.store.makeTask()
      try task.describe(
        command: Array("x".utf8), directory: "/", label: nil, launch: LaunchFacts(shell: "/bin/sh"))
      try task.prepare(TaskStatus(supervisor: RecordTests.identity, leader: RecordTests.identity, began: 1))
      task.withdraw()
      #expect(try scratch.store.tasks.names(hidden: true) == [".last"])
      #expect(try scratch.store.live.names(hidden: true).isEmpty)
    }
  }

  @Test func `a task is found by id, label and start of its command`() throws {
    try Scratch.with { scratch in
      let one = try scratch.finished("npm run dev"), two = try scratch.finished("make all")
      #expect(try scratch.store.task(named: "1").id == one.id)
      #expect(try scratch.store.task(named: "%make").id == two.id)
      #expect(throws: SimmerError.self) { try scratch.store.task(named: "%") }
      let missing = #expect(throws: SimmerError.self) { try scratch.store.task(named: "99") }
      #expect(missing?.code == .noMatch)
    }
  }

  @Test func `a name that fits several tasks is an error that lists them, unless one of them runs`() throws {
    try Scratch.with { scratch in
      try scratch.finished("npm run dev")
      try scratch.finished("npm test")
      let error = #expect(throws: SimmerError.self) { try scratch.store.task(named: "%npm") }
      #expect(error?.code == .usage)
      #expect(error?.reason == "1 (npm run dev), 2 (npm test)")
      let (third, lock) = try scratch.running("npm start")
      defer { lock.shut() }
      #expect(try scratch.store.task(named: "%npm").id == third.id)
    }
  }
}
