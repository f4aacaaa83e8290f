// SPDX-License-Identifier: GPL-3.0-or-later

/// Rows of cells in aligned columns; the first row is the heading.
struct Table {
  private let rows: [[String]]
  private let widths: [Int]

  /// - Parameters:
  ///   - width: The columns of the terminal; nil when nothing has to fit.
  ///   - shrinking: Headings of the columns that give way, the last first.
  init(_ rows: [[String]], width: Int?, shrinking: [String]) {
    var widths = rows[0].indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    if let width {
      for heading in shrinking.reversed() {
        guard let column = rows[0].firstIndex(of: heading) else { continue }
        let excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
        if excess > 0 { widths[column] = max(min(widths[column], 12), widths[column] - excess) }
      }
    }
    (self.rows, self.widths) = (rows, widths)
  }

  /// Returns the table; `color` names the colour of a cell, if it has one.
  func text(color: (_ row: Int, _ cell: Int) -> Style.Color? = { _, _ in nil }) -> String {
    var text = ""
    for (number, row) in rows.enumerated() {
      var line = ""
      for (column, cell) in row.enumerated() {
        let fitted = DisplayWidth.cut(cell, to: widths[column])
        let isLast = column == row.count - 1
        let padding = isLast ? 0 : widths[column] - DisplayWidth.of(fitted) + 2
        line += Style.paint(fitted, color(number, column)) + String(repeating: " ", count: padding)
      }
      text += line + "\n"
    }
    return text
  }
}

/// How many cells text takes on a terminal.
enum DisplayWidth {
  static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

  /// Returns `text` in at most `width` cells, with an ellipsis where something is missing.
  static func cut(_ text: String, to width: Int) -> String {
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
  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f,
      0xff00...0xff60,
      0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      return 2
    default: return 1
    }
  }
}
