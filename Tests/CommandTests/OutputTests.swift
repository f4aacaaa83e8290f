// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer output` and `simmer status`: what is told of a task.
struct OutputTests {
  @Test func `raw output is what was written, byte for byte`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", #"printf 'a\nb\n'; printf 'no newline'; printf '\033[31mred\033[0m \001' "#)
      _ = try sandbox.end()
      #expect(
        try sandbox.simmer("output", "1", "--raw").stdout == "a\nb\nno newline\u{1b}[31mred\u{1b}[0m \u{1}")
      try sandbox.start("--", "head -c 1000000 /dev/zero | tr '\\0' x")
      _ = try sandbox.end(of: 2)
      #expect(try sandbox.simmer("output", "2", "--raw").stdout.utf8.count == 1_000_000)
      #expect(try sandbox.row(2).stdout_bytes == 1_000_000)
    }
  }

  @Test func `tail shows the last lines`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "seq 100000; printf end")
      _ = try sandbox.end()
      #expect(try sandbox.simmer("output", "1", "--tail", "3").stdout == "99999\n100000\nend\n")
      #expect(try sandbox.simmer("output", "1", "--tail", "0").stdout == "")
      #expect(try sandbox.simmer("output", "1", "--tail", "1000000").lines.count == 100_001)
      expectRefusal(try sandbox.simmer("output", "1", "--tail", "-1"), 2)
    }
  }

  @Test func `follow shows what comes, and ends with the task`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--", "echo one; read -r x <gate; echo two $x; exit 3")
      let result = try sandbox.script(
        "{ simmer output 1 --follow; echo \"code $?\"; } >seen & until grep -q one seen; do :; done; echo go >gate; wait; cat seen"
      )
      #expect(result.stdout == "one\ntwo go\ncode 0\n")
    }
  }

  @Test func `split streams can be told apart`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--streams", "split", "--", "echo out; echo err >&2; test -t 1 && test -t 2 && echo both")
      _ = try sandbox.end()
      #expect(try sandbox.simmer("output", "1", "--stream", "stdout").stdout == "out\nboth\n")
      #expect(try sandbox.simmer("output", "1", "--stream", "stderr").stdout == "err\n")
      #expect(try sandbox.row().streams == "split")
      #expect(try sandbox.row().stderr_bytes == 4)
    }
  }

  @Test func `a reader that goes away is no error`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "seq 100000")
      _ = try sandbox.end()
      let result = try sandbox.script(
        "set -o pipefail; simmer output 1 --raw | head -n 1; simmer output 1 --max-lines 0 | head -n 1; echo $?"
      )
      #expect(result.stdout == "1\n1\n0\n")
      #expect(result.stderr == "")
    }
  }

  @Test func `the last words of a task are in its output`() throws {
    try Sandbox.with { sandbox in
      for id in 1...20 {
        try sandbox.start("--", "seq 1000; echo last")
        #expect(try sandbox.simmer("wait", "\(id)").code == 0)
        #expect(try sandbox.simmer("output", "\(id)", "--tail", "1").stdout == "last\n")
      }
    }
  }

  @Test func `status tells of a task in promised words`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("status").stdout == "no tasks\n")
      #expect(try sandbox.rows.isEmpty)
      try sandbox.start("--label", "web", "--timeout", "90", "--", "sleep 1000")
      try sandbox.start("--", "exit 3")
      let failed = try sandbox.end(of: 2)
      let row = try sandbox.row()
      #expect(row.state == "running" && row.label == "web" && row.command == "sleep 1000")
      #expect(row.directory == sandbox.work.string && row.timeout == 90 && row.origin == "command")
      #expect(row.ended == nil && row.code == nil && row.signal == nil && !row.unseen)
      #expect(failed.state == "failed" && failed.code == 3 && failed.unseen)
      #expect(failed.ended! >= failed.began)
      // Times are of the clock on the wall, what lies between them of the steady one.
      #expect(abs(failed.duration! - (failed.ended! - failed.began)) < 1000)
      let table = try sandbox.simmer("status").lines
      #expect(table.count == 3)
      #expect(table[1].contains("running") && table[1].contains("web"))
      #expect(table[2].contains("failed with exit 3"))
      #expect(!table.joined().contains("\u{1b}"))
      #expect(try sandbox.simmer("status", "web").lines.count == 2)
    }
  }

  @Test func `a table fits its terminal and hides no control characters in it`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--", ": \u{1b}]0;owned\u{7} \(String(repeating: "long words ", count: 30)); sleep 1000")
      let terminal = try Terminal(
        sandbox, running: ["sh", "-c", "simmer status; echo done; read x"], columns: 60)
      let screen = try terminal.wait(for: "the table") { $0.lines.last == "done" ? $0 : nil }
      #expect(screen.lines.allSatisfy { $0.count <= 60 }, "\(screen)")
      #expect(screen.lines.count == 3, "\(screen)")
      #expect(terminal.title != "owned")
    }
  }
}
