// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of bytes, for people.
public enum ByteCount {
  /// `512 bytes`, `4.1 kB`, `64 MB`, `20.5 GB`: units of a thousand, as disks are sold and `ls --si` counts.
  public static func text(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) byte\(bytes == 1 ? "" : "s")" }
    // Tenths of the unit, rounded.
    var unit = 1000
    for name in ["kB", "MB", "GB", "TB"] {
      let tenths = (bytes + unit / 20) / (unit / 10)
      if tenths < 10_000 || name == "TB" {
        return tenths >= 1000 || tenths % 10 == 0
          ? "\(tenths / 10) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
      }
      unit *= 1000
    }
    return "\(bytes) bytes"
  }

  /// The units that a size is told in exactly, the largest first.
  private static let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10)]

  /// `64 MiB`, `1000 bytes`: the largest unit that needs no fraction.
  static func exactText(_ bytes: Int) -> String {
    for (name, shift) in units where bytes != 0 && bytes & ((1 << shift) - 1) == 0 {
      return "\(bytes >> shift) \(name)"
    }
    return "\(bytes) bytes"
  }

  /// Reads `64 MiB`, `2 GiB`, `64MB`, `100k`, `1000 bytes`: units are of 1024, whatever is written; nil is no size.
  static func read(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    guard let number = Int(digits), number < 1 << 40 else { return nil }
    let shift: Int
    switch unit {
    case "b", "byte", "bytes": shift = 0
    case "k", "kb", "kib": shift = 10
    case "m", "mb", "mib": shift = 20
    case "g", "gb", "gib": shift = 30
    case "t", "tb", "tib": shift = 40
    default: return nil
    }
    let (size, overflow) = number.multipliedReportingOverflow(by: 1 << shift)
    return overflow ? nil : size
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
