// SPDX-License-Identifier: GPL-3.0-or-later

public import SimmerKit

// Why our own JSON-RPC: the official Swift SDK (modelcontextprotocol/swift-sdk) needs Foundation, which simmer does not
// link, and the threads of Swift's concurrency, which a process that forks cannot have. Here a message is a line, a call is
// a fork, and both generations of the protocol are three hundred lines.

/// The tools as a Model Context Protocol server over standard input and output.
///
/// Speaks the revisions with a handshake (2024-11-05 to 2025-11-25) and the stateless one (2026-07-28), each request in
/// its own. Every tool call is a process of its own, so a call that waits holds up no other, and a call that is cancelled
/// is ended without the task noticing: tasks belong to their supervisors.
public final class MCPServer {
  /// How often a call that waits tells how it goes, in milliseconds: hosts give up on silent ones.
  private static let progressInterval = 5000
  /// How many calls are under way at most; more are refused.
  private static let mostCalls = 256

  /// A tool call under way.
  private struct Call {
    let id: JSONValue
    let work: LineServer.Work
    let revision: Revision
    let progressToken: JSONValue?
    let name: String
    let began = Clock.steady
    var nextReport = Clock.steady + MCPServer.progressInterval
    let batch: Int?
  }

  /// Answers to a batch, which are sent together.
  private struct Batch {
    var expected: Int
    var answers: [JSONValue] = []
  }

  private let server: LineServer
  private let version: String
  private let log: (String) -> Void
  private var calls: [Call] = []
  private var batches: [Int: Batch] = [:]
  private var lastBatch = 0
  /// What the handshake came to.
  private var agreed: Revision?
  private var client: String?

  /// - Parameter log: Gets what goes to standard error.
  public init(_ server: LineServer, version: String, log: @escaping (String) -> Void) {
    (self.server, self.version, self.log) = (server, version, log)
  }

  /// Serves until the client closes its end.
  public func run() {
    server.run { event in
      switch event {
      case .line(let line): hear(line)
      case .done(let work, let answer): finish(work, answer)
      case .time: report()
      }
      let times = calls.filter { $0.progressToken != nil }.map(\.nextReport)
      server.nextTime = times.min()
    }
  }

  // MARK: - Messages

  private func hear(_ line: [UInt8]?) {
    guard var line else { return send(error: .invalid("a message is at most 8 MiB"), to: .null, in: nil) }
    while let last = line.last, last == 0x0d || last == 0x20 || last == 0x09 { line.removeLast() }
    if line.isEmpty { return }
    guard let message = JSONValue(line) else {
      log("a line that is no JSON was skipped")
      return send(error: .unparsable, to: .null, in: nil)
    }
    guard case .array(let messages) = message else { return take(message, in: nil) }
    guard agreed?.hasBatches ?? true, !messages.isEmpty else {
      return send(error: .invalid("batches belong to revision 2025-03-26 only"), to: .null, in: nil)
    }
    lastBatch += 1
    let batch = lastBatch
    batches[batch] = Batch(
      expected: messages.count { $0["id"] != nil && $0["method"] != nil || $0.object == nil })
    for message in messages { take(message, in: batch) }
    settle(batch)
  }

  private func take(_ message: JSONValue, in batch: Int?) {
    guard let object = message.object else {
      return send(error: .invalid("a message is an object"), to: .null, in: batch)
    }
    guard let method = object["method"]?.string else {
      // An answer: this server asks nothing.
      if object["result"] == nil, object["error"] == nil, let id = object["id"] {
        send(error: .invalid("method is missing"), to: id, in: batch)
      }
      return
    }
    let parameters = object["params"] ?? [:]
    guard let id = object["id"] else {
      if method == "notifications/cancelled" { cancel(parameters["requestId"]) }
      return
    }
    switch id {
    case .string, .integer: break
    default: return send(error: .invalid("id is a text or a whole number"), to: .null, in: batch)
    }
    do throws(RPCError) {
      try answer(method, parameters, id, batch)
    } catch { send(error: error, to: id, in: batch) }
  }

