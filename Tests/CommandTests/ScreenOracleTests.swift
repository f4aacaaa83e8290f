// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

@testable import SimmerKit

/// The line model against a real terminal emulator: the same bytes must give the same text.
struct ScreenOracleTests {
  /// What tmux makes of `log` on a terminal of this size, its history included.
  private func oracle(_ log: [UInt8], in sandbox: Sandbox, columns: Int = 60, rows: Int = 12) throws
    -> [String]
  {
    let file = sandbox.file("work/log")
    try file.write(String(decoding: log, as: UTF8.self))
    // The title is set behind the last byte: once it shows, all before it has been read.
    let script = "cat \(file); printf '\\033\\\\\\033[m\\033]2;all-read\\007'; exec sleep 1000"
    let socket = sandbox.file("oracle").string
    _ = try sandbox.run(
      "tmux", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "sh",
      "-c", script)
    defer { _ = try? sandbox.run("tmux", "-S", socket, "kill-server") }
    try eventually("the end of the log") {
      try sandbox.run("tmux", "-S", socket, "display-message", "-p", "#{pane_title}").stdout == "all-read\n"
    }
    return lines(try sandbox.run("tmux", "-S", socket, "capture-pane", "-p", "-J", "-S", "-").stdout)
  }

  private func model(_ log: [UInt8], columns: Int = 60, rows: Int = 12) -> [String] {
    var shown: [UInt8] = []
    var text = TerminalText(
      size: TerminalSize(columns: UInt16(columns), rows: UInt16(rows)), offset: 0, number: 1)
    defer { text.deallocate() }
    log.withUnsafeBytes { _ = text.read($0, at: 0, isLast: true) { shown += $0.text } }
    text.finish { shown += $0.text }
    return lines(String(decoding: shown, as: UTF8.self))
  }

  /// The lines with tabs as blanks, without blanks at their ends, without empty lines at the end.
  private func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var shown = ""
      for character in line {
        if character == "\t" {
          repeat { shown += " " } while DisplayWidth.of(shown) % 8 != 0
        } else {
          shown.append(character)
        }
      }
      while shown.last == " " { shown.removeLast() }
      return shown
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  @Test(arguments: Repository.file("Tests/Logs").entries.filter { $0.hasSuffix(".log") }.sorted())
  func `a recorded log reads as a terminal shows it`(name: String) throws {
    try Sandbox.with { sandbox in
      let log = try #require(Repository.file("Tests/Logs").appending(name).bytes)
      #expect(model(log, columns: 200, rows: 50) == (try oracle(log, in: sandbox, columns: 200, rows: 50)))
    }
  }

  @Test(arguments: 1...24)
  func `what redraws itself reads as a terminal shows it`(seed: Int) throws {
    try Sandbox.with { sandbox in
      let log = Self.redraws(seed: UInt64(seed) &* 0x9e37_79b9_7f4a_7c15)
      let shown = model(log), expected = try oracle(log, in: sandbox)
      #expect(shown == expected, "\(String(reflecting: String(decoding: log, as: UTF8.self)))")
    }
  }

  /// What tools that draw a status do: lines, bars, regions of some lines that are drawn again and again.
  private static func redraws(seed: UInt64) -> [UInt8] {
    var state = seed | 1
    func random(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state >> 33) % count
    }
    var log = ""
    for _ in 0..<12 {
      switch random(8) {
      case 0: for n in 0...random(20) { log += "line \(n) of text \u{1b}[32mgreen\u{1b}[0m\n" }
      case 1:
        for n in 0...random(30) { log += "\r\u{1b}[K\(n)% [" + String(repeating: "=", count: n) + ">]" }
        log += "\n"
      case 2:
        let height = 1 + random(5)
        for frame in 0...random(9) {
          if frame > 0 { log += "\u{1b}[\(height)A" }
          for row in 0..<height {
            log += (random(2) == 0 ? "\u{1b}[2K" : "\r\u{1b}[K") + "task \(row): \(random(10_000))\n"
          }
        }
      case 3: log += String(repeating: "long ", count: 5 + random(30)) + "\rstart\n"
      case 4: log += "世界 wide\t tab\u{8}\u{8}x e\u{301}\n"
      case 5: log += "\u{1b}7saved\n below\u{1b}8SAVED\u{1b}[2B\r\n"
      case 6: log += "one\ntwo\nthree\u{1b}[2A\u{1b}[J two\n"
      default: log += "abc\u{1b}[2D\u{1b}[P\u{1b}[@Z\u{1b}[4C!\u{1b}[3Gx\n"
      }
    }
    return Array((log + "end\n").utf8)
  }
}
