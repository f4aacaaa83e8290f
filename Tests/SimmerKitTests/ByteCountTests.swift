// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct ByteCountTests {
  @Test(arguments: [
    ("512M", 512 << 20), ("2G", 2 << 30), ("1.5 GiB", 3 << 29), ("64kb", 64 << 10), ("1T", 1 << 40),
    ("2", nil), ("G", nil), ("-1G", nil), ("1X", nil), ("1Gx", nil), ("0G", nil), ("9999999999T", nil),
    ("", nil),
  ])
  func `an amount is a number with a unit`(text: String, bytes: Int?) {
    #expect(ByteCount.bytes(text) == bytes)
  }

  @Test(arguments: [
    (0, "0"), (900, "900B"), (1536, "1.5K"), (840 << 10, "840K"), (12 << 20, "12M"), (3 << 29, "1.5G"),
    ((1 << 30) - 1, "1G"), (2 << 40, "2T"),
  ])
  func `it is told in three digits`(bytes: Int, text: String) { #expect(ByteCount.text(bytes) == text) }
}
