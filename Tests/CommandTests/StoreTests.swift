// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// The store on disk: private, readable with cat and ls, and refused politely when it is not ours.
struct StoreTests {
  @Test func `everything is private`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.script("umask 000; simmer run -- 'echo x; sleep 1000'").code == 0)
      try sandbox.start("--", "false")
      _ = try sandbox.end(of: 2)
      let wrong = try sandbox.script(
        "find \"$SIMMER_HOME\" \\( -type d ! -perm 0700 \\) -o \\( ! -type d ! -type l ! -type s ! -perm 0600 \\)"
      )
      #expect(wrong.stdout == "")
      #expect(sandbox.file("store/format").text == "1\n")
      #expect(sandbox.file("store/tasks/1/command").text == "echo x; sleep 1000\n")
      #expect(sandbox.file("store/live").entries == ["1"])
      #expect(sandbox.file("store/done").entries == ["2.none.failed.1"])
    }
  }

  @Test func `a store of another format is refused`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("store").makeDirectory()
      try sandbox.file("store/format").write("2\n")
      expectRefusal(try sandbox.simmer("run", "--", "touch ran"), 3, saying: "format")
      expectRefusal(try sandbox.simmer("status"), 3, saying: "format")
      #expect(sandbox.file("store").allEntries == ["format"])
      sandbox.file("store/format").removeAll()
    }
  }

  @Test(arguments: ["a b/c\nd", String(repeating: "long/", count: 60), "ünïcödé", "$HOME '\""])
  func `a store may have any path`(name: String) throws {
    try Sandbox.with { sandbox in
      let home = ["SIMMER_HOME": "\(sandbox.root)/\(name)"]
      let started = try sandbox.simmer("run", "--", "sleep 1000", with: home)
      #expect(started.stdout == "1\n", "\(started)")
      #expect(try sandbox.simmer("status", with: home).stdout.contains("sleep 1000"))
      #expect(try sandbox.simmer("stop", "1", with: home).code == 0)
    }
  }

  @Test func `without SIMMER_HOME the store is where the state of programs lies`() throws {
    try Sandbox.with { sandbox in
      let without = "unset SIMMER_HOME; "
      #expect(try sandbox.script(without + "simmer run -- true; simmer wait 1").code == 0)
      #expect(sandbox.file("home/.state/simmer/tasks/1").exists)
      #expect(
        try sandbox.script(without + "unset XDG_STATE_HOME; simmer run -- true; simmer wait 1").code == 0)
      #expect(sandbox.file("home/.local/state/simmer/tasks/1").exists)
      expectRefusal(
        try sandbox.script(without + "unset XDG_STATE_HOME HOME; exec \(sandbox.bin)/simmer run -- true"), 3)
    }
  }

  @Test func `a record that was damaged does not stop the others from being shown`() throws {
    try Sandbox.with { sandbox in
      for _ in 1...4 { try sandbox.start("--", "true") }
      for id in 1...4 { _ = try sandbox.end(of: id) }
      try sandbox.file("store/tasks/1/status").write("\u{0}\u{1}garbage")
      sandbox.file("store/tasks/2/command").removeAll()
      sandbox.file("store/tasks/3/launch").removeAll()
      try sandbox.file("store/tasks/nonsense").makeDirectory()
      try sandbox.file("store/done/nonsense").write("")
      try sandbox.file("store/live/99").write("")
      #expect(try sandbox.rows.contains { $0.id == 4 })
      #expect(try sandbox.simmer("reap").code == 0)
      #expect(try sandbox.simmer("cleanup").code == 0)
      #expect(try sandbox.start("--", "true") > 4)
    }
  }

  @Test func `init prints the plugin and returns at once`() throws {
    try Sandbox.with { sandbox in
      for shell in Shell.allCases {
        let script = try #require(Repository.file("shell/simmer.\(shell)").text)
        let result = try sandbox.simmer("init", shell.rawValue)
        #expect(result.code == 0)
        #expect(result.stderr == "")
        for name in ["_simmer_bin=", "_simmer_home=", "_simmer_version=", "_simmer_later=", "builtin . "] {
          #expect(result.stdout.contains(name), "\(result)")
        }
        // What it names is the script, no line left out.
        let kept = sandbox.store.allEntries.filter { $0.hasPrefix(".plugin.\(shell).") }
        let lines = kept.flatMap { sandbox.store.appending($0).text?.split(separator: "\n").map(String.init) ?? [] }
        let marks = ["# >>> at the first line", "# <<< at the first line"]
        #expect(lines.sorted() == script.split(separator: "\n").map(String.init).filter { !marks.contains($0) }.sorted())
        // Where nothing can be kept all of it is printed.
        let bare = try sandbox.simmer("init", shell.rawValue, with: ["SIMMER_HOME": "/proc/none"])
        #expect(bare.stdout.hasSuffix(script) && bare.stdout.contains("_simmer_gate="))
        #expect(try sandbox.run(shell.rawValue, "-n", "-c", result.stdout).stderr == "")
      }
    }
  }
}
