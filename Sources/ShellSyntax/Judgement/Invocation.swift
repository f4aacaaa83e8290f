// SPDX-License-Identifier: GPL-3.0-or-later

/// One word of a command, as the command will see it.
struct Argument: Equatable {
  var text: String
  var isQuoted = false
  var isExpanded = false

  /// Whether a prefix command would take it as a variable to set.
  var isAssignment: Bool {
    guard let first = text.utf8.first, first.isNameStart, let equals = text.utf8.firstIndex(of: .equals)
    else {
      return false
    }
    return text.utf8[..<equals].allSatisfy(\.isName)
  }

  /// The word as it can stand in a line.
  var asTyped: String {
    let isPlain = text.utf8.allSatisfy { $0.isName || "-+./:,@%=".utf8.contains($0) }
    return isPlain && !text.isEmpty
      ? text
      : "'"
        + text.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}

/// The words behind a tool's name, sorted into operands and options by what the tool takes.
struct Invocation {
  struct Operand {
    var text: String
    /// Where the word stands among the arguments.
    var index: Int
  }

  struct Option {
    var name: String
    var value: String?
    var index: Int
  }

  private(set) var operands: [Operand] = []
  private(set) var options: [Option] = []

  /// - Parameters:
  ///   - takes: options whose value is the next word
  ///   - skips: forms of words that are no operands
  ///   - known: options that are one word even behind a single dash
  ///   - stopsAtOperand: whether everything behind the first operand is an operand
  init(
    _ arguments: ArraySlice<Argument>, takes: [String] = [], skips: [String] = [], known: [String] = [],
    stopsAtOperand: Bool = false
  ) {
    var index = arguments.startIndex
    var onlyOperands = false
    while index < arguments.endIndex {
      let text = arguments[index].text
      if onlyOperands || !text.hasPrefix("-") || text == "-" {
        if skips.contains(where: { wildcard($0, matches: text) }) {
          index += 1
          continue
        }
        operands
          .append(.init(text: text, index: index))
        onlyOperands = onlyOperands || stopsAtOperand
      } else if text == "--" {
        // What follows is an operand to the tool that reads it, but may be an option to what the tool starts
        // (`npm test -- --watch`), so only an ordered tool loses its options here.
        onlyOperands = stopsAtOperand
      } else if text.hasPrefix("--") || known.contains(text) || takes.contains(text) || text.utf8.count == 2 {
        let name = text.prefix { $0 != "=" }
        var value = text.utf8.count > name.utf8.count ? String(text.dropFirst(name.count + 1)) : nil
        let place = index
        if value == nil, takes.contains(String(name)), index + 1 < arguments.endIndex {
          index += 1
          value = arguments[index].text
        }
        options.append(.init(name: String(name), value: value, index: place))
      } else {
        cluster(text, takes: takes, known: known, arguments, &index)
      }
      index += 1
    }
  }

  /// `-abc` is `-a -b -c`, up to a letter that takes the rest as its value.
  private mutating func cluster(
    _ text: String, takes: [String], known: [String], _ arguments: ArraySlice<Argument>,
    _ index: inout Int
  ) {
    let place = index
    let name = String(text.prefix { $0 != "=" })
    if known.contains(name) || takes.contains(name), name != text {
      options.append(.init(name: name, value: String(text.dropFirst(name.count + 1)), index: place))
      return
    }
    let letters = Array(text.dropFirst())
    for (offset, letter) in letters.enumerated() {
      let option = "-\(letter)"
      guard takes.contains(option) else {
        options.append(.init(name: option, value: nil, index: place))
        continue
      }
      var value = String(letters[(offset + 1)...])
      if value.isEmpty, index + 1 < arguments.endIndex {
        index += 1
        value = arguments[index].text
      }
      options.append(.init(name: option, value: value, index: place))
      return
    }
  }

  /// Whether one of the options (`-f`, `--follow`, `--mode=watch`) is given, and not as `--follow=false`.
  func hasOption(_ alternatives: [String]) -> Bool {
    alternatives.contains { wanted in
      guard let equals = wanted.firstIndex(of: "=") else {
        return options.contains { $0.name == wanted && $0.value != "false" }
      }
      let name = wanted[..<equals]
      let value = String(wanted[wanted.index(after: equals)...])
      return options.contains { $0.name == name && wildcard(value, matches: $0.value ?? "") }
    }
  }
}
