// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct NoticesTests {
  /// This process: a shell that is alive.
  private var mine: Session { Session(shell: ProcessIdentity.current!) }
  /// Its number, but started at another time: a shell that is gone.
  private var gone: Session {
    Session(shell: ProcessIdentity(pid: mine.shell.pid, startTime: mine.shell.startTime + 1))
  }
  private let other = Session("1-0")!

  private func take(_ scratch: Scratch, for session: Session, showing: Bool = true) -> [Int] {
    var shown: [Int] = []
    Notices(in: scratch.store).take(for: session) { _, task, _ in
      shown.append(task.id.number)
      return showing
    }
    return shown
  }

  @Test func `a notice is shown once, to the shell that started the task`() throws {
    try Scratch.with { scratch in
      try scratch.finished(session: mine, notice: true)
      #expect(take(scratch, for: other) == [])
      #expect(take(scratch, for: mine) == [1])
      #expect(take(scratch, for: mine) == [])
    }
  }

  @Test func `the notices of a shell that is gone, and of none, are taken over`() throws {
    try Scratch.with { scratch in
      try scratch.finished(session: gone, notice: true)
      try scratch.finished(session: nil, notice: true)
      #expect(take(scratch, for: other) == [1, 2])
    }
  }

  @Test func `a notice that could not be shown is kept`() throws {
    try Scratch.with { scratch in
      try scratch.finished(session: mine, notice: true)
      #expect(take(scratch, for: mine, showing: false) == [1])
      #expect(take(scratch, for: mine) == [1])
    }
  }

  @Test func `what another shell is about to show is left to it`() throws {
    try Scratch.with { scratch in
      try scratch.finished(session: nil, notice: true)
      let entry = scratch.store.done.appending(try scratch.store.done.names()[0])
      let file = try entry.open(.readOnly)
      try file.lock()
      #expect(take(scratch, for: mine) == [])
      // That shell is killed before it has shown anything.
      file.shut()
      #expect(take(scratch, for: mine) == [1])
    }
  }

  @Test func `a notice without a record goes silently`() throws {
    try Scratch.with { scratch in
      let task = try scratch.finished(session: mine, notice: true)
      task.path.removeTree()
      #expect(take(scratch, for: mine) == [])
      #expect(try scratch.store.done.names().isEmpty)
    }
  }
}
