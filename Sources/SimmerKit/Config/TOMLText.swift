// SPDX-License-Identifier: GPL-3.0-or-later

/// Values as TOML writes them.
public enum TOMLText {
  /// A string, without escapes where that can be.
  public static func quoted(_ text: String) -> String {
    let isPrintable = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
    if isPrintable, text.contains("\\") || text.contains("\""), !text.contains("'") { return "'\(text)'" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The name of a key, without quotes where it needs none.
  private static func key(_ name: String) -> String {
    let isBare = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isBare && !name.isEmpty ? name : quoted(name)
  }

  public static func text(_ value: ConfigValue) -> String {
    switch value {
    case .word(let text), .line(let text): quoted(text)
    case .flag(let flag): flag ? "true" : "false"
    case .count(let count): String(count)
    case .size(let size): size == 0 ? "0" : "\"\(ByteCount.exactText(size))\""
    case .span(let span): "\"\(TimeSpan.exactText(span))\""
    case .presets(let presets):
      "{"
        + presets.map {
          "\(key($0.name)) = { commands = \(quoted($0.commands)), noise = \(quoted($0.noise)) }"
        }.joined(separator: ", ") + "}"
    case .patterns(let patterns), .expressions(let patterns), .parts(let patterns):
      "[" + patterns.map(quoted).joined(separator: ", ") + "]"
    }
  }
}
