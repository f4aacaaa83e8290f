// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What `simmer explain` says of lines, and that it does what `decide` does.
struct ExplainTests {
  @Test func `it says what decided, and what would run where`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("explain", "--", "cd web && npm run dev")
      #expect(result.code == 0 && result.stderr == "")
      #expect(
        result.lines == [
          "verdict       background", "because       a server that stays up until it is stopped",
          "command       npm run dev", "rule          npm run: a script called dev",
          "in the shell  cd web && ", "then a task   npm run dev",
        ])
      let quick = try sandbox.simmer("explain", "--", "echo", "npm run dev")
      #expect(quick.lines.first == "verdict       foreground")
      #expect(quick.lines.last == "in the shell  echo 'npm run dev'")
      let group = try sandbox.simmer("explain", "--", "(cd web && npm run dev)")
      #expect(group.lines.first == "verdict       background")
      #expect(group.lines.last?.hasPrefix("but           it begins with no plain word") == true)
    }
  }

  @Test func `a script is looked up where it would run`() throws {
    try Sandbox.with { sandbox in
      try sandbox.work.appending("web").makeDirectory()
      try sandbox.work.appending("web/package.json").write(
        #"{"scripts": {"go": "cross-env A=1 vite", "dev": "echo none", "both": "npm run go && tsc"}}"#)
      try sandbox.work.appending("Makefile").write("up: down\n\t@cd web && npm run go\ndown:\n\trm -f x\n")
      for (line, verdict) in [
        ("npm run go", "foreground"), ("cd web && npm run go", "background"),
        ("npm --prefix web run go", "background"),
        ("npm run dev", "background"), ("cd web; npm run dev", "foreground"),
        ("cd web && npm run both", "background"),
        ("make up", "background"), ("make", "background"), ("make down", "foreground"),
        ("make -C web up", "adaptive"),
      ] {
        let explained = try sandbox.simmer("explain", "--", line)
        #expect(explained.lines.first == "verdict       \(verdict)", "\(line): \(explained)")
        let decided = try sandbox.simmer("decide", "--shell", "bash", "--", line)
        #expect(decided.lines.first == verdict, "\(line)")
      }
      let lines = try sandbox.simmer("explain", "--", "make up").lines
      #expect(
        lines.contains(
          "rule          make up is `rm -f x; cd web && npm run go`; npm run go is `cross-env A=1 vite`; vite: serves"
        ))
    }
  }

  @Test func `many lines have one verdict each, in order`() throws {
    try Sandbox.with { sandbox in
      let lines = "npm run dev\n\nls\nnpm run dev |\nmake\ntail -f 'x\n\u{1b}[31m\ncargo build"
      let result = try sandbox.simmer("explain", "--stdin", input: lines)
      #expect(
        result.lines == [
          "background", "foreground", "foreground", "foreground", "adaptive", "foreground", "foreground",
          "adaptive",
        ])
      let json = try sandbox.simmer("explain", "--stdin", "--json", input: lines)
      #expect(json.lines.count == 8)
      #expect(
        json.lines.first
          == #"{"command":"npm run dev","incomplete":false,"line":"npm run dev","reason":"a server that stays up until it is stopped","rule":"npm run: a script called dev","shell":"","task":"npm run dev","verdict":"background"}"#
      )
      #expect(json.lines[3].contains(#""incomplete":true"#))
    }
  }

  @Test(arguments: [("zsh", "background"), ("bash", "foreground")])
  func `the grammar is that of the shell that is named`(_ shell: String, _ verdict: String) throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("explain", "--shell", shell, "--", "repeat 3 npm run dev")
      #expect(result.lines.first == "verdict       \(verdict)")
    }
  }

  @Test(arguments: [
    [], ["--"], ["--stdin", "--", "ls"], ["--shell", "fish", "--", "ls"], ["ls"],
  ])
  func `wrong words are refused in one line`(_ words: [String]) throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer(["explain"] + words)
      #expect(result.code == 2 && result.stdout == "", "\(result)")
      #expect(result.stderr.hasPrefix("simmer: cannot read the arguments: "))
      #expect(result.stderr.split(separator: "\n").count == 1)
    }
  }
}
