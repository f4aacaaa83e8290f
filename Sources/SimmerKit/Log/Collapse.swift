// SPDX-License-Identifier: GPL-3.0-or-later

/// Tells which lines say the same again.
///
/// Two lines are similar when only their numbers, times and identifiers differ, and they are equally bad; of warnings
/// and errors, the time may differ and nothing else. A line without words is like no other: its numbers are its content.
struct Likeness {
  private let line: [UInt8]
  private let form: [UInt8]
  private let timeless: ArraySlice<UInt8>
  /// Known once somebody had to know: for most lines it makes no difference.
  private var severity: Severity?

  init(_ line: [UInt8]) {
    self.line = line
    form = Self.form(line[...])
    timeless = Self.withoutTime(line)
  }

  mutating func isLike(_ other: inout Likeness, _ judge: SeverityJudge) -> Bool {
    guard form == other.form || timeless == other.timeless else { return false }
    let severity = severity(judge)
    guard severity == other.severity(judge) else { return false }
    return severity == .ordinary
      ? form == other.form && Self.hasWords(form) : timeless == other.timeless && Self.hasWords(timeless)
  }

  private mutating func severity(_ judge: SeverityJudge) -> Severity {
    let known = severity ?? judge.severity(of: line)
    severity = known
    return known
  }

  private static func hasWords(_ text: some Sequence<UInt8>) -> Bool {
    var letters = 0
    for byte in text
    where (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte >= 0x80 {
      letters += 1
    }
    return letters >= 3
  }

  /// The line with `#` in place of what counts and names: numbers, hexadecimal names, and the ends of `LONG_UPPER_CASE` names.
  private static func form(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var form: [UInt8] = []
    form.reserveCapacity(line.count)
    var i = line.startIndex
    while i < line.endIndex {
      if line[i] == UInt8(ascii: "'"), let end = endOfQuote(line, i) {
        form += [UInt8(ascii: "'"), UInt8(ascii: "#")]
        i = end
        continue
      }
      guard isWord(line[i]) else {
        form.append(line[i])
        i += 1
        continue
      }
      var end = i, digits = 0, isHex = true, isUpper = true, underscores = 0
      while end < line.endIndex, isWord(line[end]) {
        let byte = line[end]
        if isDigit(byte) {
          digits += 1
        } else if !(UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20) {
          isHex = false
        }
        if byte == UInt8(ascii: "_") { underscores += 1 }
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { isUpper = false }
        end += 1
      }
      if digits > 0, (isHex && end - i >= 6) || digits * 2 >= end - i {
        form.append(UInt8(ascii: "#"))
      } else if isUpper, underscores >= 2 {
        // A family of flags: its first two words are its name.
        var parts = 0
        for byte in line[i..<end] {
          if byte == UInt8(ascii: "_") { parts += 1 }
          if parts == 2 { break }
          form.append(byte)
        }
        form.append(UInt8(ascii: "#"))
      } else if digits > 0 {
        appendHidingDigits(line[i..<end], to: &form)
      } else {
        form += line[i..<end]
      }
      i = end
    }
    return form
  }

  /// The place of the quote that ends the name which one at `start` begins: 'users', 'INNODB_CMP', './a.css'.
  private static func endOfQuote(_ line: ArraySlice<UInt8>, _ start: Int) -> Int? {
    guard start == line.startIndex || !isWord(line[start - 1]) else { return nil }
    for i in start + 1..<line.endIndex {
      if line[i] == UInt8(ascii: "'") { return i > start + 1 ? i : nil }
      if line[i] == 0x20 { return nil }
    }
    return nil
  }

  private static func appendHidingDigits(_ word: ArraySlice<UInt8>, to form: inout [UInt8]) {
    for byte in word {
      if !isDigit(byte) {
        form.append(byte)
      } else if form.last != UInt8(ascii: "#") {
        form.append(UInt8(ascii: "#"))
      }
    }
  }

  /// The line without the date and time that it begins with.
  private static func withoutTime(_ line: [UInt8]) -> ArraySlice<UInt8> {
    var i = 0, digits = 0
    while i < min(line.count, 48) {
      switch line[i] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: ":"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "/"),
        UInt8(ascii: "["),
        UInt8(ascii: "]"), UInt8(ascii: " "), UInt8(ascii: "T"), UInt8(ascii: "Z"), UInt8(ascii: "+"),
        UInt8(ascii: "("),
        UInt8(ascii: ")"):
        break
      default: return digits >= 4 ? line[i...] : line[...]
      }
      i += 1
    }
    return line[...]
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
  private static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0x80
      || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }
}
