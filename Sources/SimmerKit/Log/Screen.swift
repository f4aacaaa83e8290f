// SPDX-License-Identifier: GPL-3.0-or-later

/// A model of a terminal, as far as it decides what text a person saw.
///
/// It holds the rows that the cursor can still reach. A row that scrolls off the top can change no more and goes out
/// as a line; so does what a program wipes by clearing the screen, because a log forgets nothing.
/// Memory is bounded by the size of the screen, whatever comes.
struct Screen {
  /// What goes out: a line that can change no more.
  struct Line {
    var offset: Int
    var number: Int
    var text: [UInt8]
  }

  /// A line that wraps for ever goes out in pieces of this many bytes.
  private static let longestLine = 1 << 18

  let columns: Int
  let height: Int
  var rows: [ScreenRow]
  var lines: [Line] = []
  var x = 0
  var y = 0
  var top = 0
  var bottom: Int
  var saved = (x: 0, y: 0)
  var main: (rows: [ScreenRow], x: Int, y: Int)?
  var wraps = true
  var drawsLines = false
  var last: UInt32 = 0x20
  var wrapping: Line?
  /// The unfinished line that was shown last, with its place.
  private var shownUnfinished: Line?
  /// Where the byte stands that is being read.
  var offset: Int
  var number: Int

  init(columns: Int, height: Int, offset: Int, number: Int) {
    self.columns = min(max(columns, 2), 4096)
    self.height = min(max(height, 2), 512)
    (self.offset, self.number) = (offset, number)
    bottom = self.height - 1
    rows = [ScreenRow(offset: offset, number: number)]
  }

  /// Whether the next line stands for itself: the cursor is at the start of a fresh last row, in no special mode.
  var isCalm: Bool {
    x == 0 && main == nil && y == rows.count - 1 && rows[y].isBlank && top == 0 && bottom == height - 1
      && wraps
      && !drawsLines
  }

  // MARK: - Lines that need no model

  /// Takes lines that only went forwards: `text` holds them with their newlines. Only while the screen is calm.
  ///
  /// - Returns: How many bytes of `text` were not taken, because they can change no more: they go out as they are, after `lines`.
  mutating func take(
    plain text: UnsafeRawBufferPointer, lines count: Int, offset: Int, nextOffset: Int,
    sourceOffsets: (Int) -> Int
  ) -> (bytes: Int, lines: Int) {
    rows.removeLast()
    var begin = 0, passed = 0
    if count >= height {
      for row in rows { release(row) }
      endWrap()
      rows.removeAll(keepingCapacity: true)
      passed = count - (height - 1)
      var missing = height
      var end = text.count
      while end > 0 {
        if text[end - 1] == 0x0a {
          missing -= 1
          if missing == 0 { break }
        }
        end -= 1
      }
      begin = end
    }
    let passedBytes = begin
    var index = passed
    while begin < text.count {
      let end = text[begin...].firstIndex(of: 0x0a) ?? text.count
      var row = ScreenRow(offset: sourceOffsets(index), number: number + index)
      row.plain = Array(text[begin..<end])
      rows.append(row)
      if rows.count >= height { release(rows.removeFirst()) }
      index += 1
      begin = end + 1
    }
    number += count
    self.offset = nextOffset
    rows.append(ScreenRow(offset: nextOffset, number: number))
    y = rows.count - 1
    return (passedBytes, passed)
  }

  /// Passes over `count` lines that only go forwards and that nobody wants to see, and as many as push all others out of reach.
  mutating func skip(_ count: Int, nextOffset: Int) {
    rows.removeLast()
    for row in rows { release(row) }
    endWrap()
    number += count
    offset = nextOffset
    rows = [ScreenRow(offset: nextOffset, number: number)]
    y = 0
  }

