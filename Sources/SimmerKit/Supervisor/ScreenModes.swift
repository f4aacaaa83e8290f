// SPDX-License-Identifier: GPL-3.0-or-later

/// What the output of a program has set a terminal to, as far as another terminal would have to be told, or told back.
///
/// Follows the private modes of DEC and xterm (`ESC [ ? … h` and `l`) and nothing else, across pieces of output.
struct ScreenModes: Equatable {
  /// The modes that are not as a terminal has them at first, in the order in which they were set.
  private(set) var changed: [Int] = []
  /// What has come of a sequence: 0 nothing, 1 ESC, 2 `[`, 3 `?` and numbers.
  private var progress = 0
  private var numbers: [Int] = []

  /// The alternate screen, by its three names.
  static let alternate: Set<Int> = [47, 1047, 1049]
  /// Worth to be told: cursor keys, the alternate screens, the mouse, focus, bracketed paste; 25, the cursor, is on at first.
  private static let followed: Set<Int> = [
    1, 25, 47, 1000, 1001, 1002, 1003, 1004, 1005, 1006, 1015, 1047, 1049, 2004,
  ]
  private static let onAtFirst: Set<Int> = [25]

  var isFullScreen: Bool { changed.contains { Self.alternate.contains($0) } }

  /// Follows a piece of output.
  mutating func follow(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index < bytes.count {
      if progress == 0 {
        guard let escape = bytes[index...].firstIndex(of: 0x1b) else { return }
        progress = 1
        index = escape + 1
        continue
      }
      step(bytes[index])
      index += 1
    }
  }

  private mutating func step(_ byte: UInt8) {
    switch (progress, byte) {
    case (_, 0x1b): progress = 1
    case (1, UInt8(ascii: "[")): progress = 2
    // ESC c: everything as at first.
    case (1, UInt8(ascii: "c")): (changed, progress) = ([], 0)
    case (2, UInt8(ascii: "?")): (progress, numbers) = (3, [0])
    case (3, UInt8(ascii: "0")...UInt8(ascii: "9")):
      numbers[numbers.count - 1] = min(
        numbers[numbers.count - 1] * 10 + Int(byte - UInt8(ascii: "0")), 99_999)
    case (3, UInt8(ascii: ";")) where numbers.count < 16: numbers.append(0)
    case (3, UInt8(ascii: "h")), (3, UInt8(ascii: "l")):
      for number in numbers where Self.followed.contains(number) { set(number, byte == UInt8(ascii: "h")) }
      progress = 0
    default: progress = 0
    }
  }

  private mutating func set(_ mode: Int, _ on: Bool) {
    changed.removeAll { $0 == mode }
    if on != Self.onAtFirst.contains(mode) { changed.append(mode) }
  }

  /// The sequences that bring a terminal back.
  var undoing: [UInt8] { changed.reversed().flatMap { Self.sequence($0, Self.onAtFirst.contains($0)) } }

  private static func sequence(_ mode: Int, _ on: Bool) -> [UInt8] {
    Array("\u{1b}[?\(mode)\(on ? "h" : "l")".utf8)
  }
}
