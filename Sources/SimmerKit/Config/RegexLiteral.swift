// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds what must stand in every text that a regular expression matches.
///
/// It reads as little of Perl's notation as it can: at the first thing that it does not know for sure it gives up, and
/// then nothing is sure. The literal is of bytes that are in a line as typed when they are in a command's words.
struct RegexLiteral {
  /// The longest sure literal of `pattern`; empty when there is none.
  static func longest(in pattern: String) -> String {
    var reader = RegexLiteral(Array(pattern.utf8))
    guard let best = reader.read() else { return "" }
    return String(decoding: best, as: UTF8.self)
  }

  private let bytes: [UInt8]
  private var at = 0
  /// The literal that ends here, and the best one so far.
  private var run: [UInt8] = []
  private var best: [UInt8] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func read() -> [UInt8]? {
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "|"): return nil
      case UInt8(ascii: "("), UInt8(ascii: "["):
        endRun()
        guard byte == UInt8(ascii: "(") ? skipGroup() : skipClass() else { return nil }
      // A group may not be there at all, and it is not looked into: its quantifier says nothing more.
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{"):
        // The character before it may be missing.
        _ = run.popLast()
        endRun()
        guard skipQuantifier() else { return nil }
      case UInt8(ascii: "+"):
        endRun()
        at += 1
      case UInt8(ascii: "^"), UInt8(ascii: "$"), UInt8(ascii: "."):
        endRun()
        at += 1
      case UInt8(ascii: "\\"):
        guard readEscape() else { return nil }
      default:
        take(byte)
        at += 1
      }
    }
    endRun()
    return best
  }

  private mutating func take(_ byte: UInt8) {
    if byte.isSureInLine { run.append(byte) } else { endRun() }
  }

  private mutating func endRun() {
    if run.count > best.count { best = run }
    run = []
  }

  private mutating func readEscape() -> Bool {
    guard at + 1 < bytes.count else { return false }
    let byte = bytes[at + 1]
    switch byte {
    case UInt8(ascii: "d"), UInt8(ascii: "D"), UInt8(ascii: "w"), UInt8(ascii: "W"), UInt8(ascii: "s"),
      UInt8(ascii: "S"), UInt8(ascii: "b"), UInt8(ascii: "B"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "Z"), UInt8(ascii: "t"):
      endRun()
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return false
    default: take(byte)
    }
    at += 2
    return true
  }

  /// Goes past `(…)`; false for `(?` and `(*`, which can change the meaning of all.
  private mutating func skipGroup() -> Bool {
    at += 1
    var depth = 1
    if at < bytes.count, bytes[at] == UInt8(ascii: "?") {
      // Only `(?:` means nothing but a group.
      guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ":") else { return false }
      at += 2
    }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        guard at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "Q") else { return false }
        at += 2
      case UInt8(ascii: "["):
        guard skipClass() else { return false }
      case UInt8(ascii: "("):
        depth += 1
        at += 1
        if at < bytes.count, bytes[at] == UInt8(ascii: "?") || bytes[at] == UInt8(ascii: "*") {
          guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ":"), bytes[at] == UInt8(ascii: "?")
          else {
            return false
          }
        }
      case UInt8(ascii: ")"):
        depth -= 1
        at += 1
        if depth == 0 { return true }
      case UInt8(ascii: "*") where bytes[at - 1] == UInt8(ascii: "("): return false
      default: at += 1
      }
    }
    return false
  }

  /// Goes past `[…]`, in which a `]` that comes first stands for itself.
  private mutating func skipClass() -> Bool {
    at += 1
    if at < bytes.count, bytes[at] == UInt8(ascii: "^") { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") { at += 1 }
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\"):
        guard at + 1 < bytes.count, bytes[at + 1] != UInt8(ascii: "Q") else { return false }
        at += 2
      // `[:alpha:]` and its like have brackets of their own.
      case UInt8(ascii: "["): return false
      case UInt8(ascii: "]"):
        at += 1
        return true
      default: at += 1
      }
    }
    return false
  }

  /// Goes past `*`, `?` or `{…}`, with what makes it lazy or possessive.
  private mutating func skipQuantifier() -> Bool {
    if bytes[at] == UInt8(ascii: "{") {
      guard let end = bytes[at...].firstIndex(of: UInt8(ascii: "}")) else { return false }
      at = end
    }
    at += 1
    if at < bytes.count, bytes[at] == UInt8(ascii: "?") || bytes[at] == UInt8(ascii: "+") { at += 1 }
    return true
  }
}

extension UInt8 {
  /// Whether a shell's quoting leaves it as it is: letters, digits and what stands in names and options.
  ///
  /// A blank is none, because words are joined by single ones, and neither is what quoting can change.
  fileprivate var isSureInLine: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "%"):
      true
    default: false
    }
  }
}
