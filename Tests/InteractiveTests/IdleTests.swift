// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// News above a prompt of bash at which nobody types, where that is wanted: `SIMMER_ASYNC=on`.
struct IdleTests {
  /// A bash that wants them, in which a task runs that ends at `end()`.
  private func withTask(
    before: String = "", rows: Int = 40, columns: Int = 120, plugin: String = "SIMMER_ASYNC=on",
    _ body: (Session, _ end: () throws -> Void) throws -> Void
  ) throws {
    try Sandbox.with { sandbox in
      let session = try Session(
        sandbox, .bash, .init(before: before + "\n" + plugin), columns: columns, rows: rows)
      let gate = try Gate(in: sandbox)
      try session.run("echo quiet")
      try session.run("simmer run -- 'read x <\(gate.path); echo last words; exit 3'")
      try body(session) { try gate.open() }
    }
  }

  private static let notice = "[1] failed with exit 3 after"

  @Test(arguments: [40, 8])
  func `news come above what is being typed, also in the last row`(rows: Int) throws {
    try withTask(rows: rows) { session, end in
      for _ in 0..<rows / 4 { try session.run("true") }
      try session.terminal.type("echo half")
      try session.terminal.wait(for: "> echo half")
      try end()
      try session.terminal.wait(for: Self.notice)
      let lines = try session.terminal.wait(for: "the line below its news") { screen in
        screen.lines.suffix(3).first?.contains(Self.notice) == true ? Array(screen.lines.suffix(3)) : nil
      }
      #expect(lines[1] == "    last words")
      #expect(lines[2].hasSuffix("> echo half"))
      try session.terminal.type(" done")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the output") { $0.lines.contains("half done") ? () : nil }
      let next = try session.run("true")
      #expect(session.notices().count == 1 && next.badge == "", "\(session.screen)")
    }
  }

  @Test func `a search and a list of completions go on`() throws {
    try withTask { session, end in
      try session.terminal.press(.ctrl("r"))
      try session.terminal.type("qui")
      try session.terminal.wait(for: "`qui': echo quiet")
      try end()
      try session.terminal.wait(for: Self.notice)
      let start = try #require(session.screen.prompts.last).number
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the next prompt") { ($0.waiting?.number ?? 0) > start ? () : nil }
      #expect(session.screen.lines.suffix(2).first == "quiet", "\(session.screen)")
      // Below a list of completions the line is drawn anew.
      let gate = try Gate(in: session.sandbox, called: "second")
      for name in ["alpha", "almond"] { try session.sandbox.file("work/" + name).write("") }
      try session.run("simmer run -- 'read x <\(gate.path); exit 4'")
      try session.terminal.type("echo al")
      try session.terminal.press(.tab, .tab)
      try session.terminal.wait(for: "almond")
      try gate.open()
      try session.terminal.wait(for: "[2] failed with exit 4")
      try session.terminal.type("p")
      try session.terminal.press(.tab, .enter)
      try session.terminal.wait(for: "what was completed") { $0.lines.contains("alpha") ? () : nil }
      #expect(session.notices(of: 1).count == 1 && session.notices(of: 2).count == 1)
    }
  }

  @Test(arguments: [
    // A program in front, a `wait`, which any trap would end, and a line that goes on.
    ("sh -c 'trap \"echo heard\" WINCH; read x <BEGIN; read y <END; echo over'", "over"),
    ("{ read x <BEGIN; read y <END; } & wait $!; echo \"[$?]\"", "[0]"),
  ])
  func `nothing that runs hears of them`(line: String, says: String) throws {
    try withTask { session, end in
      let gates = try ["begin", "end"].map { try Gate(in: session.sandbox, called: $0) }
      let number = try session.prompt().number
      try session.terminal.type(
        line.replacing("BEGIN", with: gates[0].path.string).replacing("END", with: gates[1].path.string))
      try session.terminal.press(.enter)
      try gates[0].open()
      try end()
      #expect(try session.sandbox.simmer("wait", "1").code == 3)
      try gates[1].open()
      try session.terminal.wait(for: "the prompt") { ($0.waiting?.number ?? 0) > number ? () : nil }
      #expect(session.screen.lines.contains(says), "\(session.screen)")
      #expect(!session.screen.lines.contains("heard"))
      #expect(session.notices().count == 1)
    }
  }

  @Test func `a line that goes on hears nothing`() throws {
    try withTask { session, end in
      try session.terminal.type("echo \"half")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "more>")
      try end()
      #expect(try session.sandbox.simmer("wait", "1").code == 3)
      try session.terminal.type("done\"")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: Self.notice)
      let lines = session.screen.lines
      let half = try #require(lines.lastIndex(of: "half"))
      #expect(lines[half + 1] == "done", "\(session.screen)")
      #expect(lines[half + 2].hasPrefix(Self.notice), "\(session.screen)")
    }
  }

  @Test func `the trap of a user is kept, and without the setting there is none`() throws {
    try withTask(before: "trap 'winched=$((winched + 1))' WINCH") { session, end in
      try session.terminal.resize(columns: 100, rows: 30)
      try session.terminal.wait(for: "the trap") { _ in
        try session.output(of: "echo \"${winched-0} $COLUMNS\"").hasSuffix(" 100") ? () : nil
      }
      #expect(try session.output(of: "((winched)) && echo yes") == "yes")
      #expect(try session.output(of: "trap -p WINCH").contains("winched=$((winched + 1))"))
      try end()
      try session.terminal.wait(for: Self.notice)
      #expect(try session.output(of: "true one; echo $_") == "one")
    }
    try withTask(plugin: "unset SIMMER_ASYNC") { session, end in
      try end()
      try eventually("the record") { !session.sandbox.file("store/done").entries.isEmpty }
      #expect(try session.sandbox.simmer("wait", "1").code == 3)
      #expect(session.notices() == [])
      #expect(!session.sandbox.store.allEntries.contains { $0.hasPrefix(".ring-") })
      try session.enterUntil("the notice") { !session.notices().isEmpty }
    }
  }
}
