// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct TerminalTextTests {
  /// The text of `log` on a terminal of this size, a newline between the lines; read in blocks of `block` bytes at least.
  static func text(_ log: [UInt8], columns: UInt16 = 80, rows: UInt16 = 24, block: Int = .max) -> [UInt8] {
    var shown: [UInt8] = []
    var text = TerminalText(size: TerminalSize(columns: columns, rows: rows), offset: 0, number: 1)
    defer { text.deallocate() }
    var place = 0
    while place < log.count {
      let end = block < log.count - place ? place + block : log.count
      // As a reader of a file does: a line is only cut at the end.
      let upTo = log[end...].firstIndex(of: 0x0a).map { $0 + 1 } ?? log.count
      log[place..<upTo].withUnsafeBytes {
        let read = text.read($0, at: place, isLast: upTo == log.count) { shown += $0.text }
        #expect(read == $0.count)
      }
      place = upTo
    }
    text.finish { shown += $0.text }
    return shown
  }

  private func text(_ log: String, columns: UInt16 = 80, rows: UInt16 = 24) -> String {
    String(decoding: Self.text(Array(log.utf8), columns: columns, rows: rows), as: UTF8.self)
  }

  @Test(arguments: [
    // Progress: the last frame.
    ("10%\r20%\r100%\ndone\n", "100%\ndone\n"), ("abc\rX\n", "Xbc\n"), ("abc\r\u{1b}[KX\n", "X\n"),
    ("spin |\u{8}/\u{8}-\u{8}ok\n", "spin ok\n"), ("a\r\nb\r\r\nc\r\n", "a\nb\nc\n"),
    ("one\ntwo\n\u{1b}[1A\u{1b}[2KTWO\n", "one\nTWO\n"), ("x\n\u{1b}[A\u{1b}[K", "\n"),
    ("a ... \r\nb ... \r\n\u{1b}[2A\u{1b}[2K\ra ... done\r\u{1b}[2B", "a ... done\nb ... \n"),
    // Styles, titles, hyperlinks, character sets.
    ("\u{1b}[31mERR\u{1b}[0mOR\n", "ERROR\n"), ("\u{1b}]0;title\u{7}text\n", "text\n"),
    ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\\n", "link\n"),
    ("\u{1b}(Btext\u{1b}[38:5:196mred\n", "textred\n"),
    ("\u{1b}(0lqk\u{1b}(B\n", "┌─┐\n"), ("\u{1b}P1$tx\u{1b}\\after\n", "after\n"),
    // Ordinary text that looks like sequences.
    ("idx[m] arr[3m] [31m\n", "idx[m] arr[3m] [31m\n"),
    // What breaks off costs no text.
    ("\u{1b}]0;never ended\nnext\n", "0;never ended\nnext\n"), ("\u{1b}[31\nnext\n", "\nnext\n"),
    ("\u{1b}", ""),
    ("\u{1b}P never ended\nnext\n", " never ended\nnext\n"), ("a\u{1b}\nb\n", "a\nb\n"),
    ("\u{1b}[12;;;;3Xab\n", "ab\n"),
    // The cursor beyond the top, far columns and rows.
    ("one\n\u{1b}[99A\u{1b}[2Ktop\n", "top\n"), ("\u{1b}[9999;9999Hx\u{1b}[1;1Hy\n", nil),
    // The alternate screen, a full reset, a clear: history stays.
    ("before\n\u{1b}[?1049hmenu\u{1b}[?1049lafter\n", "before\nafter\n"), ("old\n\u{1b}cnew\n", "old\nnew\n"),
    ("old\n\u{1b}[2J\u{1b}[3J\u{1b}[Hnew\n", "old\nnew\n"), ("a\u{1b}7bc\u{1b}8X\n", "aXc\n"),
    // Wide characters, marks, bytes that are no text.
    ("世界\rab\n", "ab界\n"), ("e\u{301}x\n", "e\u{301}x\n"), ("e\u{301}x\rE\n", "Ex\n"), ("a\tb\n", "a\tb\n"),
    ("a\tb\rxx\n", "xx      b\n"), ("last without newline", "last without newline\n"),
    ("\u{7}bell\n", "bell\n"), ("\n\n", "\n\n"),
  ])
  func `the text is what a person saw`(log: String, expected: String?) {
    let shown = text(log)
    if let expected {
      #expect(shown == expected)
    } else {
      #expect(shown.contains("x") && shown.contains("y"))
    }
  }

  @Test func `five hundred redraws of a status are one`() {
    var log = "building\n"
    for step in 1...500 {
      log += "\u{1b}[2K step \(step)\n\u{1b}[2K of 500\n" + (step < 500 ? "\u{1b}[2A" : "")
    }
    #expect(text(log + "built\n") == "building\n step 500\n of 500\nbuilt\n")
  }

  @Test func `a line that wraps is one line, and can be rewritten in its second half`() {
    #expect(text("abcdefghijKL\rXY\n", columns: 10) == "abcdefghijXY\n")
    #expect(text("abcdefghijKL\n\u{1b}[2AX\n", columns: 10) == "XbcdefghijKL\n")
  }

  @Test func `bytes that are no text survive`() {
    let bytes: [UInt8] = [0x61, 0xff, 0xc3, 0x28, 0xe2, 0x82, 0x0a]
    #expect(Self.text(bytes) == bytes)
    // The same by the way of the screen.
    #expect(Self.text([0x78, 0x0d] + bytes) == bytes)
  }

  @Test func `a region that scrolls loses nothing`() {
    let log =
      "head\n\u{1b}[2;4r\u{1b}[2;1H" + (1...9).map { "line \($0)\n" }.joined() + "\u{1b}[r\u{1b}[24;1Hfoot\n"
    let shown = text(log)
    for line in 1...9 { #expect(shown.contains("line \(line)\n")) }
  }

  @Test func `any way of reading gives the same text`() {
    var random = Xorshift(seed: 7)
    for _ in 0..<300 {
      let log = Self.hostile(&random, count: 400)
      let whole = Self.text(log, columns: 20, rows: 6)
      for block in [1, 7, 64] {
        #expect(Self.text(log, columns: 20, rows: 6, block: block) == whole, "\(log)")
      }
    }
  }

  @Test func `no bytes break the model`() {
    var random = Xorshift(seed: 42)
    for round in 0..<400 {
      let log = Self.hostile(&random, count: 2000)
      let shown = Self.text(log, columns: UInt16(2 + round % 40), rows: UInt16(2 + round % 9))
      #expect(!shown.contains(0x1b) && !shown.contains(0x0d))
    }
  }

  @Test func `what has no end takes no memory`() {
    let title = Array("\u{1b}]0;".utf8) + [UInt8](repeating: 0x78, count: 1 << 20)
    #expect(Self.text(title).count <= title.count + 16)
    let marks = Array("a".utf8) + Array(repeating: Array("\u{301}".utf8), count: 1 << 16).joined()
    #expect(Self.text([0x0d] + marks).count < 200)
    #expect(
      Self.text(Array("x\u{1b}[9999999999b\u{1b}[9999999999L\u{1b}[99999999999@\u{1b}[99999999T\n".utf8))
        .count < 100_000)
  }

  /// Bytes that a terminal makes something of, in any order.
  static func hostile(_ random: inout Xorshift, count: Int) -> [UInt8] {
    let pieces = [
      "word", "a much longer piece of text ", "\n", "\n", "\n", "\r", "\r\n", "\u{8}", "\t", "世", "e\u{301}",
      "\u{1b}[A",
      "\u{1b}[2B", "\u{1b}[3C", "\u{1b}[2D", "\u{1b}[K", "\u{1b}[1K", "\u{1b}[2K", "\u{1b}[J", "\u{1b}[2J",
      "\u{1b}[H",
      "\u{1b}[5G", "\u{1b}7", "\u{1b}8", "\u{1b}[31m", "\u{1b}[0m", "\u{1b}M", "\u{1b}D", "\u{1b}[L",
      "\u{1b}[M", "\u{1b}[2P",
      "\u{1b}[2@", "\u{1b}[2X", "\u{1b}[2;4r", "\u{1b}[r", "\u{1b}[?1049h", "\u{1b}[?1049l",
      "\u{1b}]0;t\u{7}", "\u{1b}]0;x",
      "\u{1b}[", "\u{1b}", "\u{1b}[3S", "\u{1b}[2T", "\u{1b}c", "\u{1b}[?7l", "\u{1b}[?7h", "\u{1b}(0",
      "\u{1b}(B", "\u{0}", "\u{1b}[4;9H",
      "\u{1b}P", "\u{1b}\\", "\u{7f}", "[m]", "\u{1b}[s", "\u{1b}[u", "\u{1b}[1J", "\u{1b}[99;99H",
      "\u{1b}[5b",
    ].map { Array($0.utf8) }
    var log: [UInt8] = []
    while log.count < count {
      if random.next() % 40 == 0 { log.append(UInt8(truncatingIfNeeded: random.next())) }
      log += pieces[Int(random.next() % UInt64(pieces.count))]
    }
    return log
  }

  @Test func `an unfinished line that is watched comes again when it goes on, and not for every frame`() {
    var text = TerminalText(size: TerminalSize(columns: 80, rows: 24), offset: 0, number: 1)
    defer { text.deallocate() }
    var place = 0
    func shown(_ piece: String, rewritten: Bool = false) -> String {
      var shown: [UInt8] = []
      Array(piece.utf8).withUnsafeBytes {
        place += text.read($0, at: place, isLast: true) { shown += $0.text }
      }
      text.showSettled(unfinished: true, rewritten: rewritten) { shown += $0.text }
      return String(decoding: shown, as: UTF8.self)
    }
    #expect(shown("Continue? ") == "Continue? \n")
    #expect(shown("") == "")
    #expect(shown("yes") == "Continue? yes\n")
    #expect(shown("\n10%") == "10%\n")
    #expect(shown("\r20%") == "")
    #expect(shown("\r30%", rewritten: true) == "30%\n")
    #expect(shown("\r40%") == "")
    #expect(shown("\r100%\nend") == "100%\nend\n")
  }
}

/// Numbers that look random and are the same every time (Marsaglia, Xorshift RNGs, 2003).
struct Xorshift: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
