// SPDX-License-Identifier: GPL-3.0-or-later

// The helper is started for one line and asks for a handful of names. The texts are therefore read where the linker
// put them, and only the places of the names are noted: every page that a short-lived process writes to costs it as
// much as a thousand instructions.

/// Finds entries in the texts of the knowledge by the words they are called by.
struct KnowledgeIndex {
  private let texts: [KnowledgeText]
  /// Open addressing: a slot is the place of a name; 0 is empty.
  private var slots: [UInt32]
  private var count = 0

  /// Slots; a power of two.
  private static let size = 8192

  init(_ texts: [StaticString]) {
    self.texts = texts.map(KnowledgeText.init)
    slots = [UInt32](repeating: 0, count: Self.size)
    for (number, text) in self.texts.enumerated() {
      text.eachName { hash, name in insert(Place(text: number, offset: name.lowerBound), hash: hash) }
    }
  }

  /// Where a name stands: the text's number and the offset in it, in one word that is never 0.
  private struct Place {
    let word: UInt32
    init(text: Int, offset: Int) { word = UInt32(text + 1) << 24 | UInt32(offset) }
    init(word: UInt32) { self.word = word }
    var text: Int { Int(word >> 24) - 1 }
    var offset: Int { Int(word & 0xFF_FFFF) }
  }

  private mutating func insert(_ place: Place, hash: UInt32) {
    count += 1
    precondition(
      count < Self.size * 3 / 4, "the table must keep room, or looking for a missing name would not end")
    var slot = Int(hash) & (Self.size - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (Self.size - 1) }
    slots[slot] = place.word
  }

  /// The rows of the entry that is called by these words, as they stand in its text.
  func rows(of name: String) -> ArraySlice<UInt8>? {
    var slot = Int(KnowledgeText.hash(of: name)) & (Self.size - 1)
    while slots[slot] != 0 {
      let place = Place(word: slots[slot]), text = texts[place.text]
      if text.hasName(name, at: place.offset) { return text.bytes(text.rows(below: place.offset)) }
      slot = (slot + 1) & (Self.size - 1)
    }
    return nil
  }

  /// Every entry once, with all the words that it is called by.
  var entries: [(names: [String], rows: ArraySlice<UInt8>)] {
    var entries: [(names: [String], rows: ArraySlice<UInt8>)] = []
    for text in texts {
      var last: Range<Int>?
      text.eachName { _, name in
        let rows = text.rows(below: name.lowerBound)
        if rows != last { entries.append(([], text.bytes(rows))) }
        entries[entries.count - 1].names.append(String(decoding: text.bytes(name), as: UTF8.self))
        last = rows
      }
    }
    return entries
  }
}
