// SPDX-License-Identifier: GPL-3.0-or-later

/// Where things stand in a TOML text: what the parser knows and does not tell.
///
/// A scan of statements and not a parser: what is not TOML it reads as far as that goes, and finds less.
struct TOMLPlaces {
  struct Entry {
    /// The line of the key, from 1.
    var line: Int
    /// The lines of an array's elements.
    var elementLines: [Int] = []
    /// The place of the bracket that closes an array, and the place behind its last element.
    var close: Int?
    var lastElementEnd: Int?
    /// Whether a comma stands behind the last element.
    var endsInComma = false
  }

  /// By key, dots between its parts; tables too.
  private(set) var entries: [String: Entry] = [:]
  /// The place of the first table: keys in front of it are in no table.
  private(set) var firstTable: Int?
  /// Places at which a statement begins, with their lines.
  private(set) var statements: [(place: Int, line: Int)] = []

  /// Those of the statements whose form is wrong already here, and what is. The parser must not see them: at some it
  /// ends the process (assertions of toml++ 3.4, such as a table without a name).
  private(set) var broken: [(statement: Int, reason: String)] = []

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var table: [String] = []
    while skipBlank(newlines: true) {
      statements.append((at, line))
      var entry = Entry(line: line)
      if bytes[at] == UInt8(ascii: "[") {
        firstTable = firstTable ?? at
        at += at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "[") ? 2 : 1
        if !(skipBlank(newlines: false) && bytes[at].isKeyStart) { leaveOut("a table without a name") }
        table = readKey()
        add(entry, table)
      } else {
        if !bytes[at].isKeyStart { leaveOut("here a key is wanted") }
        let key = readKey()
        if at < bytes.count, bytes[at] == UInt8(ascii: "=") {
          at += 1
          if !readValue(&entry) { leaveOut("its brackets do not fit together") }
        }
        if !key.isEmpty { add(entry, table + key) }
      }
      skipLine()
    }
  }

  /// The line of a key, or of the table that it stands in.
  func line(of key: [String]) -> Int {
    for count in stride(from: key.count, to: 0, by: -1) {
      if let entry = entries[key.prefix(count).joined(separator: ".")] { return entry.line }
    }
    return 1
  }

  private mutating func leaveOut(_ reason: String) { broken.append((statements.count - 1, reason)) }

  private mutating func add(_ entry: Entry, _ key: [String]) {
    let name = key.joined(separator: ".")
    if entries[name] == nil { entries[name] = entry }
  }

  /// Goes to the next thing of note; false at the end, and at the end of the line unless newlines are skipped.
  private mutating func skipBlank(newlines: Bool) -> Bool {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): at += 1
      case UInt8(ascii: "#"): while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "\n"):
        guard newlines else { return false }
        (at, line) = (at + 1, line + 1)
      default: return true
      }
    }
    return false
  }

  private mutating func skipLine() {
    while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
  }

  private mutating func readKey() -> [String] {
    var parts: [String] = []
    while skipBlank(newlines: false) {
      let start = at
      switch bytes[at] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        skipString()
        parts.append(String(decoding: bytes[min(start + 1, at)..<max(start + 1, at - 1)], as: UTF8.self))
      case UInt8(ascii: "."): at += 1
      default:
        while at < bytes.count, bytes[at].isBareKey { at += 1 }
        guard at > start else { return parts }
        parts.append(String(decoding: bytes[start..<at], as: UTF8.self))
      }
    }
    return parts
  }

  /// Goes past a value; false when its brackets do not fit together.
  private mutating func readValue(_ entry: inout Entry) -> Bool {
    var open: [UInt8] = []
    while skipBlank(newlines: !open.isEmpty) {
      let byte = bytes[at]
      let isElement = open.count == 1 && byte != UInt8(ascii: ",") && byte != UInt8(ascii: "]")
      if isElement, entry.lastElementEnd == nil || entry.endsInComma {
        entry.elementLines.append(line)
        entry.endsInComma = false
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(byte)
        at += 1
        if open.count == 1 { continue }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        // The codes of the two brackets of a pair are two apart.
        guard let last = open.popLast(), last == byte - 2 else { return false }
        if open.isEmpty { entry.close = byte == UInt8(ascii: "]") ? at : nil }
        at += 1
        if open.isEmpty { return true }
      case UInt8(ascii: ",") where open.count == 1:
        entry.endsInComma = true
        at += 1
        continue
      default: at += 1
      }
      if !open.isEmpty { entry.lastElementEnd = at }
    }
    return open.isEmpty
  }

  /// Goes past a string: three quotes open one that may have newlines.
  private mutating func skipString() {
    let quote = bytes[at]
    let isLong = at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote
    at += isLong ? 3 : 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""):
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\n") { line += 1 }
        at += 2
      case quote where !isLong:
        at += 1
        return
      case quote where at + 2 < bytes.count && bytes[at + 1] == quote && bytes[at + 2] == quote:
        at += 3
        // Up to two more quotes belong to the text.
        while at < bytes.count, bytes[at] == quote { at += 1 }
        return
      case UInt8(ascii: "\n"):
        guard isLong else { return }
        (at, line) = (at + 1, line + 1)
      default: at += 1
      }
    }
    at = bytes.count
  }
}

extension UInt8 {
  fileprivate var isKeyStart: Bool { isBareKey || self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

  fileprivate var isBareKey: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