  /// Turns the text of untouched rows into cells, wrapped as the screen would have.
  mutating func explode() {
    guard rows.contains(where: { $0.plain != nil }) else { return }
    let old = rows, wasAt = y
    let (savedOffset, savedNumber) = (offset, number)
    rows = []
    for row in old {
      guard let plain = row.plain else {
        rows.append(row)
        continue
      }
      (offset, number) = (row.offset, row.number)
      rows.append(ScreenRow(offset: offset, number: number))
      rows[rows.count - 1].isShown = row.isShown
      (x, y) = (0, rows.count - 1)
      plain.withUnsafeBytes { show($0[...], isRebuilding: true) }
    }
    (offset, number) = (savedOffset, savedNumber)
    (x, y) = (0, rows.count - 1 - (old.count - 1 - wasAt))
    while rows.count > height {
      release(rows.removeFirst())
      y -= 1
    }
    y = max(0, y)
  }

  // MARK: - Lines that need it

  /// Reads bytes of the log that begin at `offset`.
  mutating func read(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    explode()
    var i = 0
    while i < bytes.count {
      offset = start + i
      let byte = bytes[i]
      switch byte {
      case 0x1b:
        let (sequence, end) = EscapeSequence.read(bytes, at: i)
        perform(sequence)
        i = end
      case 0x0a, 0x0b, 0x0c:
        if byte == 0x0a { number += 1 }
        offset = start + i + 1
        x = 0
        lineFeed()
        i += 1
      case 0x0d:
        x = 0
        i += 1
      case 0x08:
        x = max(0, min(x, columns - 1) - 1)
        i += 1
      case 0x09:
        tab()
        i += 1
      case 0x0e, 0x0f:
        drawsLines = false
        i += 1
      case 0x00..<0x20, 0x7f: i += 1
      default:
        var end = i + 1
        while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x7f { end += 1 }
        show(bytes[i..<end], isRebuilding: false)
        i = end
      }
    }
    offset = start + bytes.count
  }

  /// Writes text that holds no control characters but, when rebuilding, tabs.
  private mutating func show(_ bytes: Slice<UnsafeRawBufferPointer>, isRebuilding: Bool) {
    var i = bytes.startIndex
    while i < bytes.endIndex {
      let byte = bytes[i]
      if byte < 0x80 {
        if byte == 0x09 {
          tab()
        } else {
          write(
            drawsLines && !isRebuilding ? Self.drawn(byte) : UInt32(byte), width: 1,
            isRebuilding: isRebuilding)
        }
        i += 1
        continue
      }
      let (scalar, length) = Self.decode(bytes, at: i)
      if let scalar {
        let width = DisplayWidth.of(scalar)
        if width == 0 {
          rows[y].combine(bytes[i..<i + length], before: x)
        } else if !(0x80..<0xa0).contains(scalar.value) {
          write(scalar.value, width: width, isRebuilding: isRebuilding)
        }
      } else {
        write(0x110000 + UInt32(byte), width: 1, isRebuilding: isRebuilding)
      }
      i += length
    }
  }

  mutating func write(_ code: UInt32, width: Int, isRebuilding: Bool = false) {
    if x + width > columns {
      if wraps {
        rows[y].isWrapped = true
        x = 0
        // While rows are rebuilt, the screen grows as far as they need.
        if isRebuilding {
          rows.append(ScreenRow(offset: offset, number: number))
          y += 1
        } else {
          lineFeed()
        }
      } else {
        x = columns - width
      }
    }
    last = code
    rows[y].put(ScreenCell(code: code), at: x)
    if width == 2 { rows[y].put(ScreenCell(code: ScreenCell.half), at: x + 1) }
    x += width
  }

  mutating func tab() {
    guard x < columns - 1 else { return }
    let end = min((x / 8 + 1) * 8, columns - 1)
    let cells = rows[y].cells
    if x >= cells.count || cells[x..<min(end, cells.count)].allSatisfy({ $0.code == ScreenCell.blank }) {
      rows[y].put(ScreenCell(code: ScreenCell.tab), at: x)
      for column in x + 1..<max(end, x + 1) { rows[y].put(ScreenCell(code: ScreenCell.skipped), at: column) }
    }
    x = end
  }

