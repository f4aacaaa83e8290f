// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Rows of cells in aligned columns; the first row is the heading. A column that says nothing is left out.
struct Table {
  private let rows: [[String]]
  private let widths: [Int]
  /// Whether something is missing: a column, or more of one that gives way than is comfortable.
  let isTight: Bool

  /// A column that gives way.
  struct Yielding {
    let heading: String
    /// Rather than cut it to less than so many cells, columns are dropped.
    let comfortable: Int
  }

  /// - Parameters:
  ///   - width: The columns of the terminal; nil when nothing has to fit.
  ///   - dropping: Headings of columns that can be done without, the first one first.
  ///   - yielding: The columns that are cut where they must be, the last first.
  init(_ rows: [[String]], width: Int?, dropping: [String] = [], yielding: [Yielding]) {
    let headings = rows[0]
    let natural = headings.indices.map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    var columns = headings.indices.filter { column in rows.dropFirst().contains { !$0[column].isEmpty } }
    var dropping = dropping[...]
    let comfortable = headings.indices.map { column in
      yielding.first { $0.heading == headings[column] }.map { min($0.comfortable, natural[column]) }
        ?? natural[column]
    }
    let all = columns.count
    if let width {
      while columns.reduce(2 * (columns.count - 1), { $0 + comfortable[$1] }) > width,
        let heading = dropping.popFirst()
      {
        columns.removeAll { headings[$0] == heading }
      }
    }
    var widths = columns.map { natural[$0] }
    if let width {
      for isComfortable in [true, false] {
        for one in yielding.reversed() {
          guard let place = columns.firstIndex(where: { headings[$0] == one.heading }) else { continue }
          let excess = widths.reduce(0, +) + 2 * (widths.count - 1) - width
          let least = min(widths[place], isComfortable ? one.comfortable : 4)
          if excess > 0 { widths[place] = max(least, widths[place] - excess) }
        }
      }
    }
    isTight = columns.count < all || zip(columns, widths).contains { $1 < comfortable[$0] }
    self.rows = rows.map { row in columns.map { row[$0] } }
    self.widths = widths
  }

  /// Returns the table; `color` names the colour of a cell, if it has one.
  func text(color: (_ row: Int, _ heading: String) -> Style.Color? = { _, _ in nil }) -> String {
    var text = ""
    for (number, row) in rows.enumerated() {
      var line = ""
      for (column, cell) in row.enumerated() {
        let fitted = DisplayWidth.cut(cell, to: widths[column])
        let isLast = column == row.count - 1
        let padding = isLast ? 0 : widths[column] - DisplayWidth.of(fitted) + 2
        line += Style.paint(fitted, color(number, rows[0][column])) + String(repeating: " ", count: padding)
      }
      text += line + "\n"
    }
    return text
  }
}
