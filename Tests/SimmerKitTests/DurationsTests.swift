// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

/// What is remembered of how long commands took.
struct DurationsTests {
  private func with(_ body: (Store) throws -> Void) throws {
    try Scratch.with { try body($0.store) }
  }

  @Test func `a command counts as short after five short runs, and is measured again at times`() throws {
    try with { store in
      let make = Durations(in: store, of: Array("make".utf8), directory: "/a")
      for _ in 0..<4 { make.note(900, exit: .code(0)) }
      #expect(!make.leavesAlone())
      make.note(900, exit: .code(0))
      let left = (0..<40).map { _ in make.leavesAlone() }
      #expect(left.count { $0 } == 38)
      make.note(8000, exit: .code(0))
      #expect(!make.leavesAlone())
      #expect(!Durations(in: store, of: Array("make".utf8), directory: "/b").leavesAlone())
    }
  }

  @Test func `a quick failure says nothing of how long a success takes`() throws {
    try with { store in
      let make = Durations(in: store, of: Array("make".utf8), directory: "/a")
      for _ in 0..<9 { make.note(900, exit: .code(2)) }
      make.note(900, exit: .signal(.interrupt))
      #expect(make.history.durations == [])
      make.note(9000, exit: .code(2))
      #expect(make.history.durations == [9000])
    }
  }

  @Test func `what always takes minutes is long, and told of once`() throws {
    try with { store in
      let make = Durations(in: store, of: Array("make".utf8), directory: "/a")
      for _ in 0..<3 { make.note(500_000, exit: .code(0)) }
      #expect(make.history.isLong && !make.history.isTold)
      make.noteTold()
      #expect(make.history.isTold)
      make.note(500_000, exit: .code(0))
      #expect(make.history.isTold && make.history.durations.count == 4)
    }
  }

  @Test func `the file stays small, and garbage in it is no history`() throws {
    try with { store in
      for number in 0..<3000 {
        Durations(in: store, of: Array("make \(number)".utf8), directory: "/a").note(7000, exit: .code(0))
      }
      let file = store.root.appending("durations")
      #expect(try FileFacts(of: file).size <= 1024 * 96)
      try file.removeFile()
      try file.create([UInt8](repeating: 0xff, count: 1024 * 96))
      #expect(Durations(in: store, of: Array("make".utf8), directory: "/a").history.durations == [])
    }
  }
}

/// What a program has set a terminal to.
struct ScreenModesTests {
  private func modes(_ pieces: String...) -> ScreenModes {
    var modes = ScreenModes()
    for piece in pieces { Array(piece.utf8).withUnsafeBytes { modes.follow($0) } }
    return modes
  }

  @Test func `a full screen is seen, whatever the pieces are that it comes in`() {
    #expect(modes("\u{1b}[?1049h").isFullScreen)
    #expect(modes("a\u{1b}", "[", "?10", "49", "hb").isFullScreen)
    #expect(modes("\u{1b}[?1;47h").isFullScreen)
    #expect(!modes("\u{1b}[?1049h text \u{1b}[?1049l").isFullScreen)
    #expect(!modes("\u{1b}[1049h\u{1b}[?1049m ESC[?1049h").isFullScreen)
    #expect(!modes("\u{1b}[?1049h\u{1b}c").isFullScreen)
  }

  @Test func `what was set is taken back`() {
    #expect(modes("\u{1b}[?25l\u{1b}[?2004h").undoing == Array("\u{1b}[?2004l\u{1b}[?25h".utf8))
    #expect(modes("\u{1b}[?25h\u{1b}[?2004l").undoing == [])
  }
}

/// The frames of those that are attached.
struct FrameTests {
  @Test func `frames survive any cutting, and nonsense is refused`() throws {
    var bytes: [UInt8] = []
    let frames = [Frame(.input, "abc"), Frame(.background), Frame(.size, "24 80")]
    for frame in frames { frame.payload.withUnsafeBytes { Frame.append(frame.kind, $0, to: &bytes) } }
    for cut in 0...bytes.count {
      var came: ArraySlice<UInt8> = [], found: [Frame] = []
      for piece in [bytes[..<cut], bytes[cut...]] {
        came += piece
        while let frame = try Frame.take(from: &came) { found.append(frame) }
      }
      #expect(found == frames && came.isEmpty)
    }
    var wrong: ArraySlice<UInt8> = [0x21, 0, 0, 0, 1, 0]
    #expect(throws: Errno.badMessage) { try Frame.take(from: &wrong) }
    var long: ArraySlice<UInt8> = [Frame.Kind.input.rawValue, 0xff, 0, 0, 0, 0]
    #expect(throws: Errno.badMessage) { try Frame.take(from: &long) }
  }

  @Test func `the key acts alone, and typed twice it is a key`() {
    var key = DetachKey(2)
    #expect(key.take([97, 2, 2, 98]).keys == [97, 2, 98])
    #expect(key.take([97, 2]).keys == [97])
    #expect(key.deadline != nil)
    let next = key.take([98, 99])
    #expect(next.acts && next.keys == [] && Array(next.rest) == [98, 99])
    #expect(key.take([2], isOff: true).keys == [2])
    #expect(
      DetachKey.byte("^B") == 2 && DetachKey.byte("^]") == 29 && DetachKey.byte("x") == nil
        && DetachKey.byte("^[") == nil)
  }
}
