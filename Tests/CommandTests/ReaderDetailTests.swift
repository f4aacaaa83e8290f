// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer output`: the user's own presets and secrets, places of readers, colours, live prompts.
struct ReaderDetailTests {
  /// Starts a task that writes `log`, and waits for its end.
  private func write(_ log: String, in sandbox: Sandbox, _ id: Int = 1) throws {
    try sandbox.file("work/log\(id)").write(log)
    try sandbox.start("--", "cat log\(id)")
    _ = try sandbox.end(of: id)
  }

  @Test func `presets and secrets of the user count`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(
        """
        redact = ['(?i)customer \\d+', "shop-[a-z]+"]
        [presets.mine]
        commands = '^cat log'
        noise = 'heartbeat|ERROR'
        [presets.by-name]
        noise = 'fine'
        """)
      try write("heartbeat 1\nall fine\nERROR: Customer 17 has shop-key\n", in: sandbox)
      let own = try sandbox.simmer("output", "1", "--redact")
      #expect(own.lines.prefix(2) == ["all fine", "ERROR: [redacted] has [redacted]"], "\(own)")
      #expect(own.stdout.contains("left out by preset mine (line 1)"))
      #expect(
        try sandbox.simmer("output", "1", "--preset", "by-name").lines.prefix(2) == [
          "heartbeat 1", "ERROR: Customer 17 has shop-key",
        ])
      let config = try sandbox.simmer("config")
      #expect(config.code == 0 && config.stderr == "", "\(config)")
      #expect(config.stdout.contains("redact = ['(?i)customer \\d+', \"shop-[a-z]+\"]"), "\(config)")
      #expect(
        config.stdout.contains("mine = { commands = \"^cat log\", noise = \"heartbeat|ERROR\" }"), "\(config)"
      )
      // What is printed can be read again.
      try sandbox.configure(config.stdout)
      #expect(try sandbox.simmer("config").stdout.contains("mine = { commands"))
    }
  }

  @Test(arguments: [
    ("redact = ['a(b']", 1, "redact: not a Perl regular expression: missing closing parenthesis"),
    ("redact = ['ok',\n  3]", 2, "redact: wants a Perl regular expression, not 3"),
    ("redact = 'x'", 1, "redact: wants a list"),
    ("[presets.web]\nnoise = '['", 2, "presets: web.noise not a Perl regular expression"),
    (
      "[presets.web]\nnoise = 'x'\nnois = 'y'", 3,
      "presets: web.nois is no key of a preset; did you mean noise?"
    ),
    ("[presets.web]\ncommands = 'x'", 1, "presets: web wants noise"),
    ("presets = 3", 1, "presets: wants a table for each"),
    ("log_budget = '3 pints'", 1, "log_budget: wants a number of MiB, or a text like"),
    ("log_budget = '1 KiB'", 1, "log_budget: wants 256 KiB to 1 TiB, or 0 for no limit"),
  ])
  func `a mistake is named with its file, line and key`(text: String, line: Int, reason: String) throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(text + "\n")
      let result = try sandbox.simmer("config")
      #expect((result.stdout + result.stderr).contains("config.toml:\(line): \(reason)"), "\(result)")
    }
  }

  @Test func `a reader of the last new lines is told of those before, and one that saw none goes nowhere`()
    throws
  {
    try Sandbox.with { sandbox in
      try write((1...9).map { "word\(String(repeating: "x", count: $0))\n" }.joined(), in: sandbox)
      #expect(try sandbox.simmer("output", "1", "--new", "--tail", "0").stdout == "")
      let shown = try sandbox.simmer("output", "1", "--new", "--tail", "2")
      #expect(shown.stdout == "... 7 earlier lines left out: lines 1–7\nwordxxxxxxxx\nwordxxxxxxxxx\n")
      #expect(try sandbox.simmer("output", "1", "--new").stdout == "")
    }
  }

  @Test func `the last lines are that many, alike or not`() throws {
    try Sandbox.with { sandbox in
      try write(String(repeating: "the same\n", count: 50), in: sandbox)
      #expect(try sandbox.simmer("output", "1", "--tail", "2").stdout == "the same\nthe same\n")
      #expect(
        try sandbox.simmer("output", "1", "--tail", "5").stdout
          == "the same\n... 4 similar lines collapsed (lines 47–50)\n")
      #expect(try sandbox.simmer("output", "1", "--tail", "5", "--no-collapse").lines.count == 5)
    }
  }

  @Test func `a colour that goes over lines is kept in each, and hides no secret`() throws {
    try Sandbox.with { sandbox in
      try write(
        "\u{1b}[31mred one\nred two\u{1b}[0m\nplain\ntoken=\u{1b}[32mabcdefgh12\u{1b}[0m\n", in: sandbox)
      let shown = try sandbox.simmer("output", "1", "--color", "--tail", "4").lines
      #expect(shown[1] == "\u{1b}[31mred two\u{1b}[0m\u{1b}[0m" && shown[2] == "plain", "\(shown)")
      #expect(try !sandbox.simmer("output", "1", "--color", "--redact").stdout.contains("\u{1b}"))
    }
  }

  @Test func `whoever follows sees a question before it is answered`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--", "echo start; printf 'Continue? '; read -r x <gate; echo \"$x\"; echo end")
      let result = try sandbox.script(
        "simmer output 1 --follow >seen & until grep -q Continue seen; do :; done; echo yes >gate; wait; cat seen",
        deadline: 120)
      #expect(result.stdout == "start\nContinue?\nContinue? yes\nend\n", "\(result)")
    }
  }

  @Test func `who looks where nothing is, is told so`() throws {
    try Sandbox.with { sandbox in
      try write("one\ntwo\n", in: sandbox)
      let behind = try sandbox.simmer("output", "1", "--lines", "5-9")
      #expect(behind.stdout == "" && behind.stderr.contains("the output of 1 has 2 lines"), "\(behind)")
      let merged = try sandbox.simmer("output", "1", "--stream", "stderr")
      #expect(
        merged.stdout == "" && merged.stderr.contains("writes both streams to one terminal"), "\(merged)")
      #expect(try sandbox.script("simmer output 1 --count >/dev/full").code == 3)
    }
  }

  @Test func `what a follower has shown is not new any more`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--", "echo one; read -r x <gate; echo two; printf three")
      let result = try sandbox.script(
        "simmer output 1 --follow --new --reader a >seen & until grep -q one seen; do :; done; echo go >gate; wait; cat seen",
        deadline: 120)
      #expect(result.stdout == "one\ntwo\nthree\n", "\(result)")
      #expect(try sandbox.simmer("output", "1", "--new", "--reader", "a").stdout == "")
      #expect(try sandbox.simmer("output", "1", "--new", "--reader", "b").stdout == "one\ntwo\nthree\n")
    }
  }

  @Test func `the JSON of two streams does not change`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--streams", "split", "--", "echo out; echo err >&2; exit 3")
      _ = try sandbox.end()
      func meta(_ stream: String) -> String {
        """
          "\(stream)_meta" : {
            "bytes" : 4,
            "cursor" : 4,
            "gaps" : [

            ],
            "matched" : 1,
            "omitted" : [

            ],
            "preset" : "general",
            "returned" : 1,
            "total_lines" : 1
          },
        """
      }
      #expect(
        try sandbox.simmer("output", "1", "--json").stdout == """
          {
            "exit_code" : 3,
            "status" : "failed",
            "stderr" : "err",
          \(meta("stderr"))
            "stdout" : "out",
          \(meta("stdout"))
            "task_id" : 1
          }

          """)
    }
  }
}
