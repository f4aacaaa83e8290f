// SPDX-License-Identifier: GPL-3.0-or-later

/// A key, as a terminal sends it.
enum Keystroke: Equatable {
  case text(Character)
  case up, down, pageUp, pageDown, home, end
  case enter, escape, backspace
  /// Ctrl and a small letter.
  case control(Character)
}

/// Makes keys of what comes from a terminal, in which keys can be several bytes, and those can come apart.
struct Keystrokes {
  private var bytes: [UInt8] = []

  /// Whether an escape has come that may be a key, or the beginning of one: which is seen when no more comes.
  var isOpen: Bool { !bytes.isEmpty }

  /// How long the rest of a key may take, in milliseconds.
  static let patience = 50

  mutating func add(_ more: [UInt8]) { bytes += more }

  /// Takes the next key.
  ///
  /// - Parameter final: Whether nothing more has come in time.
  mutating func take(final: Bool = false) -> Keystroke? {
    while let first = bytes.first {
      switch first {
      case 0x1b:
        if bytes.count == 1 {
          guard final else { return nil }
          bytes = []
          return .escape
        }
        guard bytes[1] == UInt8(ascii: "[") || bytes[1] == UInt8(ascii: "O") else {
          // Alt and a key, or Escape and then a key: of which Escape is what can be meant here.
          bytes.removeFirst()
          return .escape
        }
        guard let end = bytes.dropFirst(2).firstIndex(where: { (0x40...0x7e).contains($0) }) else {
          if final { bytes = [] }
          return nil
        }
        let sequence = String(decoding: bytes[2...end], as: UTF8.self)
        bytes.removeFirst(end + 1)
        if let key = Self.named(sequence) { return key }
      case 0x0d, 0x0a:
        bytes.removeFirst()
        return .enter
      case 0x7f, 0x08:
        bytes.removeFirst()
        return .backspace
      case 0x01...0x1a:
        bytes.removeFirst()
        return .control(Character(UnicodeScalar(first + 0x60)))
      case 0x00..<0x20:
        bytes.removeFirst()
      default:
        let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        guard bytes.count >= length || final else { return nil }
        let text = String(decoding: bytes.prefix(length), as: UTF8.self)
        bytes.removeFirst(min(length, bytes.count))
        if let character = text.first, character != "\u{fffd}" { return .text(character) }
      }
    }
    return nil
  }

  private static func named(_ sequence: String) -> Keystroke? {
    switch sequence {
    case "A": .up
    case "B": .down
    case "H", "1~", "7~": .home
    case "F", "4~", "8~": .end
    case "5~": .pageUp
    case "6~": .pageDown
    default: nil
    }
  }
}
