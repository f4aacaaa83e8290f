// SPDX-License-Identifier: GPL-3.0-or-later

extension Character {
  var isBlank: Bool { self == " " || self == "\t" || self == "\r" }
}

extension Substring {
  var trimmingBlanks: Substring { drop(while: \.isBlank).trimmingTrailingBlanks }

  var trimmingTrailingBlanks: Substring {
    var text = self
    while text.last?.isBlank == true { text.removeLast() }
    return text
  }

  /// Where `text` first stands.
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      formIndex(after: &start)
    }
    return nil
  }

  /// Puts values in for `{{name}}`; one that is not known becomes the word `x`.
  func fillingTemplates(
    between open: String = "{{", _ close: String = "}}", _ value: (String) -> String?
  ) -> String {
    var result = ""
    var rest = self
    while let start = rest.range(of: open) {
      let inside = rest[start.upperBound...]
      guard let end = inside.range(of: close) else { break }
      result += rest[..<start.lowerBound] + (value(String(inside[..<end.lowerBound].trimmingBlanks)) ?? "x")
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}
