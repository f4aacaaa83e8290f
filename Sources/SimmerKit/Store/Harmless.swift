// SPDX-License-Identifier: GPL-3.0-or-later

/// Text of unknown origin made safe to print on a terminal.
///
/// Labels, command lines and output can hold escape sequences that move the cursor, set titles, answer queries, or
/// turn the direction of writing. What is left after this can only be seen.
public enum Harmless {
  /// Returns `text` on one line: escape sequences and control characters are gone, a newline becomes a blank.
  public static func text(_ text: String) -> String { line(Array(text.utf8)[...]) }

  /// Returns the text that a line of terminal output shows: what stands after its last carriage return.
  public static func line(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String.UnicodeScalarView(
        String(decoding: Self.bytes(bytes), as: UTF8.self).unicodeScalars.filter { !isHostile($0) }))
  }

  /// The same as bytes, which may still hold harmful characters beyond ASCII.
  static func bytes(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var bytes = bytes
    while bytes.last == 0x0d { bytes.removeLast() }
    if let restart = bytes.lastIndex(of: 0x0d) { bytes = bytes[(restart + 1)...] }
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var i = bytes.startIndex
    while i < bytes.endIndex {
      switch bytes[i] {
      case 0x1b: i = endOfEscape(bytes, from: i)
      case 0x09, 0x0a:
        kept.append(0x20)
        i += 1
      case 0x00..<0x20, 0x7f: i += 1
      default:
        kept.append(bytes[i])
        i += 1
      }
    }
    return kept
  }

  /// Returns `bytes` as text that can only be seen, tabs kept; bytes that are no UTF-8 are replaced.
  static func visible(_ bytes: [UInt8], keeping kept: UInt32 = 0x09) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.contains(where: { $0 >= 0x80 || $0 < 0x20 || $0 == 0x7f }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          !isHostile($0) && ($0.value >= 0x20 && $0.value != 0x7f || $0.value == 0x09 || $0.value == kept)
        }))
  }

  /// C1 controls, and the marks that reorder text (Unicode TR 9, 2.1–2.5).
  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9f, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }

  /// The place after the escape sequence that begins at `start` (ECMA-48: CSI, the strings OSC DCS SOS PM APC, two-byte ones).
  private static func endOfEscape(_ bytes: ArraySlice<UInt8>, from start: Int) -> Int {
    var i = start + 1
    guard i < bytes.endIndex else { return i }
    switch bytes[i] {
    case UInt8(ascii: "["):
      i += 1
      while i < bytes.endIndex, (0x20...0x3f).contains(bytes[i]) { i += 1 }
      return i < bytes.endIndex && (0x40...0x7e).contains(bytes[i]) ? i + 1 : i
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      while i < bytes.endIndex {
        if bytes[i] == 0x07 { return i + 1 }
        if bytes[i] == 0x1b, i + 1 < bytes.endIndex, bytes[i + 1] == UInt8(ascii: "\\") { return i + 2 }
        i += 1
      }
      return i
    case 0x20...0x2f:
      while i < bytes.endIndex, (0x20...0x2f).contains(bytes[i]) { i += 1 }
      return min(i + 1, bytes.endIndex)
    default: return i + 1
    }
  }
}
