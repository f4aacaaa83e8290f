// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What a log may take of the disk: its head and its tail are kept, and what is dropped is counted and said.
struct BudgetTests {
  /// A sandbox in which logs keep `budget`.
  private func with(_ budget: String, _ body: (Sandbox) throws -> Void) throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("log_budget = \(budget == "0" ? "0" : "\"\(budget)\"")\n")
      try body(sandbox)
    }
  }

  /// What a directory takes of the disk, in bytes.
  private func allocated(_ sandbox: Sandbox, _ path: String = "tasks/1") throws -> Int {
    let text = try sandbox.run("du", "-s", "-B1", sandbox.store.appending(path).string).stdout
    return try #require(text.split(separator: "\t").first.flatMap { Int($0) })
  }

  /// So many numbered lines, and their bytes.
  private static let lines = 200_000
  private static let written = 1_288_895

  @Test(arguments: [false, true])
  func `a log keeps its head and its tail, and says what is gone`(isWithoutHoles: Bool) throws {
    try with("256 KiB") { sandbox in
      if isWithoutHoles {
        guard FilePath("/usr/bin/strace").exists else { return }
        let started = try sandbox.run(
          "strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e", "trace=fallocate", "-e",
          "inject=fallocate:error=EOPNOTSUPP", sandbox.bin.appending("simmer").string, "run", "--",
          "seq \(Self.lines)")
        #expect(started.code == 0, "\(started)")
      } else {
        try sandbox.start("--", "seq \(Self.lines)")
      }
      let row = try sandbox.end()
      #expect(row.stdout_bytes == Self.written && row.lost_bytes == 0)
      #expect((150_000...256 * 1024).contains(row.stdout_kept), "\(row)")
      #expect(try allocated(sandbox) < 300 * 1024)
      #expect(
        try sandbox.simmer("status").stdout.contains("\n1: 1.2M of output, ") == true)

      // All that is there, with the gap in its place: every line is whole, and its number is that of the log.
      let all = try sandbox.simmer("output", "1", "--max-lines", "0", "--no-collapse", "-n").lines
      let gap = try #require(all.firstIndex { $0.hasPrefix("... ") })
      for (index, line) in all.enumerated() where index != gap {
        let parts = line.split(separator: ":")
        guard parts.count == 2, parts[1] == " " + parts[0] else {
          // A tail in files of its own begins where the head was full.
          #expect(isWithoutHoles && abs(index - gap) == 1, "\(line)")
          continue
        }
      }
      #expect(all.first == "1: 1" && all.last == "200000: 200000")
      #expect(all[gap].contains("lines) dropped here"), "\(all[gap])")

      // Lines that are gone are said to be; others can be asked for by their numbers.
      #expect(try sandbox.simmer("output", "1", "--lines", "199990-199991").stdout == "199990\n199991\n")
      let gone = try sandbox.simmer("output", "1", "--lines", "100000-100010").lines
      #expect(gone.count == 1 && gone[0].contains("dropped here"), "\(gone)")
      #expect(try sandbox.simmer("output", "1", "--tail", "2").stdout == "199999\n200000\n")
      #expect(try sandbox.simmer("output", "1", "--filter", "^19999\\d$", "--count").stdout == "10\n")

      // The raw bytes are what is kept, and the loss is told beside them.
      let raw = try sandbox.simmer("output", "1", "--raw")
      #expect(raw.stdout.utf8.count == row.stdout_kept)
      #expect(raw.stderr.contains("of the middle are dropped"))
      #expect(try sandbox.simmer("output", "1", "--raw", "--tail", "2").stdout == "199999\n200000\n")
      let json = try sandbox.simmer("output", "1", "--json", "--max-lines", "0").stdout
      #expect(
        json.contains("\"total_lines\" : 200000") && json.contains("\"lines\" : "), "\(json.suffix(600))")
    }
  }

  @Test func `a reader whose place was dropped is told how much it missed`() throws {
    try with("256 KiB") { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      // The reader stands amidst of what is dropped later.
      try sandbox.start("--", "seq 20000; read -r x <gate; seq 20001 200000")
      try eventually("the first half") { try sandbox.row().stdout_bytes == 108_894 }
      let first = try sandbox.simmer("output", "1", "--new", "--max-lines", "0", "--no-collapse")
      #expect(first.lines.count == 20_000)
      _ = try sandbox.script("echo go >gate")
      _ = try sandbox.end()
      let rest = try sandbox.simmer("output", "1", "--new", "--max-lines", "0", "--no-collapse")
      let shown = rest.lines
      #expect(shown.first?.hasPrefix("... ") == true && shown.first?.contains("dropped here") == true)
      #expect(shown.last == "200000")
      #expect(try sandbox.simmer("output", "1", "--new").stdout == "")
    }
  }

  @Test func `whoever follows is told what it was too slow for`() throws {
    try with("256 KiB") { sandbox in
      _ = try sandbox.run("mkfifo", "gate", "slow")
      try sandbox.start("--", "seq 10; read -r x <gate; seq 11 400000")
      // The follower's output is not read until the task has ended.
      let result = try sandbox.script(
        """
        simmer output 1 --follow --no-collapse >slow & exec 5<slow
        while read -r line <&5; do [ "$line" = 10 ] && break; done
        echo go >gate; simmer wait 1; cat <&5 >seen; wait
        grep -c dropped seen; tail -n 1 seen
        """)
      let lines = result.stdout.split(separator: "\n")
      #expect(lines.last == "400000" && (lines.dropLast().last.flatMap { Int($0) } ?? 0) >= 1, "\(result)")
    }
  }

  @Test func `a log without a newline is kept within its budget`() throws {
    try with("256 KiB") { sandbox in
      try sandbox.start("--", "head -c 3000000 /dev/zero | tr '\\0' x; printf END")
      let row = try sandbox.end()
      #expect(row.stdout_bytes == 3_000_003 && row.stdout_kept <= 256 * 1024)
      #expect(try sandbox.simmer("output", "1", "--raw").stdout.hasSuffix("xEND"))
    }
  }

  @Test func `a budget of 0 keeps all`() throws {
    try with("0") { sandbox in
      try sandbox.start("--", "seq \(Self.lines)")
      let row = try sandbox.end()
      #expect(row.stdout_bytes == Self.written && row.stdout_kept == Self.written)
      #expect(sandbox.store.appending("tasks/1").entries.allSatisfy { !$0.hasSuffix(".gap") })
    }
  }

  @Test(.enabled(if: Privilege.canMount, "file systems cannot be mounted here"))
  func `a disk that has room again goes on with the log, which says what is missing`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.run(
        "unshare", "--mount", "--propagation", "private", "bash", "-c",
        """
        mkdir -p "$SIMMER_HOME" && mount -t tmpfs -o size=1m,mode=700 none "$SIMMER_HOME" || exit 99
        mkfifo full
        head -c 600000 /dev/zero >"$SIMMER_HOME/ballast"
        simmer run -- 'seq 200000; touch written; read x <full; echo after; exit 5' >/dev/null
        # There is no room for all of it: what is lost then reaches to its end.
        until [ -e written ]; do read -t 0.05 <> <(:); done
        until [ "$(simmer output 1 --raw | wc -c)" = "$last" ]; do last=$(simmer output 1 --raw | wc -c); done
        rm "$SIMMER_HOME/ballast"; echo go >full
        simmer wait 1; echo "code $?"
        simmer output 1 --filter 'could not be stored|^after$'; simmer status 1
        """)
      #expect(result.stdout.contains("code 5\n"), "\(result)")
      #expect(
        result.stdout.contains("of the output could not be stored here: No space left on device]\nafter\n"),
        "\(result)")
      #expect(result.stdout.contains("of output could not be stored\n"), "\(result)")
    }
  }

  @Test func `the store keeps to its budget, the oldest finished tasks first`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("store_budget = \"2 MiB\"\n")
      try sandbox.start("--", "head -c 900000 /dev/zero; sleep 1000")
      for id in 2...3 {
        try sandbox.start("--", "head -c 700000 /dev/zero")
        _ = try sandbox.end(of: id)
        #expect(try sandbox.simmer("wait", "\(id)").code == 0)
      }
      // Told of, so that they may go.
      _ = try sandbox.simmer("notices", "--session", "1-1")
      #expect(try sandbox.simmer("reap", "--dry-run").stdout.contains("more than 2 MiB"))
      // The end of a large task sweeps by itself.
      try sandbox.start("--", "head -c 1100000 /dev/zero")
      _ = try sandbox.end(of: 4)
      try eventually("the oldest to go") { try sandbox.rows.map(\.id) == [1, 4] }
    }
  }
  @Test func `an end that nobody was told of stays, though the store is too large for its output`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("store_budget = \"1 MiB\"\n")
      for id in 1...3 {
        try sandbox.start("--", "seq 100000; echo end of \(id)")
        _ = try sandbox.end(of: id)
      }
      _ = try sandbox.simmer("reap")
      #expect(try allocated(sandbox, "tasks") < 1 << 20)
      #expect(try sandbox.rows.map(\.id).sorted() == [1, 2, 3])
      #expect(try sandbox.simmer("output", "1", "--tail", "2").stdout == "100000\nend of 1\n")
      let all = try sandbox.simmer("output", "1", "--max-lines", "0", "-n").lines
      #expect(
        all.first?.contains("dropped here") == true && all.last == "100001: end of 1", "\(all.first ?? "")")
    }
  }
}
