// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerAgents
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A client that speaks to `simmer mcp` with nothing but bytes.
private final class Client {
  let wire: Wire
  private var lastID = 0

  init(_ sandbox: Sandbox, revision: String? = "2025-11-25") throws {
    // What hosts hand over: no SIMMER_HOME unless it is configured, no XDG_STATE_HOME, no terminal.
    let passed = ["HOME", "PATH", "SANDBOX", "SIMMER_HOME", "USER"]
    wire = try Wire(
      [sandbox.bin.appending("simmer").string, "mcp"],
      environment: sandbox.environment.filter { passed.contains($0.key) }, in: sandbox.work)
    guard let revision else { return }
    let answer = try ask(
      "initialize",
      [
        "protocolVersion": .string(revision), "capabilities": [:],
        "clientInfo": ["name": "tester", "version": "1"],
      ])
    #expect(answer["result"]?["protocolVersion"] == .string(revision))
    tell("notifications/initialized", [:])
  }

  func tell(_ method: String, _ parameters: JSONValue) {
    send(["jsonrpc": "2.0", "method": .string(method), "params": parameters])
  }

  func send(_ message: JSONValue) { wire.send(message.text + "\n") }

  /// Sends a request and returns its id.
  @discardableResult func request(_ method: String, _ parameters: JSONValue) -> JSONValue {
    lastID += 1
    send(["jsonrpc": "2.0", "id": .integer(lastID), "method": .string(method), "params": parameters])
    return .integer(lastID)
  }

  @discardableResult func call(_ tool: String, _ arguments: JSONValue, meta: JSONValue = [:]) -> JSONValue {
    request("tools/call", ["name": .string(tool), "arguments": arguments, "_meta": meta])
  }

  /// Returns the next message: every line is one.
  func hear() throws -> JSONValue {
    let line = try #require(try wire.line())
    return try #require(JSONValue(Array(line.utf8)), "\(line)")
  }

  func hear(answerTo id: JSONValue) throws -> JSONValue {
    let message = try hear()
    #expect(message["id"] == id, "\(message)")
    return message
  }

  func ask(_ method: String, _ parameters: JSONValue) throws -> JSONValue {
    try hear(answerTo: request(method, parameters))
  }

  /// Calls a tool and returns its structured result.
  func use(_ tool: String, _ arguments: JSONValue) throws -> JSONValue {
    let message = try hear(answerTo: call(tool, arguments))
    return try #require(message["result"]?["structuredContent"], "\(message)")
  }
}

/// The Model Context Protocol, on the wire.
struct MCPTests {
  private static let modern: JSONValue = [
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": [:],
    "io.modelcontextprotocol/clientInfo": ["name": "tester", "version": "1"],
  ]

