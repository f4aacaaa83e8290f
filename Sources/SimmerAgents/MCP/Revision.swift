// SPDX-License-Identifier: GPL-3.0-or-later

/// A revision of the Model Context Protocol (modelcontextprotocol.io/specification), in the order of their dates.
enum Revision: String, CaseIterable, Comparable {
  case november2024 = "2024-11-05"
  case march2025 = "2025-03-26"
  case june2025 = "2025-06-18"
  case november2025 = "2025-11-25"
  /// Without a handshake: every request says who asks and in which revision.
  case july2026 = "2026-07-28"

  static let newestWithHandshake = Revision.november2025

  static func < (a: Revision, b: Revision) -> Bool { a.rawValue < b.rawValue }

  var isStateless: Bool { self >= .july2026 }
  /// Several messages in one JSON array were in one revision only.
  var hasBatches: Bool { self == .march2025 }
  var hasAnnotations: Bool { self >= .march2025 }
  var hasStructuredResults: Bool { self >= .june2025 }
}

/// The keys of `_meta` that stateless requests and results carry.
enum MetaKey {
  static let version = "io.modelcontextprotocol/protocolVersion"
  static let capabilities = "io.modelcontextprotocol/clientCapabilities"
  static let client = "io.modelcontextprotocol/clientInfo"
  static let server = "io.modelcontextprotocol/serverInfo"
}

/// An answer that says why there is none (JSON-RPC 2.0, section 5.1; MCP for -32020 to -32099).
struct RPCError: Error {
  let code: Int
  let message: String
  var data: JSONValue?

  static let unparsable = RPCError(code: -32700, message: "not a JSON text on one line")
  static func invalid(_ message: String) -> RPCError { RPCError(code: -32600, message: message) }
  static func noMethod(_ name: String) -> RPCError {
    RPCError(code: -32601, message: "no such method: \(name)")
  }
  static func wrongParameters(_ message: String) -> RPCError { RPCError(code: -32602, message: message) }
  static let busy = RPCError(code: -32603, message: "too many calls or processes at once; try again")
  static func unknownVersion(_ requested: String) -> RPCError {
    RPCError(
      code: -32022, message: "Unsupported protocol version",
      data: [
        "supported": .array(Revision.allCases.filter(\.isStateless).map { .string($0.rawValue) }),
        "requested": .string(requested),
      ])
  }

  var value: JSONValue {
    var object: [String: JSONValue] = ["code": .integer(code), "message": .string(message)]
    if let data { object["data"] = data }
    return .object(object)
  }
}
