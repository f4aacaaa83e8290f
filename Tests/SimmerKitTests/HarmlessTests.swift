// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct HarmlessTests {
  @Test(arguments: [
    ("plain text", "plain text"), ("\u{1b}[31mred\u{1b}[0m", "red"), ("a\u{1b}]0;title\u{7}b", "ab"),
    ("a\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\b", "alinkb"), ("a\u{1b}Pq#0\u{1b}\\b", "ab"),
    ("a\u{1b}(Bb", "ab"),
    ("idx[3m] and arr[31m]", "idx[3m] and arr[31m]"), ("two\nlines\tand tab", "two lines and tab"),
    ("bell\u{7}", "bell"),
    ("old\rnew", "new"), ("kept\r", "kept"), ("c1 \u{9b}31m", "c1 31m"), ("\u{202e}gnp.exe", "gnp.exe"),
    ("\u{1b}[", ""), ("\u{1b}", ""), ("\u{1b}]unterminated", ""), ("größe 日本 e\u{301}", "größe 日本 e\u{301}"),
    ("$(touch x) `id` %F{red}", "$(touch x) `id` %F{red}"),
  ])
  func `nothing is left that a terminal would act on`(text: String, expected: String) {
    #expect(Harmless.text(text) == expected)
  }

  @Test func `bytes that are no text do not break the line`() {
    #expect(Harmless.line([0x61, 0xff, 0xfe, 0x62][...]) == "a\u{fffd}\u{fffd}b")
  }

  @Test func `no sequence of bytes leaves a control character`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<40).map { _ in
        [0x1b, 0x5b, 0x5d, 0x07, 0x5c, 0x9b, 0xc2, 0x0d, 0x0a, 0x41, 0x3b].randomElement(using: &generator)!
          as UInt8
      }
      let text = Harmless.line(bytes[...])
      #expect(
        text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f...0x9f).contains($0.value) }, "\(bytes)")
    }
  }
}
