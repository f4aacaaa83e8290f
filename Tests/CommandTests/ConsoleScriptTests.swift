// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// The console when its lines come from a pipe or a file.
struct ConsoleScriptTests {
  /// One sandbox for all lines: they change nothing.
  @Test func `each line does what it says, and ends as it should`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--label", "web", "--", "sleep", "1000")
      _ = try sandbox.simmer("run", "--", "echo one; echo two")
      _ = try sandbox.simmer("wait", "2")
      for row in Table.rows("Tests/CommandTests/Cases/console.tsv") where row.count > 1 {
        let result = try sandbox.simmer("console", input: row[0] + "\n")
        #expect(result.code == Int32(row[1]), "\(row[0]): \(result)")
        let wanted = row.count > 2 ? row[2] : ""
        #expect((result.stdout + result.stderr).contains(wanted) || wanted.isEmpty, "\(row[0]): \(result)")
        if wanted.hasSuffix("\n") { #expect(result.stdout + result.stderr == wanted, "\(row[0])") }
      }
    }
  }

  @Test func `a failing line ends nothing, and gives the script its exit code`() throws {
    try Sandbox.with { sandbox in
      let script = "!echo first; exit 5\nnope\noutput 9\n!echo last\nquit\n!echo never\n"
      let result = try sandbox.simmer("console", input: script)
      #expect(result.stdout == "first\nlast\n")
      #expect(result.code == 1)
      #expect(try sandbox.simmer("console", input: "!true\n").code == 0)
      #expect(try sandbox.simmer("console", input: "").code == 0)
    }
  }

  @Test func `a program in a script does not read the script`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("console", input: "!cat\n!echo next\n")
      #expect(result.stdout == "next\n")
    }
  }

  @Test func `a quote may go over lines`() throws {
    try Sandbox.with { sandbox in
      // A pasted text is one entry; a script is read line by line.
      let result = try sandbox.simmer("console", input: "run -- 'echo a\n!echo b\n")
      #expect(result.stderr.contains("a quote is not closed"))
      #expect(result.stdout == "b\n")
    }
  }

  @Test func `the console is a reader of its own`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--", "echo one")
      _ = try sandbox.simmer("wait", "1")
      #expect(try sandbox.simmer("console", input: "output 1 --new\n").stdout == "one\n")
      #expect(try sandbox.simmer("console", input: "output 1 --new | cat\n").stdout == "")
      #expect(try sandbox.simmer("output", "1", "--new").stdout == "one\n")
      #expect(try sandbox.simmer("console", input: "output 1 --new --reader other\n").stdout == "one\n")
    }
  }

  @Test func `a store that vanishes is made again by what is started next`() throws {
    try Sandbox.with { sandbox in
      let script =
        "run -- true\n!until rm -rf \"$SIMMER_HOME\" 2>/dev/null; do :; done\nstatus\nrun -- true\nwait 1\n"
      let result = try sandbox.simmer("console", input: script)
      #expect(result.stdout == "1\nno tasks\n1\n")
      #expect(result.code == 0, "\(result)")
    }
  }

  @Test func `the menu wants a terminal, and says so`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("menu")
      #expect(result.code == 3)
      #expect(
        result.stderr
          == "simmer: cannot show the menu: this is no terminal that can move its cursor; see simmer status\n"
      )
    }
  }
}
