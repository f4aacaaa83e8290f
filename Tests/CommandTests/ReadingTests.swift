// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// `simmer output` as a reader: what it shows, what it leaves out, and that it says so.
struct ReadingTests {
  /// The output of a finished task that wrote `log`.
  private func read(_ log: String, _ options: String...) throws -> Command.Result {
    var result: Command.Result?
    try Sandbox.with { sandbox in
      try Self.task(sandbox, writing: log)
      result = try sandbox.run(["simmer", "output", "1"] + options)
    }
    return try #require(result)
  }

  private static func task(_ sandbox: Sandbox, writing log: String, id: Int = 1) throws {
    try sandbox.file("work/log\(id)").write(log)
    try sandbox.start("--", "cat log\(id)")
    _ = try sandbox.end(of: id)
  }

  // MARK: - How a reader loses errors

  @Test func `a last line without a newline is shown`() throws {
    #expect(try read("hello").stdout == "hello\n")
    #expect(try read("a\nhello", "--new").stdout == "a\nhello\n")
  }

  @Test func `an error is not collapsed into what is no error`() throws {
    let log = "INFO: X done\nINFO: X done\nERROR: X done\nINFO: X done\n"
    #expect(try read(log, "--filter", "error").stdout == "ERROR: X done\n")
    #expect(try read(log).stdout.contains("ERROR: X done\n"))
  }