  private func answer(_ method: String, _ parameters: JSONValue, _ id: JSONValue, _ batch: Int?)
    throws(RPCError)
  {
    let revision = try revision(of: parameters, method)
    switch (method, revision.isStateless) {
    case ("initialize", _): send(initialize(parameters), to: id, in: batch)
    case ("ping", false): send([:], to: id, in: batch)
    case ("server/discover", true): send(complete(discovery, listed: true), to: id, in: batch)
    case ("tools/list", _):
      let list: [String: JSONValue] = ["tools": .array(Tool.all.map { $0.listing(in: revision) })]
      send(revision.isStateless ? complete(list, listed: true) : list, to: id, in: batch)
    case ("tools/call", _): try call(parameters, id, revision, batch)
    default: throw .noMethod(Harmless.text(String(method.prefix(80))))
    }
  }

  /// The revision that a request is in: its own word, else that of the handshake.
  private func revision(of parameters: JSONValue, _ method: String) throws(RPCError) -> Revision {
    guard let wanted = parameters["_meta"]?[MetaKey.version] else {
      // Whoever does not say is of the generation that shakes hands, even before it did.
      return agreed ?? .newestWithHandshake
    }
    guard let text = wanted.string else { throw .wrongParameters("\(MetaKey.version) is a text") }
    guard let revision = Revision(rawValue: text), revision.isStateless else { throw .unknownVersion(text) }
    guard parameters["_meta"]?[MetaKey.capabilities]?.object != nil else {
      throw .wrongParameters("\(MetaKey.capabilities) is missing in _meta")
    }
    return revision
  }

  // MARK: - Answers

  private var serverInfo: JSONValue { ["name": "simmer", "version": .string(version)] }

  private func initialize(_ parameters: JSONValue) -> [String: JSONValue] {
    let wanted = parameters["protocolVersion"]?.string.flatMap { Revision(rawValue: $0) }
    let revision = wanted.flatMap { $0.isStateless ? nil : $0 } ?? .newestWithHandshake
    agreed = revision
    client = parameters["clientInfo"]?["name"]?.string
    return [
      "protocolVersion": .string(revision.rawValue), "capabilities": ["tools": ["listChanged": false]],
      "serverInfo": serverInfo, "instructions": .string(Guide.instructions),
    ]
  }

  private var discovery: [String: JSONValue] {
    [
      "supportedVersions": [
        .string(Revision.july2026.rawValue), .string(Revision.newestWithHandshake.rawValue),
      ],
      "capabilities": ["tools": [:]], "instructions": .string(Guide.instructions),
    ]
  }

  /// What a result of the stateless generation has beyond what was asked for.
  private func complete(_ result: [String: JSONValue], listed: Bool = false) -> [String: JSONValue] {
    var result = result
    result["resultType"] = "complete"
    result["_meta"] = [MetaKey.server: serverInfo]
    if listed {
      result["ttlMs"] = 3_600_000
      result["cacheScope"] = "public"
    }
    return result
  }

  private func send(_ result: [String: JSONValue], to id: JSONValue, in batch: Int?) {
    send(["jsonrpc": "2.0", "id": id, "result": .object(result)], in: batch)
  }

  private func send(error: RPCError, to id: JSONValue, in batch: Int?) {
    send(["jsonrpc": "2.0", "id": id, "error": error.value], in: batch)
  }

  private func send(_ message: JSONValue, in batch: Int?) {
    guard let batch, batches[batch] != nil else { return server.send(Array(message.text.utf8)) }
    batches[batch]?.answers.append(message)
    settle(batch)
  }

  private func settle(_ number: Int) {
    guard let batch = batches[number], batch.answers.count >= batch.expected else { return }
    batches[number] = nil
    if !batch.answers.isEmpty { server.send(Array(JSONValue.array(batch.answers).text.utf8)) }
  }

  // MARK: - Calls

  private func caller(_ parameters: JSONValue) -> Caller {
    if let agent = Settings.agent { return Caller(agent) }
    let name = parameters["_meta"]?[MetaKey.client]?["name"]?.string ?? client ?? "mcp"
    // A server serves one conversation: that of the process that started it, which starts the hooks as well.
    return Caller(AgentThread(HookHost.named(name), thread: ThisProcess.ancestors.first?.description))
  }

