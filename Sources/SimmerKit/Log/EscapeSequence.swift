// SPDX-License-Identifier: GPL-3.0-or-later

/// One escape sequence of a terminal (ECMA-48, section 5; xterm's ctlseqs).
///
/// What breaks off, or runs into the end of its line, costs no more text than what certainly belongs to it: a lost
/// end of a title must not swallow the log.
enum EscapeSequence {
  /// `ESC [ marker parameters final`; a missing parameter is nil.
  case control(final: UInt8, marker: UInt8, parameters: [Int?])
  /// `ESC final`.
  case escape(final: UInt8)
  /// `ESC ( set` designates the character set G0.
  case charset(UInt8)
  /// Titles, hyperlinks, images, and all else that shows no text.
  case idle

  /// Reads the sequence whose ESC is at `start`; returns the place after it.
  static func read(_ bytes: UnsafeRawBufferPointer, at start: Int) -> (EscapeSequence, end: Int) {
    let second = start + 1
    guard second < bytes.count else { return (.idle, second) }
    switch bytes[second] {
    case UInt8(ascii: "["): return control(bytes, from: second + 1)
    case UInt8(ascii: "]"): return (.idle, endOfString(bytes, from: second + 1, bellEnds: true) ?? second + 1)
    case UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return (.idle, endOfString(bytes, from: second + 1, bellEnds: false) ?? second + 1)
    case 0x20...0x2f:
      var i = second
      while i < bytes.count, (0x20...0x2f).contains(bytes[i]) { i += 1 }
      guard i < bytes.count, (0x30...0x7e).contains(bytes[i]) else { return (.idle, i) }
      return (bytes[second] == UInt8(ascii: "(") && i == second + 1 ? .charset(bytes[i]) : .idle, i + 1)
    case 0x30...0x7e: return (.escape(final: bytes[second]), second + 1)
    default: return (.idle, second)
    }
  }

  private static func control(_ bytes: UnsafeRawBufferPointer, from start: Int) -> (EscapeSequence, end: Int)
  {
    var i = start, marker: UInt8 = 0
    var parameters: [Int?] = [], value: Int?
    if i < bytes.count, (0x3c...0x3f).contains(bytes[i]) {
      marker = bytes[i]
      i += 1
    }
    while i < bytes.count {
      switch bytes[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        value = min((value ?? 0) * 10 + Int(bytes[i] - UInt8(ascii: "0")), 1 << 16)
      case UInt8(ascii: ";"), UInt8(ascii: ":"):
        if parameters.count < 32 { parameters.append(value) }
        value = nil
      case 0x3c...0x3f: break
      case 0x20...0x2f:
        // An intermediate byte makes another function of the final one; none of those moves text.
        marker = bytes[i]
      case 0x40...0x7e:
        parameters.append(value)
        return (.control(final: bytes[i], marker: marker, parameters: parameters), i + 1)
      default: return (.idle, i)
      }
      i += 1
    }
    return (.idle, i)
  }

  /// The place after the end of a control string, unless it does not end on its line.
  private static func endOfString(_ bytes: UnsafeRawBufferPointer, from start: Int, bellEnds: Bool) -> Int? {
    var i = start
    while i < bytes.count {
      switch bytes[i] {
      case 0x07 where bellEnds: return i + 1
      case 0x18, 0x1a: return i + 1
      case 0x0a: return nil
      case 0x1b:
        guard i + 1 < bytes.count else { return nil }
        if bytes[i + 1] == UInt8(ascii: "\\") { return i + 2 }
        // Doubled by tmux on its way to the outer terminal.
        if bytes[i + 1] != 0x1b || bellEnds { return i }
        i += 1
      default: break
      }
      i += 1
    }
    return nil
  }
}