  @Test func `the first read finds errors that lie far back`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "echo 'ERROR: early'; seq 1000 | sed 's/^/a line with number /'")
      _ = try sandbox.end()
      #expect(try sandbox.simmer("output", "1", "--new", "--filter", "ERROR").stdout == "ERROR: early\n")
      #expect(try sandbox.simmer("output", "1", "--new", "--filter", "ERROR").stdout == "")
      #expect(
        try sandbox.simmer("output", "1", "--new", "--reader", "other", "--errors").stdout == "ERROR: early\n"
      )
    }
  }

  @Test func `numbers are content, and lines that share a start are no repeats`() throws {
    #expect(try read("42\n43\n44\n").stdout == "42\n43\n44\n")
    let fails = ["login", "logout", "signup"].map {
      "FAIL src/components/authentication/forms/very/long/path/to/\($0).test.ts\n"
    }.joined()
    #expect(try read(fails).stdout == fails)
  }

  @Test func `a wrong pattern is an error that says where`() throws {
    for option in ["--filter", "--exclude"] {
      let result = try read("x\n", option, "a(b")
      expectRefusal(result, 2)
      #expect(
        result.stderr.contains("\(option) 'a(b'") && result.stderr.contains("at character 4"), "\(result)")
    }
  }

  @Test func `a progress bar is its last frame`() throws {
    #expect(try read((0...100).map { "\r\($0)%" }.joined() + "\ndone\n").stdout == "100%\ndone\n")
  }

  @Test func `sequences go and ordinary text stays`() throws {
    let log =
      "\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\ \u{1b}(B\u{1b}[38:5:196mred\u{1b}[m idx[m] arr[3m]\n"
    #expect(try read(log).stdout == "link red idx[m] arr[3m]\n")
  }

  @Test func `much text in few lines is still JSON`() throws {
    struct Answer: Decodable { let stdout: String }
    let log = String(repeating: String(repeating: "x", count: 3000) + "\n\"\\\u{1}\n", count: 300)
    let result = try read(log, "--json", "--max-lines", "0", "--no-cut", "--no-collapse")
    #expect(
      result.code == 0 && result.stdout.utf8.count > 800_000
        && result.stdout.contains("\"total_lines\" : 600"))
    _ = try JSONDecoder().decode(Answer.self, from: Data(result.stdout.utf8))
  }

  // MARK: - Selecting

  static let log = (1...200).map {
    "line \($0) says \(["alpha", "beta"][$0 % 2]) \($0 % 50 == 0 ? "ERROR: fifty" : "fine")\n"
  }.joined()

  @Test func `what is left out is named, and can be asked for`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "for i in $(seq 1 200); do echo word$i$(printf %0${i}d 0 | tr 0 a); done")
      _ = try sandbox.end()
      let shown = try sandbox.simmer("output", "1", "--max-lines", "50", "--no-cut")
      #expect(shown.lines.first == "... 150 earlier lines left out: lines 1–150")
      #expect(shown.lines.count == 51)
      let rest = try sandbox.simmer("output", "1", "--lines", "1-150", "--no-cut")
      #expect(rest.lines.count == 150)
      #expect(
        rest.stdout + shown.lines.dropFirst().map { $0 + "\n" }.joined()
          == (try sandbox.simmer("output", "1", "--raw").stdout))
    }
  }

  @Test func `repeats are counted and named`() throws {
    let log =
      "start\n" + (1...5).map { "12:00:0\($0) poll number \($0) took \($0 * 7) ms\n" }.joined() + "end\n"
    #expect(
      try read(log).stdout
        == "start\n12:00:01 poll number 1 took 7 ms\n... 4 similar lines collapsed (lines 3–6)\nend\n")
    #expect(try read(log, "--no-collapse").lines.count == 7)
    #expect(try read(log, "--lines", "3-6", "--no-collapse").lines.count == 4)
  }

  @Test(arguments: [
    (["--tail", "2"], "line 199 says beta fine\nline 200 says alpha ERROR: fifty\n", 0),
    (["--head", "2", "--no-collapse"], "line 1 says beta fine\nline 2 says alpha fine\n", 0),
    (["--lines", "50"], "line 50 says alpha ERROR: fifty\n", 0),
    (["--lines", "199-"], "line 199 says beta fine\nline 200 says alpha ERROR: fifty\n", 0),
    (["--filter", "line 7\\b"], "line 7 says beta fine\n", 0), (["--filter", "LINE 7\\b"], "", 1),
    (["--filter", "line", "--filter", "fifty", "--tail", "1"], "line 200 says alpha ERROR: fifty\n", 0),
    (["--filter", "line 10", "--exclude", "line 10\\d"], "line 10 says alpha fine\n", 0),
    (["--filter", "line 7 \\|line 9 "], "line 7 says beta fine\nline 9 says beta fine\n", 0),
    (["--filter", "fifty", "--count"], "4\n", 0), (["--filter", "nothing", "--count"], "0\n", 1),
    (
      ["--errors", "-n"],
      "50: line 50 says alpha ERROR: fifty\n100: line 100 says alpha ERROR: fifty\n150: line 150 says alpha ERROR: fifty\n200: line 200 says alpha ERROR: fifty\n",
      0
    ),
    (
      ["--filter", "line 100 ", "--context", "1"],
      "line 99 says beta fine\nline 100 says alpha ERROR: fifty\nline 101 says beta fine\n", 0
    ),
    (["--filter", "^line 3 .*$"], "line 3 says beta fine\n", 0),
    (
      ["--tail", "5", "--max-lines", "1", "--no-collapse"],
      "... 4 earlier lines left out: lines 196–199\nline 200 says alpha ERROR: fifty\n", 0
    ),
    (["--filter", "(?<=line )4 "], "line 4 says alpha fine\n", 0),
  ])
  func `lines are chosen by what they say and where they stand`(
    options: [String], expected: String, code: Int32
  ) throws {
    try Sandbox.with { sandbox in
      try Self.task(sandbox, writing: Self.log)
      let result = try sandbox.run(["simmer", "output", "1"] + options)
      #expect(result.stdout == expected)
      #expect(result.code == code)
    }
  }

  @Test(arguments: [
    ["--tail", "1", "--head", "1"], ["--lines", "0"], ["--lines", "9-3"], ["--lines", "x"],
    ["--since", "yesterday"], ["--head", "-1"],
    ["--raw", "--filter", "x"], ["--preset", "nonsense"], ["--reader", "../x", "--new"], ["--context", "-1"],
    ["--max-lines", "-1"],
    ["--follow", "--json"], ["--exit-code"], ["--count", "--json"], ["--count", "--tail", "1"],
  ])
  func `what cannot be meant is refused`(options: [String]) throws {
    try Sandbox.with { sandbox in
      try Self.task(sandbox, writing: "x\n")
      expectRefusal(try sandbox.run(["simmer", "output", "1"] + options), 2)
    }
  }

  @Test func `a preset never hides an error and says what it hides`() throws {
    let log =
      "ready\n12:00 [vite] hmr update /src/a.js\n12:01 [vite] hmr update failed: Error: no such module\n"
    let shown = try read(log, "--preset", "vite").stdout
    #expect(
      shown
        == "ready\n12:01 [vite] hmr update failed: Error: no such module\n... 1 line left out by preset vite (line 2); --preset none shows them\n"
    )
    #expect(try read(log, "--filter", "hmr").lines.count == 2)
  }

  // MARK: - Cursors

  @Test func `every reader is shown every line once`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate1", "gate2", "gate3")
      try sandbox.start(
        "--",
        "echo one; printf tw; read -r x <gate1; echo o; read -r x <gate2; seq 1 200 | tr 0-9 a-j; read -r x <gate3"
      )
      func new(_ reader: String) throws -> String {
        try sandbox.simmer("output", "1", "--new", "--reader", reader).stdout
      }
      var seen = ""
      try eventually("the start") {
        seen += try new("a")
        return seen.hasSuffix("tw\n")
      }
      #expect(try new("a") == "")
      _ = try sandbox.script("echo >gate1")
      try eventually("the rest of the line") { try new("a") == "two\n" }
      #expect(try new("b") == "one\ntwo\n")
      _ = try sandbox.script("echo >gate2")
      try eventually("the numbers") { try sandbox.simmer("output", "1", "--raw").lines.count == 202 }
      var pages: [String] = []
      for _ in 0..<3 {
        pages += try sandbox.simmer("output", "1", "--new", "--reader", "a", "--no-collapse").lines.filter {
          !$0.hasPrefix("...")
        }
      }
      #expect(pages.count == 200 && Set(pages).count == 200)
      #expect(try new("a") == "")
      _ = try sandbox.script("echo >gate3")
    }
  }

  // MARK: - Several tasks, search, JSON

  @Test func `tasks are merged by time and named`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start("--label", "web", "--", "echo early; read -r x <gate; sleep .25; echo late")
      try eventually("the start") { try sandbox.simmer("output", "web").stdout == "early\n" }
      try sandbox.start("--label", "api", "--", "sleep .25; echo middle; echo >gate")
      _ = try sandbox.simmer("wait", "web", "api")
      #expect(try sandbox.simmer("output", "web", "api").stdout == "web | early\napi | middle\nweb | late\n")
      #expect(try sandbox.simmer("search", "ea|mid").stdout == "web | 1: early\napi | 1: middle\n")
      #expect(try sandbox.simmer("search", "nowhere").code == 1)
      let wrong = try sandbox.simmer("search", "a(b")
      expectRefusal(wrong, 2)
      #expect(wrong.stderr.contains("cannot understand the pattern 'a(b'"), "\(wrong)")
    }
  }

  @Test func `the JSON of output does not change`() throws {
    let log = "a\u{1b}[31m b\u{1b}[0m\n" + (1...4).map { "tick \($0)\n" }.joined() + "end"
    let json = try read(log, "--json")
    #expect(
      json.stdout == """
        {
          "exit_code" : 0,
          "status" : "completed",
          "stdout" : "a b\\ntick 1\\n... 3 similar lines collapsed (lines 3–5)\\nend",
          "stdout_meta" : {
            "bytes" : \(log.utf8.count),
            "cursor" : \(log.utf8.count),
            "gaps" : [

            ],
            "matched" : 6,
            "omitted" : [
              {
                "lines" : 3,
                "ranges" : [
                  [
                    3,
                    5
                  ]
                ],
                "reason" : "collapsed"
              }
            ],
            "preset" : "general",
            "returned" : 3,
            "total_lines" : 6
          },
          "task_id" : 1
        }

        """)
  }

  // MARK: - Cleaning

  @Test func `long paths are short, long lines are cut, colours are kept when asked for`() throws {
    let path =
      "at f (/p/node_modules/.pnpm/@medusajs+draft-order@2.12.3_@medusajs+admin-sdk@2.12.3_abc/node_modules/@medusajs/draft-order/dist/x.js:1:2)\n"
    #expect(try read(path).stdout == "at f (.pnpm/@medusajs+draft-order@2.12.3_.../dist/x.js:1:2)\n")
    #expect(try read(path, "--no-shorten").stdout == path)
    let long = String(repeating: "ab", count: 100)
    #expect(try read(long).stdout == String(long.prefix(150)) + "...[truncated]\n")
    #expect(try read(long, "--no-cut").stdout == long + "\n")
    #expect(try read("a\n\n \nb\n").stdout == "a\nb\n")
    #expect(try read("\u{1b}[31mred\u{1b}[0m\n", "--color").stdout == "\u{1b}[31mred\u{1b}[0m\u{1b}[0m\n")
  }

  @Test func `secrets are taken out of what is shown`() throws {
    let log = """
      connect postgres://app:hunter2@db/x
      Authorization: Bearer abcdefgh12345
      API_KEY=sk-abcdefghijklmnopqrstuvwx
      -----BEGIN RSA PRIVATE KEY-----
      MIIEowIBAAKCAQEA
      -----END RSA PRIVATE KEY-----
      user: ann

      """
    let shown = try read(log, "--redact").stdout
    for secret in ["hunter2", "abcdefgh", "MIIE"] { #expect(!shown.contains(secret), "\(shown)") }
    #expect(shown.contains("postgres://app:[redacted]@db/x") && shown.hasSuffix("user: ann\n"))
    #expect(try read(log, "--raw").stdout == log)
  }

  // MARK: - Hostile

  @Test func `a line without an end is read in bounded memory`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "head -c 20000000 /dev/zero | tr '\\0' x; echo; echo ERROR: end")
      _ = try sandbox.end()
      let result = try sandbox.script("ulimit -v 200000; simmer output 1 --filter ERROR")
      #expect(result.stdout == "ERROR: end\n" && result.code == 0, "\(result)")
    }
  }

  @Test func `bytes that are gone are counted`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "seq 1 100000")
      _ = try sandbox.end()
      let log = sandbox.store.appending("tasks/1/stdout")
      let punched = try sandbox.run("fallocate", "-p", "-o", "65536", "-l", "131072", log.string)
      guard punched.code == 0 else { return }
      let shown = try sandbox.simmer("output", "1", "--head", "100000", "--no-collapse")
      #expect(
        shown.lines.contains("... 128K dropped here: a log keeps its head and its tail"),
        "\(shown.lines.count)")
      #expect(shown.lines.first == "1" && shown.lines.last == "100000")
    }
  }

  @Test func `follow cleans and filters, and gives the code of the task`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      try sandbox.start(
        "--",
        "echo 'WARN one'; read -r x <gate; printf '10%%\\r99%%\\n'; printf '\\033[31mERR\\033[0mOR two\\n'; exit 3"
      )
      let result = try sandbox.script(
        "{ simmer output 1 --follow --exit-code --exclude '^WARN'; echo \"code $?\"; } >seen & echo go >gate; wait; cat seen"
      )
      #expect(result.stdout == "99%\nERROR two\ncode 3\n")
    }
  }
}
