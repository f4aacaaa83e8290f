// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// The arguments of one call, checked against the definition of its tool before anything happens.
///
/// A number or a flag may be written as text: some hosts know nothing else.
struct Arguments {
  private let tool: Tool
  private var values: [String: JSONValue]

  init(_ value: JSONValue?, for tool: Tool) throws(ToolFailure) {
    self.tool = tool
    switch value {
    case nil, .null?: values = [:]
    case .object(let object)?: values = object.filter { $0.value != .null }
    default: throw ToolFailure("the arguments of \(tool.name) are a JSON object")
    }
    let known = tool.parameters.map(\.name)
    for name in values.keys.sorted() where !known.contains(name) {
      throw ToolFailure(
        "\(tool.name) has no parameter \(Harmless.text(name)); it has \(known.joined(separator: ", "))")
    }
    for parameter in tool.parameters {
      if parameter.isRequired, values[parameter.name] == nil {
        throw ToolFailure("\(tool.name) needs \(parameter.name): \(parameter.description)")
      }
      // Every value is looked at, needed or not: a wrong one is never passed over.
      try check(parameter)
    }
  }

  private func check(_ parameter: Parameter) throws(ToolFailure) {
    let name = parameter.name
    switch parameter.kind {
    case .text: _ = try text(name)
    case .choice(let words):
      guard let word = try text(name), !words.contains(word) else { return }
      throw wrong(name, "is one of \(words.joined(separator: ", "))")
    case .integer(let range):
      guard let number = try integer(name), !range.contains(number) else { return }
      throw wrong(
        name,
        range.upperBound < .max
          ? "is a whole number from \(range.lowerBound) to \(range.upperBound)"
          : "is a whole number, \(range.lowerBound) or more")
    case .amount: _ = try amount(name)
    case .flag: _ = try flag(name)
    case .variables: _ = try variables(name)
    case .flagOrText:
      switch values[name] {
      case nil, .bool, .string: return
      default: throw wrong(name, "is true, false or a text")
      }
    }
  }

  private func wrong(_ name: String, _ reason: String) -> ToolFailure {
    let given = values[name].map { Harmless.redacted(String($0.text.prefix(80))) } ?? "nothing"
    return ToolFailure("\(name) \(reason), not \(given); nothing was done")
  }

  func text(_ name: String) throws(ToolFailure) -> String? {
    switch values[name] {
    case nil: return nil
    case .string(let text)?:
      guard !text.utf8.contains(0) else { throw wrong(name, "has no zero bytes") }
      return text
    // An id, a port.
    case .integer(let number)?: return String(number)
    default: throw wrong(name, "is a text")
    }
  }

  func integer(_ name: String) throws(ToolFailure) -> Int? {
    switch values[name] {
    case nil: return nil
    case .integer(let number)?: return number
    case .number(let number)?:
      guard let whole = Int(exactly: number) else { throw wrong(name, "is a whole number") }
      return whole
    case .string(let text)?:
      guard let number = Int(text) else { throw wrong(name, "is a whole number") }
      return number
    default: throw wrong(name, "is a whole number")
    }
  }

  func amount(_ name: String) throws(ToolFailure) -> Double? {
    let number: Double?
    switch values[name] {
    case nil: return nil
    case .integer(let value)?: number = Double(value)
    case .number(let value)?: number = value
    case .string(let text)?: number = Double(text)
    default: number = nil
    }
    guard let number, number >= 0, number.isFinite else { throw wrong(name, "is a number, 0 or more") }
    return number
  }

  func flag(_ name: String) throws(ToolFailure) -> Bool? {
    switch values[name] {
    case nil: return nil
    case .bool(let flag)?: return flag
    case .string("true")?: return true
    case .string("false")?: return false
    default: throw wrong(name, "is true or false")
    }
  }

  func variables(_ name: String) throws(ToolFailure) -> [(name: String, value: String)] {
    switch values[name] {
    case nil: return []
    case .object(let object)?:
      var variables: [(name: String, value: String)] = []
      for (key, value) in object.sorted(by: { $0.key < $1.key }) {
        guard let text = value.string, !key.isEmpty, !key.utf8.contains(UInt8(ascii: "=")),
          !key.utf8.contains(0), !text.utf8.contains(0)
        else { throw ToolFailure("\(name) holds names and their texts; \(Harmless.text(key)) is none") }
        variables.append((key, text))
      }
      return variables
    default: throw ToolFailure("\(name) is an object of names and texts, as in {\"PORT\": \"3000\"}")
    }
  }
}
