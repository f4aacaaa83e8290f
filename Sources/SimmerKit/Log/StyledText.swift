// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines with their colours.
enum StyledText {
  /// Returns the first line of `bytes` with its styles and no other sequence, if its text is `text`; nil when a screen made that.
  ///
  /// - Parameter open: The styles that hold at its start.
  static func line(_ bytes: [UInt8], showing text: [UInt8], open: [UInt8]) -> String? {
    var shown = open, plain: [UInt8] = []
    var hasStyle = !open.isEmpty
    bytes.withUnsafeBytes { bytes in
      var i = 0
      while i < bytes.count, bytes[i] != 0x0a {
        if bytes[i] == 0x1b {
          let (sequence, end) = EscapeSequence.read(bytes, at: i)
          if case .control(final: UInt8(ascii: "m"), marker: 0, _) = sequence {
            shown += bytes[i..<end]
            hasStyle = true
          }
          i = end
          continue
        }
        if bytes[i] >= 0x20 && bytes[i] != 0x7f || bytes[i] == 0x09 {
          shown.append(bytes[i])
          plain.append(bytes[i])
        }
        i += 1
      }
    }
    guard hasStyle, plain == text else { return nil }
    return Harmless.visible(shown, keeping: 0x1b) + "\u{1b}[0m"
  }

  /// Returns the styles that hold after `bytes`: those since the last that took all back.
  static func open(after bytes: [UInt8]) -> [UInt8] {
    var open: [UInt8] = []
    bytes.withUnsafeBytes { bytes in
      var i = 0
      while i < bytes.count, let escape = Memory.find(0x1b, in: UnsafeRawBufferPointer(rebasing: bytes[i...]))
      {
        let start = i + escape
        let (sequence, end) = EscapeSequence.read(bytes, at: start)
        if case .control(final: UInt8(ascii: "m"), marker: 0, let parameters) = sequence {
          if (parameters[0] ?? 0) == 0 { open.removeAll() }
          if parameters.count > 1 || (parameters[0] ?? 0) != 0 { open += bytes[start..<end] }
        }
        i = max(end, start + 1)
      }
    }
    // Whoever sets styles and takes none back has no end of them.
    return open.count <= 64 ? open : []
  }
}

extension LogBytes {
  /// How far before a line its styles may have begun, in bytes.
  private static let reach = 4096

  /// The line of this `text` at `offset` with the styles that it was written with, if it was written in one go.
  func colored(_ text: [UInt8], at offset: Int) -> String? {
    let start = max(0, offset - Self.reach)
    guard let bytes = try? bytes(from: offset, count: min(1 << 16, size - offset)),
      let before = try? self.bytes(from: start, count: offset - start)
    else { return nil }
    return StyledText.line(
      bytes, showing: text, open: before.count == offset - start ? StyledText.open(after: before) : [])
  }
}
