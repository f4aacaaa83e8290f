// SPDX-License-Identifier: GPL-3.0-or-later

/// What the words behind a tool's name must be like. The notation is explained in `Tool.swift`.
struct Pattern {
  private let words: [String]
  private(set) var operands: [[String]] = []
  private(set) var anywhere: [[String]] = []
  private(set) var required: [[String]] = []
  private(set) var absent: [[String]] = []
  private(set) var isClosed = false

  init(_ words: [String]) {
    self.words = words
    for word in words {
      if word == "$" {
        isClosed = true
      } else if word.hasPrefix("!-") {
        absent.append(Self.alternatives(word.dropFirst()))
      } else if word.hasPrefix("-") {
        required.append(Self.alternatives(word[...]))
      } else if word.hasPrefix("@") {
        anywhere.append(Self.alternatives(word.dropFirst()))
      } else {
        operands.append(Self.alternatives(word[...]))
      }
    }
  }

  /// The pattern as it is written. (`joined` looks up what a sequence is at run time, which takes longer than the rest.)
  var source: String { words.dropFirst().reduce(words.first ?? "") { $0 + " " + $1 } }

  private static func alternatives(_ word: Substring) -> [String] {
    word.split(separator: "|").map(String.init)
  }

  /// The names of the options that the pattern speaks of.
  var options: [String] {
    (required + absent).joined().map { option in
      option.split(separator: "=", maxSplits: 1).first.map(String.init) ?? option
    }
  }

  func matches(_ invocation: Invocation) -> Bool {
    let found = invocation.operands
    guard found.count >= operands.count, !isClosed || found.count == operands.count else { return false }
    for (alternatives, operand) in zip(operands, found) {
      guard alternatives.contains(where: { wildcard($0, matches: operand.text) }) else { return false }
    }
    for alternatives in anywhere {
      guard
        found.contains(where: { operand in alternatives.contains { wildcard($0, matches: operand.text) } })
      else { return false }
    }
    return required.allSatisfy { invocation.hasOption($0) } && !absent.contains { invocation.hasOption($0) }
  }
}

/// Whether a text is of a form in which `*` stands for any characters.
func wildcard(_ form: String, matches text: String) -> Bool {
  guard form.utf8.contains(UInt8(ascii: "*")) else { return form == text }
  if form == "*" { return true }
  let form = Array(form.utf8)
  let text = Array(text.utf8)
  var f = 0
  var t = 0
  // Where to go on if the text runs out of agreement: behind the last star, one byte further into the text.
  var retry: (form: Int, text: Int)?
  while t < text.count {
    if f < form.count, form[f] == UInt8(ascii: "*") {
      retry = (f + 1, t)
      f += 1
    } else if f < form.count, form[f] == text[t] {
      f += 1
      t += 1
    } else if let last = retry {
      retry = (last.form, last.text + 1)
      f = last.form
      t = last.text + 1
    } else {
      return false
    }
  }
  return form[f...].allSatisfy { $0 == UInt8(ascii: "*") }
}
