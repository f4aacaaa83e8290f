// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// `simmer wait --for …`: one call, the reason in the exit code and the JSON.
struct WaitTests {
  private struct Row: Decodable {
    let id: Int
    let reason: String
    let state: String?
    let code: Int?
    let url: String?
    let line: String?
  }

  private func rows(_ result: Command.Result) throws -> [Row] {
    struct Answer: Decodable { let tasks: [Row] }
    return try JSONDecoder().decode(Answer.self, from: Data(result.stdout.utf8)).tasks
  }

  @Test func `a line is waited for, one to come or one that is there`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--", "echo one; read -r x <gate; printf '\\033[32mtwo\\033[0m\\n'; sleep 1000")
      #expect(try sandbox.simmer("wait", "1", "--for", "match:^one$").stdout == "[1] one\n")
      let script = "simmer wait 1 --for 'match:^two$' --json & echo >gate; wait $!"
      let row = try #require(try rows(try sandbox.script(script)).first)
      #expect((row.reason, row.line, row.state) == ("match", "two", "running"))
      let late = try sandbox.simmer("wait", "1", "--for", "match:three", "--timeout", "0.2s")
      #expect((late.code, late.stdout) == (124, ""))
    }
  }

  @Test(
    .enabled(if: FilePath("/usr/bin/strace").exists, "strace counts"),
    arguments: [["wait", "1", "--timeout", "0.1"], ["answer", "1", "x"], ["extend", "1", "5"], ["stop", "1"]])
  func `a supervisor that hangs up is no signal to who calls it`(arguments: [String]) throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "read x; sleep 1000")
      _ = try sandbox.run(
        ["strace", "-qq", "-o", "trace", "-e", "trace=socket,write,sendto", "simmer"] + arguments)
      let calls = sandbox.file("work/trace").lines
      let socket = try #require(
        calls.first { $0.hasPrefix("socket(AF_UNIX") }?.split(separator: " ").last, "\(calls)")
      #expect(calls.contains { $0.hasPrefix("sendto(\(socket), ") && $0.contains("MSG_NOSIGNAL") }, "\(calls)")
      #expect(!calls.contains { $0.hasPrefix("write(\(socket), ") }, "\(calls)")
    }
  }

  @Test func `readiness is waited for, and so is a task that ends before it`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--ready", "up", "--", "read -r x <gate; echo up; sleep 1000")
      let script = "simmer wait 1 --for ready & echo >gate; wait $!"
      #expect(try sandbox.script(script).stdout == "[1] ready\n")
      #expect(try sandbox.simmer("wait", "1", "--for", "ready").code == 0)
      try sandbox.start("--ready", "up", "--", "read -r x <gate; exit 3")
      let failed = try sandbox.script("simmer wait 2 --for ready & echo >gate; wait $!")
      #expect(failed.code == 1)
      #expect(failed.stderr.hasPrefix("simmer: [2] failed with exit 3 before that: "), "\(failed)")
      let json = try sandbox.simmer("wait", "2", "--for", "ready", "--json")
      #expect(json.code == 1)
      let row = try #require(try rows(json).first)
      #expect((row.reason, row.state, row.code) == ("ended", "failed", 3))
    }
  }

  @Test func `one of several is enough with --any, and without it one that cannot be is too much`() throws {
    try Sandbox.with { sandbox in
      for command in ["echo up; sleep 1000", "sleep 1000", "exit 5"] { try sandbox.start("--", command) }
      #expect(try sandbox.simmer("wait", "2", "1", "--for", "match:up", "--any").stdout == "[1] up\n")
      #expect(try sandbox.simmer("wait", "1", "2", "3", "--for", "match:never").code == 1)
      #expect(try sandbox.simmer("wait", "1", "3", "--any").code == 5)
      #expect(try sandbox.simmer("wait", "1", "2", "--any", "--timeout", "0.1").code == 124)
      #expect(try sandbox.simmer("wait", "1", "3", "--timeout", "0.1").code == 124)
    }
  }

  @Test func `a port and silence are waited for`() throws {
    try Sandbox.with { sandbox in
      try sandbox.addListener()
      try sandbox.start("--", "listener")
      let port = try sandbox.port(of: 1)
      #expect(try sandbox.simmer("wait", "1", "--for", "port:\(port)").stdout == "[1] port \(port)\n")
      // What another listens on is not this task's.
      try sandbox.start("--", "sleep 1000")
      #expect(try sandbox.simmer("wait", "2", "--for", "port:\(port)", "--timeout", "0.3").code == 124)
      #expect(try sandbox.simmer("wait", "2", "--for", "quiet:200ms").stdout == "[2] quiet 200ms\n")
      try sandbox.start("--", "while :; do echo tick; sleep 0.05; done")
      #expect(try sandbox.simmer("wait", "3", "--for", "quiet:30s", "--timeout", "0.3").code == 124)
    }
  }

  @Test(arguments: [
    ("ready:1", "--for wants"), ("", "--for wants"), ("port:0", "1 to 65535"), ("port:x", "1 to 65535"),
    ("match:(", "missing closing parenthesis"), ("match:", "--for wants"),
    ("quiet:soon", "a span such as 5s"),
  ])
  func `a condition that is none is refused`(condition: String, saying: String) throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "true")
      expectRefusal(try sandbox.simmer("wait", "1", "--for", condition), 2, saying: saying)
    }
  }
}
