// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

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
