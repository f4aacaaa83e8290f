// SPDX-License-Identifier: GPL-3.0-or-later

/// An amount of bytes as a person says it: "512M", "1.5 GiB", "2G". The units are powers of 1024, as in ulimit(1).
public enum ByteCount {
  private static let units: [(letters: String, size: Int)] = [
    ("T", 1 << 40), ("G", 1 << 30), ("M", 1 << 20), ("K", 1 << 10),
  ]

  /// The bytes that `text` says; nil when it says none. A unit is needed: `2` alone would be two bytes.
  public static func bytes(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    rest = rest.dropFirst(number.count).drop { $0 == " " }
    guard let value = Double(number), value > 0,
      let unit = units.first(where: { rest.hasPrefix($0.letters) }),
      ["", "B", "IB"].contains(String(rest.dropFirst()))
    else { return nil }
    let bytes = value * Double(unit.size)
    return bytes >= 1 && bytes < 1e18 ? Int(bytes) : nil
  }

  /// Three digits at most: `0`, `840K`, `1.5G`, `12M`.
  public static func text(_ bytes: Int) -> String {
    for (place, unit) in units.enumerated() where bytes >= unit.size {
      let tenths = (bytes * 10 + unit.size / 2) / unit.size
      // 1023.9M is one of the next unit.
      if tenths >= 10_240, place > 0 { return "1\(units[place - 1].letters)" }
      return tenths >= 100 || tenths % 10 == 0
        ? "\((tenths + 5) / 10)\(unit.letters)" : "\(tenths / 10).\(tenths % 10)\(unit.letters)"
    }
    return bytes <= 0 ? "0" : "\(bytes)B"
  }

  /// `64 MiB`, `1000 bytes`: the largest unit that needs no fraction, as the configuration writes it.
  static func exactText(_ bytes: Int) -> String {
    for unit in units where bytes != 0 && bytes % unit.size == 0 {
      return "\(bytes / unit.size) \(unit.letters)iB"
    }
    return "\(bytes) bytes"
  }

  /// `1,234,567`
  static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number)
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.utf8.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
