// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines with their colours.
enum StyledText {
  /// Returns the first line of `bytes` with its styles and no other sequence, if its text is `text`; nil when a screen made that.
  static func line(_ bytes: [UInt8], showing text: [UInt8]) -> String? {
    var shown: [UInt8] = [], plain: [UInt8] = []
    var hasStyle = false
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
}
