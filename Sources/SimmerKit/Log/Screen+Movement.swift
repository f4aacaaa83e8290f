// SPDX-License-Identifier: GPL-3.0-or-later

// Where the cursor goes, what is erased and what scrolls: ECMA-48, and xterm's control sequences.

extension Screen {
  mutating func perform(_ sequence: EscapeSequence) {
    switch sequence {
    case .idle: break
    case .charset(let set): drawsLines = set == UInt8(ascii: "0")
    case .escape(let final): escape(final)
    case .control(let final, let marker, let parameters):
      if marker == 0 {
        control(final, parameters)
      } else if marker == UInt8(ascii: "?"), final == UInt8(ascii: "h") || final == UInt8(ascii: "l") {
        for parameter in parameters { setMode(parameter ?? 0, final == UInt8(ascii: "h")) }
      } else if marker == UInt8(ascii: "!"), final == UInt8(ascii: "p") {
        (top, bottom, wraps, drawsLines) = (0, height - 1, true, false)
      }
    }
  }

  mutating func escape(_ final: UInt8) {
    switch final {
    case UInt8(ascii: "7"): saved = (x, y)
    case UInt8(ascii: "8"): place(saved.x, saved.y)
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "E"):
      x = 0
      lineFeed()
    case UInt8(ascii: "M"):
      if y == top { scrollDown(1) } else { y = max(0, y - 1) }
    case UInt8(ascii: "c"):
      leaveAlternate()
      clear()
      (top, bottom, saved, wraps, drawsLines) = (0, height - 1, (0, 0), true, false)
    default: break
    }
  }

  mutating func control(_ final: UInt8, _ p: [Int?]) {
    let first = p[0] ?? 0, count = max(1, first)
    switch final {
    case UInt8(ascii: "A"): y = max(y >= top ? top : 0, y - count)
    case UInt8(ascii: "B"), UInt8(ascii: "e"): place(x, min(y <= bottom ? bottom : height - 1, y + count))
    case UInt8(ascii: "C"), UInt8(ascii: "a"): x = min(columns - 1, x + count)
    case UInt8(ascii: "D"): x = max(0, min(x, columns - 1) - count)
    case UInt8(ascii: "E"): place(0, min(y <= bottom ? bottom : height - 1, y + count))
    case UInt8(ascii: "F"): (x, y) = (0, max(y >= top ? top : 0, y - count))
    case UInt8(ascii: "G"), UInt8(ascii: "`"): x = min(columns, count) - 1
    case UInt8(ascii: "d"): place(x, count - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): place(max(1, p.count > 1 ? p[1] ?? 1 : 1) - 1, count - 1)
    case UInt8(ascii: "J"): eraseDisplay(first)
    case UInt8(ascii: "K"): eraseLine(first)
    case UInt8(ascii: "X"): rows[y].erase(min(x, columns)..<min(columns, x + count))
    case UInt8(ascii: "@"): rows[y].insert(count, at: x, width: columns)
    case UInt8(ascii: "P"): rows[y].delete(count, at: x)
    case UInt8(ascii: "L"): if (top...bottom).contains(y) { insertLines(count, at: y) }
    case UInt8(ascii: "M"): if (top...bottom).contains(y) { deleteLines(count, at: y) }
    case UInt8(ascii: "S"): for _ in 0..<min(count, height) { scrollUp() }
    case UInt8(ascii: "T"): if p.count == 1 { scrollDown(count) }
    case UInt8(ascii: "b"): for _ in 0..<min(count, columns * height) { write(last, width: 1) }
    case UInt8(ascii: "s"): saved = (x, y)
    case UInt8(ascii: "u"): place(saved.x, saved.y)
    case UInt8(ascii: "r"):
      let low = max(1, p[0] ?? 1) - 1, high = min(height, (p.count > 1 ? p[1] : nil) ?? height) - 1
      if low < high {
        (top, bottom) = (low, high)
        place(0, 0)
      }
    default: break
    }
  }

  mutating func setMode(_ mode: Int, _ isOn: Bool) {
    switch mode {
    case 7: wraps = isOn
    case 47, 1047, 1049:
      if isOn, main == nil {
        main = (rows, x, y)
        rows = [ScreenRow(offset: offset, number: number)]
        (x, y) = (0, 0)
      } else if !isOn {
        leaveAlternate()
      }
    default: break
    }
  }

  mutating func leaveAlternate() {
    guard let back = main else { return }
    (rows, x, y) = back
    main = nil
    (top, bottom) = (0, height - 1)
  }

  /// Moves the cursor, making the rows that it needs.
  mutating func place(_ column: Int, _ row: Int) {
    x = min(max(0, column), columns - 1)
    y = min(max(0, row), height - 1)
    while rows.count <= y { rows.append(ScreenRow(offset: offset, number: number)) }
  }

  mutating func lineFeed() {
    if y == bottom {
      scrollUp()
    } else if y < height - 1 {
      y += 1
      if rows.count <= y { rows.append(ScreenRow(offset: offset, number: number)) }
    }
  }

  /// Moves the rows of the region up by one; what leaves it at the top has become history, wherever the top is.
  mutating func scrollUp() {
    guard top < rows.count else { return }
    let row = rows.remove(at: top)
    if main == nil { release(row) }
    while rows.count < bottom { rows.append(ScreenRow(offset: offset, number: number)) }
    rows.insert(ScreenRow(offset: offset, number: number), at: min(bottom, rows.count))
  }

  mutating func scrollDown(_ count: Int) { insertLines(count, at: top) }

  mutating func insertLines(_ count: Int, at row: Int) {
    for _ in 0..<min(count, bottom - row + 1) {
      if rows.count > bottom { rows.remove(at: bottom) }
      if row <= rows.count { rows.insert(ScreenRow(offset: offset, number: number), at: row) }
    }
  }

  mutating func deleteLines(_ count: Int, at row: Int) {
    for _ in 0..<min(count, bottom - row + 1) where row < rows.count {
      rows.remove(at: row)
      if bottom < rows.count { rows.insert(ScreenRow(offset: offset, number: number), at: bottom) }
    }
    while rows.count <= y { rows.append(ScreenRow(offset: offset, number: number)) }
  }

  mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: rows[y].erase(min(x, columns)..<columns)
    case 1: rows[y].erase(0..<min(x + 1, columns))
    case 2: rows[y].erase(0..<columns)
    default: break
    }
  }

  mutating func eraseDisplay(_ part: Int) {
    switch part {
    case 0 where x == 0 && y == 0, 2:
      let at = (x, y)
      clear()
      if part == 2 { place(at.0, at.1) }
    case 0:
      eraseLine(0)
      rows.removeLast(rows.count - 1 - y)
    case 1:
      eraseLine(1)
      for row in 0..<y { rows[row] = ScreenRow(offset: offset, number: number) }
    default: break
    }
  }

  /// Clears the screen. What stood on it becomes history.
  mutating func clear() {
    if main == nil {
      while let row = rows.last, row.isBlank { rows.removeLast() }
      for row in rows { release(row) }
      endWrap()
    }
    rows = [ScreenRow(offset: offset, number: number)]
    (x, y) = (0, 0)
  }
}
