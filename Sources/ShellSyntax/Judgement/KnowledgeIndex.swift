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
    for part in texts {
      text += part.utf8
      text.append(.newline)
    }
    places.reserveCapacity(2048)
    readPlaces()
    slots = [UInt16](repeating: 0, count: 4096)
    precondition(places.count < 3072, "the table must keep room, or looking for a missing name would not end")
    for (index, place) in places.enumerated() {
      var slot = Int(place.hash) & 4095
      while slots[slot] != 0 { slot = (slot + 1) & 4095 }
      slots[slot] = UInt16(index + 1)
    }
  }

  private mutating func readPlaces() {
    // Names that wait for the end of their rows.
    var open: [(UInt32, Range<Int>)] = []
    var rowsStart = 0
    var at = 0
    while at < text.count {
      var end = at
      while end < text.count, text[end] != .newline { end += 1 }
      if end > at, text[at] != .space, text[at] != .hash {
        // Names that end in a comma go on in the next line.
        let goesOn = !open.isEmpty && rowsStart == at && text[at - 2] == UInt8(ascii: ",")
        if !goesOn {
          for (hash, name) in open { places.append(Place(hash: hash, name: name, rows: rowsStart..<at)) }
          open = []
        }
        readNames(at..<end, into: &open)
        rowsStart = end + 1
      }
      at = end + 1
    }
    for (hash, name) in open { places.append(Place(hash: hash, name: name, rows: rowsStart..<text.count)) }
  }

  private func readNames(_ line: Range<Int>, into names: inout [(UInt32, Range<Int>)]) {
    var start = line.lowerBound
    var hash = Self.seed
    for at in line {
      if text[at] == UInt8(ascii: ",") {
        names.append((hash, start..<at))
        hash = Self.seed
        start = at + 2
      } else if at >= start {
        hash = Self.mixed(hash, text[at])
      }
    }
    if start < line.upperBound { names.append((hash, start..<line.upperBound)) }
  }

  /// FNV-1a, 32 bits.
  private static let seed: UInt32 = 2_166_136_261
  private static func mixed(_ hash: UInt32, _ byte: UInt8) -> UInt32 { (hash ^ UInt32(byte)) &* 16_777_619 }

  /// Where the rows lie of the entry that is called by these words.
  func rows(of name: String) -> Range<Int>? {
    var hash = Self.seed
    for byte in name.utf8 { hash = Self.mixed(hash, byte) }
    var slot = Int(hash) & 4095
    while slots[slot] != 0 {
      let place = places[Int(slots[slot]) - 1]
      if place.hash == hash, text[place.name].elementsEqual(name.utf8) { return place.rows }
      slot = (slot + 1) & 4095
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
