// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Searches of memory that the C library does with vectors.
enum Memory {
  /// Returns the place of the first `byte`. The corresponding C function is `memchr`.
  static func find(_ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Returns whether `text` stands in `bytes`.
  static func contains(_ text: [UInt8], in bytes: UnsafeRawBufferPointer) -> Bool {
    guard let first = text.first else { return true }
    var place = 0
    while let found = find(first, in: UnsafeRawBufferPointer(rebasing: bytes[place...])) {
      place += found
      guard bytes.count - place >= text.count else { return false }
      if UnsafeRawBufferPointer(rebasing: bytes[place..<place + text.count]).elementsEqual(text) {
        return true
      }
      place += 1
    }
    return false
  }

  /// Returns the place of the last `byte`. The corresponding C function is `memrchr`, which not every system has.
  static func findLast(_ byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    bytes.lastIndex(of: byte)
  }

  /// Returns how many newlines there are.
  static func lines(in bytes: UnsafeRawBufferPointer) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    return simmer_count_lines(base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// Returns where the last `count` lines of `bytes` begin, which ends with a newline.
  static func start(ofLineFromEnd count: Int, in bytes: UnsafeRawBufferPointer) -> Int {
    var missing = count + 1, place = bytes.count
    while place > 0 {
      if bytes[place - 1] == 0x0a {
        missing -= 1
        if missing == 0 { return place }
      }
      place -= 1
    }
    return 0
  }
}
