// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Amp's toolbox protocol (ampcode.com/manual/appendix): one executable for each tool, which describes itself or does it.
public enum Toolbox {
  /// What the tool says of itself. Touches no state.
  public static func describe(_ tool: Tool) -> String { tool.toolboxDescription.text }

  /// Does what `input` asks for: one JSON object, or `key: value` and `key=value` lines.
  ///
  /// - Returns: What the model is to see, and whether it was done.
  public static func execute(_ tool: Tool, input: [UInt8]) -> (text: String, isDone: Bool) {
    do throws(ToolFailure) {
      let caller = Caller(Settings.agent ?? AgentThread("toolbox"))
      return (try tool.call(try arguments(input), for: caller).text, true)
    } catch {
      return (JSONValue.object(["error": .string(error.message)]).text, false)
    }
  }

  private static func arguments(_ input: [UInt8]) throws(ToolFailure) -> JSONValue {
    let text = input.drop { $0 == 0x20 || (0x09...0x0d).contains($0) }
    if text.isEmpty { return [:] }
    if text.first == UInt8(ascii: "{") {
      guard let value = JSONValue(Array(text)) else {
        throw ToolFailure("the input is no JSON object; nothing was done")
      }
      return value
    }
    var values: [String: JSONValue] = [:]
    for line in String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard let end = line.firstIndex(where: { $0 == ":" || $0 == "=" }) else {
        throw ToolFailure("the input is neither a JSON object nor lines of key: value; nothing was done")
      }
      var value = line[line.index(after: end)...]
      if value.first == " " { value = value.dropFirst() }
      values[String(line[..<end])] = .string(String(value))
    }
    return .object(values)
  }
}