  private func call(_ parameters: JSONValue, _ id: JSONValue, _ revision: Revision, _ batch: Int?)
    throws(RPCError)
  {
    guard let name = parameters["name"]?.string else { throw .wrongParameters("name is missing") }
    guard let tool = Tool.named(name) else {
      throw .wrongParameters(
        "Unknown tool: \(Harmless.text(String(name.prefix(80)))); there are \(Tool.all.map(\.name).joined(separator: ", "))"
      )
    }
    if calls.contains(where: { $0.id == id }) { throw .invalid("a request of this id is under way") }
    guard calls.count < Self.mostCalls else { throw .busy }
    let caller = caller(parameters), arguments = parameters["arguments"]
    let work = server.begin {
      let result: JSONValue
      do throws(ToolFailure) {
        result = ["value": try tool.call(arguments, for: caller)]
      } catch { result = ["failure": .string(error.message)] }
      return Array(result.text.utf8)
    }
    guard let work else { throw .busy }
    calls.append(
      Call(
        id: id, work: work, revision: revision, progressToken: parameters["_meta"]?["progressToken"],
        name: name,
        batch: batch))
  }

  private func finish(_ work: LineServer.Work, _ answer: [UInt8]) {
    guard let place = calls.firstIndex(where: { $0.work == work }) else { return }
    let call = calls.remove(at: place)
    guard let outcome = JSONValue(answer) else {
      return send(
        error: RPCError(code: -32603, message: "\(call.name) ended without an answer"), to: call.id,
        in: call.batch)
    }
    var result: [String: JSONValue]
    if let value = outcome["value"] {
      result = ["content": [["type": "text", "text": .string(value.text)]], "isError": false]
      if call.revision.hasStructuredResults { result["structuredContent"] = value }
    } else {
      let message = outcome["failure"]?.string ?? "no answer"
      result = ["content": [["type": "text", "text": .string(message)]], "isError": true]
    }
    send(call.revision.isStateless ? complete(result) : result, to: call.id, in: call.batch)
  }

  /// Gives a call up; nobody waits for its answer any more.
  private func cancel(_ id: JSONValue?) {
    guard let id, let place = calls.firstIndex(where: { $0.id == id }) else { return }
    let call = calls.remove(at: place)
    server.giveUp(call.work)
    if let batch = call.batch {
      batches[batch]?.expected -= 1
      settle(batch)
    }
  }

  /// Tells of calls that wait: hosts take a sign of life for progress.
  private func report() {
    for place in calls.indices where calls[place].nextReport <= Clock.steady {
      calls[place].nextReport = Clock.steady + Self.progressInterval
      guard let token = calls[place].progressToken else { continue }
      let seconds = (Clock.steady - calls[place].began) / 1000
      server.send(
        Array(
          ([
            "jsonrpc": "2.0", "method": "notifications/progress",
            "params": [
              "progressToken": token, "progress": .integer(seconds),
              "message": .string("\(calls[place].name) has been waiting for \(seconds) s"),
            ],
          ] as JSONValue).text.utf8))
    }
  }
}

extension Tool {
  /// What `tools/list` says of it, without what `revision` does not know.
  func listing(in revision: Revision) -> JSONValue {
    var listing: [String: JSONValue] = [
      "name": .string(name), "description": .string(description), "inputSchema": inputSchema,
      // Six tools are worth having at hand: without it Claude Code hides them behind a search.
      "_meta": ["anthropic/alwaysLoad": true],
    ]
    if revision.hasAnnotations {
      listing["annotations"] = [
        "title": .string(title), "readOnlyHint": .bool(traits.isReadOnly),
        "destructiveHint": .bool(traits.isDestructive), "idempotentHint": .bool(traits.isIdempotent),
        "openWorldHint": .bool(name == "bg_run"),
      ]
    }
    if revision.hasStructuredResults {
      listing["title"] = .string(title)
      listing["outputSchema"] = outputSchema
    }
    return .object(listing)
  }
}
