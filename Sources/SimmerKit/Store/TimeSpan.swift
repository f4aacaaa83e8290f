// SPDX-License-Identifier: GPL-3.0-or-later

/// A span of time as a person says it: "0.8s", "42s", "3m 12s", "2h 5m", "3d 4h".
public enum TimeSpan {
  /// Units and their milliseconds.
  public enum Unit: Int, CaseIterable, Sendable {
    case milliseconds = 1
    case seconds = 1000
    case minutes = 60_000
    case hours = 3_600_000
    case days = 86_400_000

    public var letters: String {
      switch self {
      case .milliseconds: "ms"
      case .seconds: "s"
      case .minutes: "m"
      case .hours: "h"
      case .days: "d"
      }
    }
  }

  public static func text(milliseconds: Int) -> String {
    let span = max(0, milliseconds)
    if span < 10_000 {
      let tenths = span / 100
      return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
    }
    let seconds = span / 1000, minutes = seconds / 60, hours = minutes / 60
    if minutes == 0 { return "\(seconds)s" }
    if hours == 0 { return pair(minutes, "m", seconds % 60, "s") }
    if hours < 48 { return pair(hours, "h", minutes % 60, "m") }
    return pair(hours / 24, "d", hours % 24, "h")
  }

  private static func pair(_ large: Int, _ unit: String, _ small: Int, _ smallUnit: String) -> String {
    small == 0 ? "\(large)\(unit)" : "\(large)\(unit) \(small)\(smallUnit)"
  }

  /// The milliseconds of a text such as "30s", "1h 30m", "1.5h"; nil when it is no span. Every number has its unit.
  public static func milliseconds(_ text: String) -> Int? {
    var rest = text[...], sum = 0.0, seen = false
    while true {
      rest = rest.drop { $0 == " " }
      if rest.isEmpty { break }
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let letters = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(letters.count)
      guard let value = Double(number), let unit = Unit.allCases.first(where: { $0.letters == letters })
      else {
        return nil
      }
      (sum, seen) = (sum + value * Double(unit.rawValue), true)
    }
    return seen && sum < 1e15 ? Int(sum.rounded()) : nil
  }

  /// A text that `milliseconds(_:)` reads back, without loss: "1h 30m", "1s 500ms", "0s".
  public static func exactText(_ milliseconds: Int) -> String {
    var rest = milliseconds
    let parts = Unit.allCases.reversed().compactMap { unit -> String? in
      let count = rest / unit.rawValue
      rest %= unit.rawValue
      return count > 0 ? "\(count)\(unit.letters)" : nil
    }
    return parts.isEmpty ? "0s" : parts.joined(separator: " ")
  }
}
