// SPDX-License-Identifier: GPL-3.0-or-later

/// Ports that a line of text speaks of. Works on bytes in lower case: most lines speak of none, and are many.
enum PortMention {
  /// Returns the number after the word `port`: "port 3000", "port: 3000", "--port=3000", "port(s): 3000".
  static func afterWord(in line: [UInt8]) -> UInt16? {
    var from = 0
    while let word = line.place(of: "port", from: from) {
      from = word + 4
      let rest = line[from...].drop { separators.contains($0) }
      if rest.startIndex > from, let port = number(at: rest.startIndex, in: line) { return port }
    }
    return nil
  }

  /// Returns the numbers that follow a host: "127.0.0.1:3000", "localhost:3000", ":::3000", "tcp :8080".
  ///
  /// Times ("17:20:01") are none.
  static func afterHost(in line: [UInt8]) -> [UInt16] {
    line.indices.compactMap { place in
      guard line[place] == UInt8(ascii: ":"), let port = number(at: place + 1, in: line) else { return nil }
      let host = line[..<place].suffix(while: { isDigit($0) || $0 == UInt8(ascii: ".") })
      let isTime = !host.isEmpty && !host.contains(UInt8(ascii: "."))
      return isTime ? nil : port
    }
  }

  /// Returns the number that ends a pair: "('127.0.0.1', 8000)".
  static func inPair(in line: [UInt8]) -> UInt16? {
    var from = 0
    while let place = line.place(of: ", ", from: from) {
      from = place + 2
      if let port = number(at: from, in: line), line[from...].drop(while: isDigit).first == UInt8(ascii: ")")
      {
        return port
      }
    }
    return nil
  }

  private static let separators = Set(" \t:=#'\"()s".utf8)

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// The port whose digits begin at `place`; nil when more than a port begins there.
  static func number(at place: Int, in line: [UInt8]) -> UInt16? {
    let digits = line[place...].prefix(while: isDigit)
    guard digits.count > 1, let port = UInt16(ascii: digits), port > 0 else { return nil }
    let next = line[digits.endIndex...].prefix(2)
    // 127.0.0.1 is no port 127.
    if next.first == UInt8(ascii: "."), let after = next.last, next.count == 2, isDigit(after) { return nil }
    return port
  }
}

extension [UInt8] {
  /// Where `text` first stands from `from` on.
  func place(of text: StaticString, from: Int = 0) -> Int? {
    let count = text.utf8CodeUnitCount
    guard self.count >= from + count else { return nil }
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
    return withUnsafeBufferPointer { bytes in
      (from...(bytes.count - count)).first { start in
        bytes[start] == wanted[0] && bytes[start..<(start + count)].elementsEqual(wanted)
      }
    }
  }

  func has(_ text: StaticString) -> Bool { place(of: text) != nil }

  /// With the letters of ASCII in lower case.
  var inLowerCase: [UInt8] { map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 } }
}

extension Collection {
  /// The longest end whose elements all satisfy `isPart`.
  fileprivate func suffix(while isPart: (Element) -> Bool) -> SubSequence
  where Self: BidirectionalCollection {
    var start = endIndex
    while start > startIndex, isPart(self[index(before: start)]) { formIndex(before: &start) }
    return self[start...]
  }
}