  private static func decode(
    _ bytes: Slice<UnsafeRawBufferPointer>, at start: Int
  ) -> (Unicode.Scalar?, length: Int) {
    let length: Int
    switch bytes[start] {
    case 0xc2...0xdf: length = 2
    case 0xe0...0xef: length = 3
    case 0xf0...0xf4: length = 4
    default: return (nil, 1)
    }
    guard start + length <= bytes.endIndex else { return (nil, 1) }
    var value = UInt32(bytes[start]) & (0xff >> UInt32(length + 1))
    for i in start + 1..<start + length {
      guard bytes[i] & 0xc0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(bytes[i] & 0x3f)
    }
    let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= least, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, length)
  }

  /// The special graphics of the VT100 (vt100.net, table 3-9): boxes drawn with letters.
  private static func drawn(_ byte: UInt8) -> UInt32 {
    guard (0x60...0x7e).contains(byte) else { return UInt32(byte) }
    return boxes[Int(byte - 0x60)]
  }
  private static let boxes: [UInt32] = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·".unicodeScalars.map(\.value)

  // MARK: - What goes out

  /// Lets `row` go: it joins the rows before it that wrapped into it.
  mutating func release(_ row: ScreenRow) {
    if row.isShown, wrapping == nil, !row.isWrapped { return }
    var line = wrapping ?? Line(offset: row.offset, number: row.number, text: [])
    row.write(to: &line.text)
    if row.isWrapped, line.text.count < Self.longestLine {
      wrapping = line
    } else {
      wrapping = nil
      lines.append(line)
    }
  }

  mutating func endWrap() {
    if let line = wrapping { lines.append(line) }
    wrapping = nil
  }

  /// Takes the lines that have gone out.
  mutating func takeLines() -> [Line] {
    defer { lines.removeAll() }
    return lines
  }

  /// Lets everything go that is on the screen, and begins anew.
  mutating func finish() {
    let alternate = main == nil ? [] : rows
    if let back = main { rows = back.rows }
    main = nil
    for row in rows.dropLast() { release(row) }
    if let row = rows.last, !row.isBlank { release(row) }
    endWrap()
    for row in alternate where !row.isBlank { release(row) }
    endWrap()
    rows = [ScreenRow(offset: offset, number: number)]
    (x, y, top, bottom) = (0, 0, 0, height - 1)
  }

  /// Lets a follower see the rows that the cursor has left, and with `unfinished` the one that it is in; they go out again
  /// only when they change. An unfinished one that was shown goes out again when it goes on; when it was written anew, as a
  /// progress bar is, with `rewritten` alone.
  mutating func showSettled(unfinished: Bool, rewritten: Bool) {
    guard main == nil, wrapping == nil else { return }
    let limit = unfinished && !rows[y].isBlank ? y + 1 : y
    var row = 0
    while row < limit {
      var end = row
      while end + 1 < limit, rows[end].isWrapped { end += 1 }
      guard !rows[end].isWrapped else { return }
      if rows[row...end].contains(where: { !$0.isShown }), end < y || isNews(row...end, rewritten) {
        for index in row...end { release(rows[index]) }
        endWrap()
        for index in row...end { rows[index].isShown = true }
      }
      row = end + 1
    }
  }

  /// Whether the unfinished line of these rows says more than when it was last shown; remembers it as shown then.
  private mutating func isNews(_ range: ClosedRange<Int>, _ rewritten: Bool) -> Bool {
    var line = Line(offset: rows[range.lowerBound].offset, number: 0, text: [])
    for index in range { rows[index].write(to: &line.text) }
    while line.text.last == 0x20 { line.text.removeLast() }
    if let last = shownUnfinished, last.offset == line.offset, !rewritten, !line.text.starts(with: last.text)
    {
      return false
    }
    shownUnfinished = line
    return true
  }

  /// Where to begin again so that nothing is missed: the start of the row that the cursor is in, its wrapped beginning included.
  var resumption: (offset: Int, number: Int) {
    var row = y
    while row > 0, rows[row - 1].isWrapped { row -= 1 }
    return (rows[row].offset, rows[row].number)
  }

  /// Moves to another place of the log, so many `lines` later, after `finish`.
  mutating func jump(to offset: Int, passing lines: Int) {
    self.offset = offset
    number += lines
    rows = [ScreenRow(offset: offset, number: number)]
  }
}
