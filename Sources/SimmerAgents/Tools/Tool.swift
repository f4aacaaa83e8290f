// SPDX-License-Identifier: GPL-3.0-or-later

public import SimmerKit

/// One tool that an agent can call. From this definition every face is made: MCP, Amp's toolbox, the skill's table.
public struct Tool: Sendable {
  /// What a host may assume of a call.
  public struct Traits: Sendable {
    var isReadOnly = false
    var isDestructive = false
    var isIdempotent = false
  }

  public let name: String
  public let title: String
  /// For the model: at most 2 KiB, or hosts cut it.
  public let description: String
  public let parameters: [Parameter]
  let results: [Field]
  let traits: Traits
  let perform: @Sendable (Arguments, Caller) throws(ToolFailure) -> [String: JSONValue]

  /// All tools, in the order in which they are listed.
  public static let all: [Tool] = [run, status, output, wait, stop, answer]

  public static func named(_ name: String) -> Tool? { all.first { $0.name == name } }

  /// Does what is asked; what comes back is bounded, and holds no secrets that simmer can tell.
  public func call(_ arguments: JSONValue?, for caller: Caller) throws(ToolFailure) -> JSONValue {
    .object(try perform(Arguments(arguments, for: self), caller))
  }
}

/// Who calls a tool.
public struct Caller: Sendable {
  public let agent: AgentThread

  public init(_ agent: AgentThread) { self.agent = agent }
}

/// Why a call did nothing, in words that say what to do next.
public struct ToolFailure: Error, Equatable {
  public let message: String

  public init(_ message: String) { self.message = message }

  init(_ error: SimmerError) {
    if error.reason == "no such task", error.action.hasPrefix("find task ") {
      let name = error.action.dropFirst("find task ".count)
      message = "no such task: \(name)" + (error.advice.map { "; \($0)" } ?? "")
    } else {
      message = error.description
    }
  }
}

/// One argument of a tool.
public struct Parameter: Sendable {
  public enum Kind: Sendable {
    case text
    case choice([String])
    case integer(ClosedRange<Int>)
    /// A number of minutes or seconds, 0 or more.
    case amount
    case flag
    /// Names and texts.
    case variables
    /// A flag, or a span or moment.
    case flagOrText
  }

  public let name: String
  public let kind: Kind
  public let description: String
  public let isRequired: Bool

  init(_ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false) {
    (self.name, self.kind, self.description, self.isRequired) = (name, kind, description, isRequired)
  }

  var schema: JSONValue {
    var schema: [String: JSONValue] = ["description": .string(description)]
    switch kind {
    case .text: schema["type"] = "string"
    case .choice(let words):
      schema["type"] = "string"
      schema["enum"] = .array(words.map { .string($0) })
    case .integer(let range):
      schema["type"] = "integer"
      schema["minimum"] = .integer(range.lowerBound)
      if range.upperBound < .max { schema["maximum"] = .integer(range.upperBound) }
    case .amount:
      schema["type"] = "number"
      schema["minimum"] = 0
    case .flag: schema["type"] = "boolean"
    case .variables:
      schema["type"] = "object"
      schema["additionalProperties"] = ["type": "string"]
    case .flagOrText: schema["type"] = ["boolean", "string"]
    }
    return .object(schema)
  }
}

/// One key of a tool's result.
struct Field: Sendable {
  enum Kind: String, Sendable { case string, integer, number, boolean, array, object }

  let name: String
  let kind: Kind
  /// Whether its value may be null.
  let isOptional: Bool

  init(_ name: String, _ kind: Kind, isOptional: Bool = false) {
    (self.name, self.kind, self.isOptional) = (name, kind, isOptional)
  }

  var schema: JSONValue {
    var schema: [String: JSONValue] = [
      "type": isOptional ? [.string(kind.rawValue), "null"] : .string(kind.rawValue)
    ]
    if kind == .array { schema["items"] = [:] }
    return .object(schema)
  }
}

extension Tool {
  /// JSON Schema 2020-12 of the arguments.
  public var inputSchema: JSONValue {
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(parameters.map { ($0.name, $0.schema) }) { $1 }),
    ]
    let required = parameters.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return .object(schema)
  }

  /// The same of the results. No key is in all of them: what is asked for decides.
  var outputSchema: JSONValue {
    [
      "type": "object",
      "properties": .object(Dictionary(results.map { ($0.name, $0.schema) }) { $1 }),
    ]
  }

  /// What an Amp toolbox file answers to `describe`.
  public var toolboxDescription: JSONValue {
    ["name": .string(name), "description": .string(description), "inputSchema": inputSchema]
  }
}
