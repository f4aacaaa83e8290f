// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON file that a person keeps: changed as with an editor, so that order, layout and comments stay.
///
/// Reads what such files hold in practice: comments and commas behind the last element too.
struct JSONText {
  /// A value and where it stands.
  indirect enum Node {
    case object([Member], Range<Int>)
    case array([Node], Range<Int>)
    case scalar(Range<Int>)

    var range: Range<Int> {
      switch self {
      case .object(_, let range), .array(_, let range), .scalar(let range): range
      }
    }
  }

  struct Member {
    let key: String
    let start: Int
    let value: Node
  }

  private(set) var bytes: [UInt8]
  private var place = 0

  /// An empty text is an empty object.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes.contains { $0 > 0x20 } ? bytes : Array("{}\n".utf8)
  }

  /// The whole as a tree; nil when it is not JSON, or no object.
  func root() -> Node? {
    var reader = self
    reader.place = 0
    reader.skip()
    guard let node = reader.value(), case .object = node else { return nil }
    reader.skip()
    return reader.place == bytes.count ? node : nil
  }

  /// The value that a node stands for.
  func value(of node: Node) -> JSONValue? {
    switch node {
    case .scalar(let range): return JSONValue(Array(bytes[range]))
    case .array(let nodes, _):
      let values = nodes.compactMap { value(of: $0) }
      return values.count == nodes.count ? .array(values) : nil
    case .object(let members, _):
      var object: [String: JSONValue] = [:]
      for member in members { object[member.key] = value(of: member.value) }
      return object.count == members.count ? .object(object) : nil
    }
  }

  // MARK: - Changes

  /// Adds what `addition` has and the text does not: members of objects, elements of arrays. What is there stays.
  ///
  /// - Returns: Whether it could: false where the text has something else in the place of an object or array.
  mutating func merge(_ addition: JSONValue) -> Bool { merge(addition, at: []) }

  private mutating func merge(_ addition: JSONValue, at path: [String]) -> Bool {
    guard let node = find(path) else { return false }
    switch (addition, node) {
    case (.object(let wanted), .object):
      for key in wanted.keys.sorted() {
        guard let value = wanted[key] else { continue }
        if find(path + [key]) != nil {
          guard merge(value, at: path + [key]) else { return false }
        } else {
          insert(Self.quoted(key) + ": ", value, into: path)
        }
      }
      return true
    case (.array(let wanted), .array(let nodes, _)):
      let present = nodes.compactMap { value(of: $0) }
      for value in wanted where !present.contains(value) { insert("", value, into: path) }
      return true
    case (.object, _), (.array, _): return false
    // Somebody has said so, or something else: it stands.
    default: return true
    }
  }

  /// Takes out what is of `addition`: equal elements of arrays, equal members; what is left empty by that goes too.
  mutating func withdraw(_ addition: JSONValue) { withdraw(addition, at: []) }

  private mutating func withdraw(_ addition: JSONValue, at path: [String]) {
    guard case .object(let wanted) = addition else { return }
    for key in wanted.keys.sorted() {
      let inner = path + [key]
      guard let value = wanted[key], let node = find(inner) else { continue }
      switch (value, node) {
      case (.array(let elements), .array):
        for element in elements { remove(element, from: inner) }
      case (.object, .object) where self.value(of: node) != value: withdraw(value, at: inner)
      case _ where self.value(of: node) == value: removeMember(inner)
      default: break
      }
      if let left = find(inner), isEmpty(left) { removeMember(inner) }
    }
  }

  private func isEmpty(_ node: Node) -> Bool {
    switch node {
    case .object(let members, _): members.isEmpty
    case .array(let nodes, _): nodes.isEmpty
    case .scalar: false
    }
  }

  private func find(_ path: [String]) -> Node? {
    var node = root()
    for key in path {
      guard case .object(let members, _)? = node else { return nil }
      node = members.last { $0.key == key }?.value
    }
    return node
  }

  private mutating func insert(_ key: String, _ value: JSONValue, into path: [String]) {
    guard let node = find(path) else { return }
    let ends: [Int]
    switch node {
    case .object(let members, _): ends = members.map(\.value.range.upperBound)
    case .array(let nodes, _): ends = nodes.map(\.range.upperBound)
    case .scalar: return
    }
    let depth = path.count + 1
    let indent = String(repeating: "  ", count: depth)
    let text = key + Self.text(value, indent: indent)
    if let last = ends.last {
      // A comma that is there already stands behind what is put in.
      bytes.insert(contentsOf: Array((",\n" + indent + text).utf8), at: last)
    } else {
      let outer = String(repeating: "  ", count: depth - 1)
      let inside = node.range.lowerBound + 1..<node.range.upperBound - 1
      bytes.replaceSubrange(inside, with: Array(("\n" + indent + text + "\n" + outer).utf8))
    }
  }

  private mutating func remove(_ element: JSONValue, from path: [String]) {
    guard case .array(let nodes, let range)? = find(path),
      let index = nodes.firstIndex(where: { value(of: $0) == element })
    else { return }
    cut(index, starts: nodes.map(\.range.lowerBound), ends: nodes.map(\.range.upperBound), in: range)
  }

  private mutating func removeMember(_ path: [String]) {
    guard case .object(let members, let range)? = find(Array(path.dropLast())),
      let index = members.lastIndex(where: { $0.key == path.last })
    else { return }
    cut(index, starts: members.map(\.start), ends: members.map(\.value.range.upperBound), in: range)
  }

  private mutating func cut(_ index: Int, starts: [Int], ends: [Int], in range: Range<Int>) {
    if index > 0 {
      bytes.removeSubrange(ends[index - 1]..<ends[index])
    } else if starts.count > 1 {
      bytes.removeSubrange(starts[0]..<starts[1])
    } else {
      bytes.removeSubrange(range.lowerBound + 1..<range.upperBound - 1)
    }
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).text }

  private static func text(_ value: JSONValue, indent: String) -> String {
    let text = (try? JSON.text(value)) ?? "null"
    return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n" + indent)
  }

  // MARK: - Reading

  private mutating func skip() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x20, 0x09, 0x0a, 0x0d: place += 1
      case UInt8(ascii: "/") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "/"):
        while place < bytes.count, bytes[place] != 0x0a { place += 1 }
      case UInt8(ascii: "/") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "*"):
        place += 2
        while place + 1 < bytes.count,
          bytes[place] != UInt8(ascii: "*") || bytes[place + 1] != UInt8(ascii: "/")
        {
          place += 1
        }
        place = min(place + 2, bytes.count)
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int = 0) -> Node? {
    let start = place
    guard place < bytes.count, depth < 100 else { return nil }
    switch bytes[place] {
    case UInt8(ascii: "{"):
      place += 1
      var members: [Member] = []
      while true {
        skip()
        if take(UInt8(ascii: "}")) { return .object(members, start..<place) }
        let begin = place
        guard let key = string() else { return nil }
        skip()
        guard take(UInt8(ascii: ":")) else { return nil }
        skip()
        guard let value = value(depth: depth + 1) else { return nil }
        members.append(Member(key: key, start: begin, value: value))
        skip()
        if take(UInt8(ascii: ",")) { continue }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "}") else { return nil }
      }
    case UInt8(ascii: "["):
      place += 1
      var nodes: [Node] = []
      while true {
        skip()
        if take(UInt8(ascii: "]")) { return .array(nodes, start..<place) }
        guard let value = value(depth: depth + 1) else { return nil }
        nodes.append(value)
        skip()
        if take(UInt8(ascii: ",")) { continue }
        guard place < bytes.count, bytes[place] == UInt8(ascii: "]") else { return nil }
      }
    case UInt8(ascii: "\""): return string() == nil ? nil : .scalar(start..<place)
    default:
      while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
      return place > start && JSONValue(Array(bytes[start..<place])) != nil ? .scalar(start..<place) : nil
    }
  }

  /// What ends a number or a word.
  private static let ends = Array(" \t\r\n,]}/".utf8)

  private mutating func string() -> String? {
    let start = place
    guard take(UInt8(ascii: "\"")) else { return nil }
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard take(UInt8(ascii: "\"")) else { return nil }
    return JSONValue(Array(bytes[start..<place]))?.string
  }
}
