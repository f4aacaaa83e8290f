// SPDX-License-Identifier: GPL-3.0-or-later

/// How many cells text takes on a terminal.
public enum DisplayWidth {
  public static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  /// Returns `text` in at most `width` cells, with an ellipsis where something is missing.
  public static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var kept = "", used = 0
    for scalar in text.unicodeScalars {
      guard used + of(scalar) <= width - 1 else { break }
      kept.unicodeScalars.append(scalar)
      used += of(scalar)
    }
    return kept + "…"
  }

  /// 0 for marks that combine, 2 for wide scripts (Unicode TR 11, the blocks that are wide throughout), else 1.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return scalar.value == 0xad ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff,
      0x20000...0x3fffd:
      return 2
    // Signs that are pictures unless told otherwise (emoji-data.txt, Emoji_Presentation): ⌚ ⏳ ☔ ⚡ ✅ ❌ ⭐ and the like.
    case 0x231a...0x231b, 0x23e9...0x23ec, 0x23f0, 0x23f3, 0x25fd...0x25fe, 0x2614...0x2615, 0x2648...0x2653,
      0x267f,
      0x2693, 0x26a1, 0x26aa...0x26ab, 0x26bd...0x26be, 0x26c4...0x26c5, 0x26ce, 0x26d4, 0x26ea,
      0x26f2...0x26f3,
      0x26f5, 0x26fa, 0x26fd, 0x2705, 0x270a...0x270b, 0x2728, 0x274c, 0x274e, 0x2753...0x2755, 0x2757,
      0x2795...0x2797, 0x27b0, 0x27bf, 0x2b1b...0x2b1c, 0x2b50, 0x2b55:
      return 2
    default: return 1
    }
  }
}
