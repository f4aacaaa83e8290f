// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage
import TestSupport
import Testing

/// Ports: who listens on what, and tasks that are named by it.
struct PortTests {
  @Test(arguments: Table.rows("Tests/CommandTests/Cases/conflicts.tsv"))
  func `a complaint about a taken port is understood`(row: [String]) throws {
    let lines = row[3].split(separator: "\n").map(String.init)
    let conflict = PortConflict(in: lines, of: row[2])
    #expect((conflict == nil) == (row[0] == "x"), "\(row)")
    #expect(conflict?.port == UInt16(row[0]), "\(row)")
    if let guess = UInt16(row[1]) { #expect(conflict?.guesses.first == guess, "\(row)") }
  }

  @Test func `the ports of a task are shown, and name it`() throws {
    try Sandbox.with { sandbox in
      try sandbox.addListener()
      // The child of a child listens, in a session of its own.
      try sandbox.start("--", "setsid sh -c 'listener; :' & wait")
      try sandbox.start("--label", "quiet", "--", "sleep 1000")
      let port = try sandbox.port(of: 1)
      #expect(try sandbox.simmer("status", ":\(port)").lines.count == 2)
      #expect(try sandbox.simmer("status").stdout.contains(" :\(port) "))
      #expect(try sandbox.simmer("output", ":\(port)").stdout == "\(port)\n")
      #expect(try sandbox.row(2).ports == [])
      #expect(try sandbox.simmer("stop", ":\(port)").stdout.hasPrefix("[1] stopped"))
      expectRefusal(try sandbox.simmer("stop", ":\(port)"), 1, saying: "nobody listens on that port")
      expectRefusal(try sandbox.simmer("stop", ":http"), 2, saying: "a port is a number")
      expectRefusal(try sandbox.simmer("stop", ":70000"), 2, saying: "a port is a number")
    }
  }

  @Test func `a stranger that holds the port is named, and is not a task`() throws {
    try Sandbox.with { sandbox in
      try sandbox.addListener()
      let result = try sandbox.script(
        """
        coproc listener
        read -r port <&${COPROC[0]}
        simmer stop :$port 2>&1; echo $?
        kill $COPROC_PID
        """)
      #expect(result.lines.first?.contains("held by listener (process ") == true, "\(result)")
      #expect(result.lines.last == "1")
    }
  }

  @Test func `a task that finds its port taken is told who has it`() throws {
    try Sandbox.with { sandbox in
      try sandbox.addListener()
      try sandbox.start("--label", "first", "--", "listener")
      let port = try sandbox.port(of: 1)
      try sandbox.start("--", "echo 'Error: listen EADDRINUSE: address already in use :::\(port)'; exit 1")
      #expect(try sandbox.end(of: 2).code == 1)
      let notice = try sandbox.simmer("notices", "--session", "1-1").stdout
      #expect(notice.contains("port \(port) is held by task 1 (first, in \(sandbox.work))"), "\(notice)")
    }
  }
}

extension Sandbox {
  /// Adds the program `listener`, which listens on a free port, prints it and stays.
  func addListener() throws {
    try bin.appending("listener").writeProgram(
      """
      #!/usr/bin/python3
      import socket, time
      server = socket.socket()
      server.bind(("127.0.0.1", 0))
      server.listen()
      print(server.getsockname()[1], flush=True)
      time.sleep(1000)
      """)
  }

  /// Waits until task `id` listens, and returns where.
  func port(of id: Int) throws -> Int { try eventually("a port of task \(id)") { try row(id).ports.first } }
}
