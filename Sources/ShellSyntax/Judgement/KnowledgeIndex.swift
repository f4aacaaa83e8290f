// SPDX-License-Identifier: GPL-3.0-or-later

// The helper is started for one line and asks for a handful of names, so the text is not read into a dictionary of
// strings (1 ms), only its names are hashed (0.1 ms), and an entry's rows are read when a line asks for them.

/// Finds entries in the text of the knowledge by the words they are called by.
struct KnowledgeIndex {
  private(set) var text: [UInt8] = []
  /// Open addressing: a slot is the place of a name in `places`, plus one; 0 is empty.
  private var slots: [UInt16] = []
  private var places: [Place] = []

  private struct Place {
    var hash: UInt32
    var name: Range<Int>
    var rows: Range<Int>
  }

  init(_ texts: [String]) {
    text.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count + 1 })
    for part in texts {
      text.append(contentsOf: part.utf8)
      text.append(.newline)
    }
    places = Self.places(in: text.span)
    precondition(
      places.count < Self.size * 3 / 4,
      "the table must keep room, or looking for a missing name would not end")
    slots = [UInt16](repeating: 0, count: Self.size)
    for index in places.indices {
      var slot = Int(places[index].hash) & (Self.size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (Self.size - 1) }
      slots[slot] = UInt16(index + 1)
    }
  }

  /// Slots; a power of two.
  private static let size = 8192

  private static func places(in text: Span<UInt8>) -> [Place] {
    var places: [Place] = []
    places.reserveCapacity(size / 2)
    // The first of the names whose rows are being read.
    var open = 0
    var rowsStart = 0
    var at = 0
    while at < text.count {
      let start = at
      let isHead = text[at] != .space && text[at] != .hash && text[at] != .newline
      if isHead {
        // Names that end in a comma go on in the next line.
        if rowsStart != at || open == places.count || text[at - 2] != UInt8(ascii: ",") {
          for index in open..<places.count { places[index].rows = rowsStart..<start }
          open = places.count
        }
        at = readNames(text, from: at, into: &places)
        rowsStart = at + 1
      } else {
        while text[at] != .newline { at += 1 }
      }
      at += 1
    }
    for index in open..<places.count { places[index].rows = rowsStart..<text.count }
    return places
  }

  /// Reads the names of a line, and returns where it ends.
  private static func readNames(_ text: Span<UInt8>, from start: Int, into places: inout [Place]) -> Int {
    var start = start
    var at = start
    var hash = seed
    while true {
      let byte = text[at]
      if byte == UInt8(ascii: ",") || byte == .newline {
        if start < at { places.append(Place(hash: hash, name: start..<at, rows: 0..<0)) }
        if byte == .newline { return at }
        hash = seed
        at += 1
        // The blank behind the comma, unless the line is over.
        if text[at] == .newline { return at }
        start = at + 1
      } else {
        hash = mixed(hash, byte)
      }
      at += 1
    }
  }

  /// FNV-1a, 32 bits.
  private static let seed: UInt32 = 2_166_136_261
  private static func mixed(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  /// Where the rows lie of the entry that is called by these words.
  func rows(of name: String) -> Range<Int>? {
    var hash = Self.seed
    for byte in name.utf8 { hash = Self.mixed(hash, byte) }
    var slot = Int(hash) & (Self.size - 1)
    while slots[slot] != 0 {
      let place = places[Int(slots[slot]) - 1]
      if place.hash == hash, text[place.name].elementsEqual(name.utf8) { return place.rows }
      slot = (slot + 1) & (Self.size - 1)
    }
    return nil
  }

  /// Every entry once, with all the words that it is called by.
  var entries: [(names: [String], rows: ArraySlice<UInt8>)] {
    var entries: [(names: [String], rows: ArraySlice<UInt8>)] = []
    for place in places {
      let name = String(decoding: text[place.name], as: UTF8.self)
      if let last = entries.last, last.rows.startIndex == place.rows.lowerBound {
        entries[entries.count - 1].names.append(name)
      } else {
        entries.append(([name], text[place.rows]))
      }
    }
    return entries
  }
}