  @Test(arguments: ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"])
  func `every revision with a handshake gets what it knows`(_ revision: String) throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox, revision: revision)
      #expect(try client.ask("ping", [:])["result"] == [:])
      let tools = try #require(try client.ask("tools/list", [:])["result"]?["tools"]?.array)
      #expect(tools.map { $0["name"]?.string } == Tool.all.map(\.name))
      #expect(tools.allSatisfy { ($0["annotations"] != nil) == (revision >= "2025-03-26") })
      #expect(tools.allSatisfy { ($0["outputSchema"] != nil) == (revision >= "2025-06-18") })
      let answer = try client.hear(answerTo: client.call("bg_status", [:]))
      #expect((answer["result"]?["structuredContent"] != nil) == (revision >= "2025-06-18"))
      #expect(answer["result"]?["isError"] == false)
      #expect(answer["result"]?["resultType"] == nil)
      #expect(try client.wire.code() == 0)
    }
  }

  @Test func `a revision that nobody knows is answered with the newest`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox, revision: nil)
      let answer = try client.ask("initialize", ["protocolVersion": "2031-01-01", "capabilities": [:]])
      #expect(answer["result"]?["protocolVersion"] == "2025-11-25")
      // A client of both generations asks this first, and must not be left waiting.
      #expect(try client.ask("server/discover", [:])["error"]?["code"] == -32601)
    }
  }

  @Test func `stateless requests are served without a handshake, beside others`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox, revision: nil)
      let found = try client.ask("server/discover", ["_meta": Self.modern])["result"]
      #expect(found?["supportedVersions"]?.array?.first == "2026-07-28")
      #expect(found?["resultType"] == "complete")
      #expect(found?["ttlMs"]?.integer ?? -1 >= 0)
      let list = try client.ask("tools/list", ["_meta": Self.modern])["result"]
      #expect(list?["cacheScope"] == "public")
      let answer = try client.ask(
        "tools/call", ["name": "bg_status", "arguments": [:], "_meta": Self.modern])["result"]
      #expect(answer?["resultType"] == "complete")
      #expect(answer?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "simmer")
      for method in ["ping", "logging/setLevel", "tasks/list"] {
        #expect(try client.ask(method, ["_meta": Self.modern])["error"]?["code"] == -32601, "\(method)")
      }
      let old = try client.ask(
        "tools/list",
        [
          "_meta": [
            "io.modelcontextprotocol/protocolVersion": "1900-01-01",
            "io.modelcontextprotocol/clientCapabilities": [:],
          ]
        ])
      #expect(old["error"]?["code"] == -32022)
      #expect(old["error"]?["data"]?["supported"] == ["2026-07-28"])
      let bare = try client.ask(
        "tools/list", ["_meta": ["io.modelcontextprotocol/protocolVersion": "2026-07-28"]])
      #expect(bare["error"]?["code"] == -32602)
      #expect(
        try client.ask("initialize", ["protocolVersion": "2025-06-18", "capabilities": [:]])["result"] != nil)
    }
  }

  @Test func `garbage, batches and strange line ends are survived`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox, revision: "2025-03-26")
      client.wire.send("{\"jsonrpc\":\"2.0\",\"id\":\"crlf\",\"method\":\"ping\"}\r\n\r\n  \n")
      #expect(try client.hear()["id"] == "crlf")
      for garbage in [
        "garbage", "{\"a\":", "{\"id\":1,\"method\":\"\\ud800\"}", "\u{1b}[31m", "17", "\"text\"", "[]",
      ] {
        client.wire.send(garbage + "\n")
        #expect(try client.hear()["error"] != nil, "\(garbage)")
      }
      client.wire.send(
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},{\"jsonrpc\":\"2.0\",\"method\":\"x\"},"
          + "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"bg_status\"}},3]\n"
      )
      let batch = try #require(try client.hear().array)
      #expect(Set(batch.compactMap { $0["id"]?.integer }) == [1, 2])
      #expect(batch.count == 3)
      for (message, code): (JSONValue, JSONValue) in [
        (["jsonrpc": "2.0", "id": nil, "method": "ping"], -32600), (["jsonrpc": "2.0", "id": 4], -32600),
        (["jsonrpc": "2.0", "id": 5, "method": "no/such"], -32601),
        (["jsonrpc": "2.0", "id": 6, "method": "tools/call", "params": ["name": "bg_joy"]], -32602),
        (["jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": 3], -32602),
      ] {
        client.send(message)
        #expect(try client.hear()["error"]?["code"] == code, "\(message)")
      }
      client.send(["jsonrpc": "2.0", "id": 8, "result": [:]])
      client.tell("notifications/cancelled", ["requestId": 77])
      // The last line has no end.
      client.wire.send("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}")
      client.wire.hangUp()
      #expect(try client.hear()["id"] == 9)
      #expect(try client.wire.line() == nil)
      #expect(try client.wire.code() == 0)
    }
  }

  @Test func `fifty calls that wait hold up no other, and all are answered`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox)
      let task = try #require(try client.use("bg_run", ["command": "read line"])["task_id"])
      var waiting = Set(
        (0..<50).compactMap { _ in client.call("bg_wait", ["task_id": task, "timeout": 300]).integer })
      #expect(try client.use("bg_status", ["task_id": task])["status"] == "running")
      #expect(
        try client.use("bg_answer", ["task_id": task, "text": ""])["message"]?.string?.hasPrefix("Typed")
          == true)
      while !waiting.isEmpty {
        let answer = try client.hear()
        #expect(answer["result"]?["structuredContent"]?["status"] == "completed", "\(answer)")
        try #require(waiting.remove(answer["id"]?.integer ?? 0) != nil)
      }
    }
  }

  @Test func `a cancelled call is not answered, and its task runs on`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox)
      let task = try #require(try client.use("bg_run", ["command": "sleep 100"])["task_id"])
      let wait = client.call("bg_wait", ["task_id": task, "timeout": 300])
      client.tell("notifications/cancelled", ["requestId": wait, "reason": "changed my mind"])
      #expect(try client.use("bg_status", ["task_id": task])["status"] == "running")
      #expect(try client.ask("ping", [:])["result"] == [:])
    }
  }

  @Test func `a call that waits tells how it goes to whoever wants to know`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox)
      let task = try #require(try client.use("bg_run", ["command": "sleep 100"])["task_id"])
      let wait = client.call("bg_wait", ["task_id": task, "timeout": 11], meta: ["progressToken": "mine"])
      var last = 0
      while true {
        let message = try client.hear()
        if message["id"] == wait { break }
        #expect(message["method"] == "notifications/progress")
        #expect(message["params"]?["progressToken"] == "mine")
        let progress = try #require(message["params"]?["progress"]?.integer)
        #expect(progress > last)
        last = progress
      }
      #expect(last > 0)
    }
  }

  @Test func `tasks outlive the server and the killing of its process group`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox)
      #expect(try client.use("bg_run", ["command": "sleep 100"])["status"] == "running")
      client.call("bg_wait", ["task_id": "1", "timeout": 300])
      client.wire.signal(SIGTERM)
      client.wire.signal(SIGKILL)
      #expect(try client.wire.code() > 128)
      let row = try sandbox.row()
      #expect(row.state == "running")
      #expect(row.agent?.hasPrefix("tester:") == true)
      // A call that waited ends with its server.
      try eventually("the end of all servers") {
        RunningProcess.carrying(sandbox.root.string).allSatisfy { $0.pid != client.wire.pid }
      }
    }
  }

  @Test func `at the end of the input the server leaves, whatever is under way`() throws {
    try Sandbox.with { sandbox in
      let client = try Client(sandbox)
      _ = try client.use("bg_run", ["command": "sleep 100"])
      client.call("bg_wait", ["task_id": "1", "timeout": 300])
      #expect(try client.wire.code() == 0)
      #expect(try sandbox.row().state == "running")
    }
  }

  @Test func `hostile output never breaks the framing`() throws {
    try Sandbox.with { sandbox in
      let hostile = #"""
        printf '\033]0;title\007\033[2J\033[31mred\033[m\r\n'
        printf '{"jsonrpc":"2.0","id":1,"result":{}}\n'
        printf '\377\376 not utf-8 \300\200\n'
        printf '\342\200\250 separators \342\200\256 and marks\n'
        head -c 1000000 /dev/zero | tr '\0' x; echo
        printf '\0\001\002 zero\n'
        """#
      let client = try Client(sandbox)
      _ = try client.use("bg_run", ["command": .string(hostile), "label": "a\u{1b}[31mb"])
      _ = try client.use("bg_wait", ["task_id": "1"])
      for arguments: JSONValue in [
        ["task_id": "1"], ["task_id": "1", "raw": true], ["task_id": "1", "filter": "zero"],
      ] {
        let output = try client.use("bg_output", arguments)
        let text = try #require(output["stdout"]?.string)
        #expect(
          !text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value == 0x2028 })
        #expect(text.utf8.count < 20_000)
      }
      #expect(try client.use("bg_status", [:])["tasks"]?.array?.first?["label"] == "ab")
    }
  }
}
