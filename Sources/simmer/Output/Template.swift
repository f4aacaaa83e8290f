// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

/// A text with places to be filled in: `{name}`. `{{` is a brace, `\n` and `\t` are what they are in C.
struct Template {
  private enum Piece {
    case text(String)
    case field(String)
  }

  private var pieces: [Piece] = []

  /// - Throws: When it has a place that is none of `fields`, or one that has no end.
  init(_ text: String, fields: [String]) throws {
    var plain = "", rest = Substring(text)
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, let escape = ["n": "\n", "t": "\t", "\\": "\\"][next] {
        rest.removeFirst()
        plain += escape
      } else if (character == "{" || character == "}"), rest.first == character {
        plain.append(rest.removeFirst())
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}") else {
          throw ValidationError("--format has a { without its }; a brace itself is {{")
        }
        let name = String(rest[..<end])
        guard fields.contains(name) else {
          let near = NearestWord.of(name, among: fields).map { "did you mean {\($0)}?" }
          throw ValidationError(
            "--format knows no {\(Harmless.text(name))}; "
              + (near ?? "there are " + fields.map { "{\($0)}" }.joined(separator: " ")))
        }
        if !plain.isEmpty { pieces.append(.text(plain)) }
        plain = ""
        pieces.append(.field(name))
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(character)
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
  }

  func filled(_ value: (String) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .field(let name): value(name)
      }
    }.joined()
  }
}
