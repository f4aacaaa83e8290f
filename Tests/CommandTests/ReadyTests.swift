// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// Tasks that get ready, told or recognised.
struct ReadyTests {
  private static let servers = """
    #!/usr/bin/python3
    # serve GATE [LINE…]: prints the lines, waits for the file GATE, then answers on a free port, which it writes to GATE.port.
    import http.server, os, sys, time
    gate, *lines = sys.argv[1:]
    server = http.server.HTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler, bind_and_activate=False)
    server.server_bind()
    with open(gate + ".new", "w") as file: file.write(str(server.server_port))
    os.rename(gate + ".new", gate + ".port")
    for line in lines: print(line.replace("PORT", str(server.server_port)), flush=True)
    while not os.path.exists(gate): time.sleep(0.01)
    server.server_activate()
    server.serve_forever()
    """

  private func with(_ body: (Sandbox) throws -> Void) throws {
    try Sandbox.with { sandbox in
      try sandbox.bin.appending("serve").writeProgram(Self.servers)
      try body(sandbox)
    }
  }

  @Test func `a server is ready when it listens where it said, and not before`() throws {
    try with { sandbox in
      try sandbox.start("--", "serve a 'Starting development server at http://127.0.0.1:PORT/'")
      let port = try sandbox.portFile("a")
      try eventually("its output") { try sandbox.row().stdout_bytes > 0 }
      #expect(try sandbox.row().ready == nil)
      #expect(sandbox.file("store/live").entries == ["1"])
      try sandbox.file("work/a").write("")
      try eventually("the mark") { sandbox.file("store/live").entries == ["1.ready"] }
      let row = try sandbox.row()
      #expect(row.url == "http://127.0.0.1:\(port)")
      #expect(row.ready != nil && row.flag == "ready")
      #expect(sandbox.file("store/done").entries == ["1.none.ready.0"])
      let notice = try sandbox.simmer("notices", "--session", "1-1").stdout
      #expect(notice.hasPrefix("[1] ready http://127.0.0.1:\(port) after "), "\(notice)")
      #expect(try sandbox.simmer("notices", "--session", "1-1").stdout == "")
      #expect(try sandbox.simmer("status").stdout.contains("ready"))
    }
  }

  @Test func `an end takes back the news of readiness that nobody saw`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--ready", "^up", "--", "echo up; read -r go")
      try eventually("the news") { sandbox.file("store/done").entries == ["1.none.ready.0"] }
      #expect(try sandbox.simmer("answer", "1", "go").code == 0)
      try eventually("the end") { sandbox.file("store/done").entries == ["1.none.completed.0"] }
      #expect(try sandbox.row().ready != nil)
    }
  }

  @Test func `a task is ready by a line, a port, an address or a command that somebody named`() throws {
    try with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start(
        "--ready", "count: +[23]", "--", "echo count: 1; read -r x <gate; echo count: 2; sleep 1000")
      try sandbox.start("--ready-cmd", "test -e flag", "--", "exec sleep 1000")
      try sandbox.start("--", "serve a")
      let port = try sandbox.portFile("a")
      // What another already listens on is not this task's.
      try sandbox.file("work/a").write("")
      try eventually("an answer") { try sandbox.row(3).ports == [port] }
      try sandbox.start("--ready-port", "\(port)", "--", "sleep 1000")
      try sandbox.start("--ready-http", "http://localhost:\(port)/none", "--", "sleep 1000")
      try eventually("the answer") { try sandbox.row(5).ready != nil }
      #expect(try sandbox.row(5).url == "http://localhost:\(port)/none")
      for id in [1, 2, 4] { #expect(try sandbox.row(id).ready == nil, "\(id)") }
      try sandbox.file("work/flag").write("")
      try eventually("the command's word") { try sandbox.row(2).ready != nil }
      #expect(try sandbox.script("echo >gate").code == 0)
      try eventually("the line") { try sandbox.row(1).ready != nil }
      #expect(try sandbox.row(4).ready == nil)
    }
  }

  @Test func `a probe that hangs holds up nothing`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--ready-cmd", "exec sleep 1000", "--", "read -r code; exit $code")
      try eventually("the probe") {
        RunningProcess.carrying(sandbox.root.string).contains { $0.command == "sleep 1000" }
      }
      #expect(try sandbox.simmer("answer", "1", "7").code == 0)
      #expect(try sandbox.simmer("wait", "1").code == 7)
    }
  }

  @Test(arguments: [
    (["--ready", "("], "missing closing parenthesis"), (["--ready", ""], "on one line"),
    (["--ready-port", "0"], "from 1 to 65535"), (["--ready-port", "70000"], "from 1 to 65535"),
    (["--ready-http", "https://localhost"], "http://localhost:3000/path"),
    (["--ready-cmd", "a\nb"], "one line"),
    (["--ready", "a", "--ready-port", "1"], "one --ready is enough"),
  ])
  func `a condition that is none is refused`(options: [String], saying: String) throws {
    try Sandbox.with { sandbox in
      expectRefusal(try sandbox.simmer(["run"] + options + ["--", "true"]), 2, saying: saying)
      #expect(sandbox.file("store/tasks").entries == [])
    }
  }
}

extension Sandbox {
  /// The port that the program `serve` has bound and does not listen on yet.
  fileprivate func portFile(_ gate: String) throws -> Int {
    try eventually("a port") { file("work/\(gate).port").text.flatMap { Int($0) } }
  }
}
