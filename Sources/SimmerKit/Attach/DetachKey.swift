// SPDX-License-Identifier: GPL-3.0-or-later

/// The one key that is for simmer and not for the task: pressed once it acts, pressed twice it is typed.
struct DetachKey {
  enum Verdict: Equatable { case none, act, undecided }

  /// Milliseconds for the second press.
  static let pause = 300

  private let key: UInt8?
  /// When the first press counts as the only one, on the steady clock.
  private(set) var deadline: Int?

  init(_ key: UInt8?) { self.key = key }

  /// Takes what was typed: returns what the task is to get of it, and what comes after the key when that acts.
  ///
  /// - Parameter isOff: Whether the key is the task's own: a full screen has keys of its own.
  mutating func take(_ typed: ArraySlice<UInt8>, isOff: Bool = false) -> (
    keys: [UInt8], rest: ArraySlice<UInt8>, acts: Bool
  ) {
    guard let key, !isOff || deadline != nil else { return (Array(typed), [], false) }
    var keys: [UInt8] = []
    var rest = typed
    while let byte = rest.first {
      if deadline != nil {
        deadline = nil
        guard byte == key else { return (keys, rest, true) }
        keys.append(byte)
      } else if byte == key {
        deadline = Clock.steady + Self.pause
      } else {
        keys.append(byte)
      }
      rest = rest.dropFirst()
    }
    return (keys, [], false)
  }

  /// Whether the time for a second press has passed.
  mutating func isDue() -> Bool {
    guard let due = deadline, Clock.steady >= due else { return false }
    deadline = nil
    return true
  }
}

extension DetachKey {
  /// Reads a key in caret notation: `^B`; nil for what is no control key.
  static func byte(_ text: String) -> UInt8? {
    let bytes = Array(text.uppercased().utf8)
    guard bytes.count == 2, bytes[0] == UInt8(ascii: "^"), (0x41...0x5f).contains(bytes[1]), bytes[1] != 0x5b
    else {
      return nil
    }
    return bytes[1] & 0x1f
  }
}
