// SPDX-License-Identifier: GPL-3.0-or-later

/// One cell of a screen.
struct ScreenCell {
  /// The code of the character; or one of the values below; or 0x110000 and a byte that is no UTF-8.
  var code: UInt32 = ScreenCell.blank
  /// The number of its combining marks in the row's list, from 1; 0 is none.
  var marks: UInt16 = 0

  /// Never written, or erased.
  static let blank: UInt32 = 0
  /// Where a tab was written over nothing: told from blanks so that text comes out as it was written.
  static let tab: UInt32 = 9
  /// The rest of what such a tab skipped.
  static let skipped: UInt32 = .max - 1
  /// The right half of a wide character.
  static let half: UInt32 = .max
}

/// One row of a screen: text as it was written as long as nothing went back to it, else cells.
struct ScreenRow {
  /// Where the row began: the offset in the log, and the number of its line, from 1.
  var offset: Int
  var number: Int
  /// The text of a whole line that only went forwards, of whatever width.
  var plain: [UInt8]?
  var cells: [ScreenCell] = []
  var marks: [[UInt8]] = []
  /// Whether the text goes on in the next row because the screen is no wider.
  var isWrapped = false
  /// Whether a follower has been given it already.
  var isShown = false

  var isBlank: Bool { plain == nil && cells.isEmpty }

  /// Puts `cell` at `column`; what was there goes, both halves of it.
  mutating func put(_ cell: ScreenCell, at column: Int) {
    isShown = false
    if column == cells.count {
      cells.append(cell)
      return
    }
    reach(column)
    if cells[column].code == ScreenCell.half, column > 0, cell.code != ScreenCell.half {
      cells[column - 1] = ScreenCell(code: 0x20)
    }
    if column + 1 < cells.count, cells[column + 1].code == ScreenCell.half, cell.code != ScreenCell.half {
      cells[column + 1] = ScreenCell(code: 0x20)
    }
    cells[column] = cell
  }

  /// Makes `column` a cell of the row.
  private mutating func reach(_ column: Int) {
    if column >= cells.count {
      cells.append(contentsOf: repeatElement(ScreenCell(), count: column + 1 - cells.count))
    }
  }

  mutating func erase(_ columns: Range<Int>) {
    isShown = false
    if columns.upperBound >= cells.count {
      cells.removeLast(max(0, cells.count - columns.lowerBound))
      isWrapped = false
      trim()
    } else {
      for column in columns { cells[column] = ScreenCell() }
    }
  }

  mutating func insert(_ count: Int, at column: Int, width: Int) {
    guard column < cells.count else { return }
    isShown = false
    cells.insert(contentsOf: repeatElement(ScreenCell(), count: min(count, width)), at: column)
    if cells.count > width { cells.removeLast(cells.count - width) }
  }

  mutating func delete(_ count: Int, at column: Int) {
    guard column < cells.count else { return }
    isShown = false
    cells.removeSubrange(column..<min(cells.count, column + count))
    trim()
  }

  private mutating func trim() {
    while let last = cells.last, last.code == ScreenCell.blank { cells.removeLast() }
  }

  /// Adds a combining mark to the character before `column`.
  mutating func combine(_ mark: some Sequence<UInt8>, before column: Int) {
    var owner = column - 1
    while owner > 0, owner < cells.count, cells[owner].code == ScreenCell.half { owner -= 1 }
    guard cells.indices.contains(owner) else { return }
    isShown = false
    if cells[owner].marks == 0 {
      guard marks.count < Int(UInt16.max) else { return }
      marks.append([])
      cells[owner].marks = UInt16(marks.count)
    }
    // A heap of marks on one letter is no text of this world.
    if marks[Int(cells[owner].marks) - 1].count < 64 { marks[Int(cells[owner].marks) - 1] += mark }
  }

  /// Appends the text of the row to `text`.
  func write(to text: inout [UInt8]) {
    if let plain {
      text += plain
      return
    }
    var column = 0
    while column < cells.count {
      let cell = cells[column]
      column += 1
      switch cell.code {
      case ScreenCell.half: break
      case ScreenCell.blank, ScreenCell.skipped: text.append(0x20)
      case ScreenCell.tab:
        let end = (column + 7) / 8 * 8
        var after = column
        while after < min(end, cells.count), cells[after].code == ScreenCell.skipped { after += 1 }
        if after == end || after == cells.count {
          text.append(0x09)
          column = after
        } else {
          text.append(0x20)
        }
      case 0..<0x80: text.append(UInt8(truncatingIfNeeded: cell.code))
      case 0x110000..<0x110100: text.append(UInt8(truncatingIfNeeded: cell.code))
      default: if let scalar = Unicode.Scalar(cell.code) { text += UTF8.encode(scalar)! }
      }
      if cell.marks > 0 { text += marks[Int(cell.marks) - 1] }
    }
  }
}
