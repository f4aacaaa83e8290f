// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// A change of the configuration reaches shells that are open.
struct RefreshTests {
  private func with(_ shell: Shell, _ body: (Session) throws -> Void) throws {
    let helper = Repository.file("Tests/InteractiveTests/Fixtures/helper")
    let setting = """
      _simmer_bin='\(helper)' _simmer_config=$SANDBOX/config.toml _simmer_config_seen= _simmer_gate_file=$SANDBOX/kept
      : >$SANDBOX/kept
      """
    try Sandbox.with(shell, .init(after: setting), body)
  }

  /// Lets the helper answer with `assignments` and keep a gate as old as the configuration is.
  private func answer(_ sandbox: Sandbox, _ assignments: String) throws {
    try sandbox.file("gate.sh").write(
      """
      echo 'simmer: a word on the configuration' >&2
      if [ -e "$SANDBOX/config.toml" ]; then touch -r "$SANDBOX/config.toml" "$SANDBOX/kept"; else : >"$SANDBOX/kept"; fi
      cat <<'END'
      \(assignments)
      : _simmer_gate=kept
      END
      """)
  }

  private func asked(_ sandbox: Sandbox) -> Int { sandbox.calls.count { $0 == "gate" } }

  @Test(arguments: Shell.allCases)
  func `a configuration that comes, changes and goes is asked for once each`(shell: Shell) throws {
    try with(shell) { session in
      let sandbox = session.sandbox
      try session.run("true")
      #expect(asked(sandbox) == 0)
      try answer(sandbox, "_simmer_enabled= _simmer_config_seen=1")
      try sandbox.file("config.toml").write("enabled = false\n")
      let change = try session.run("true")
      #expect(change.output == ["simmer: a word on the configuration"])
      for _ in 1...3 { #expect(try session.run("true").output == []) }
      #expect(asked(sandbox) == 1)
      #expect(try session.run("npm run dev").output == ["npm is up"])
      session.expectTerminal()

      try answer(sandbox, "_simmer_enabled=1 _simmer_config_seen=1")
      _ = try sandbox.run("touch", "-d", "2001-01-01", sandbox.file("config.toml").string)
      try session.run("true")
      #expect(asked(sandbox) == 2)
      #expect(try session.run("npm run dev").output.first?.hasPrefix("[1] npm run dev") == true)

      try answer(sandbox, "_simmer_enabled=1 _simmer_config_seen=")
      sandbox.file("config.toml").removeAll()
      for _ in 1...3 { try session.run("true") }
      #expect(asked(sandbox) == 3)
      sandbox.file("kept").removeAll()
      for _ in 1...3 { try session.run("true") }
      #expect(asked(sandbox) == 4)
    }
  }

  @Test(arguments: Shell.allCases, ["exit 3", "exit 0", "echo garbage", "exec sleep 1001"])
  func `a helper that does not tell is not asked at every prompt`(shell: Shell, fault: String) throws {
    try with(shell) { session in
      session.sandbox.expectedStrays = ["sleep 1001"]
      try session.sandbox.file("gate.sh").write(fault)
      try session.sandbox.file("config.toml").write("enabled = false\n")
      for _ in 1...4 { #expect(try session.run("true").output == []) }
      #expect(asked(session.sandbox) == 1)
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `what a rule looks for anywhere lets a line through`(shell: Shell) throws {
    try with(shell) { session in
      let sandbox = session.sandbox
      func questions() -> Int { sandbox.calls.count { $0 == "decide" } }
      try session.run("true my-server")
      #expect(questions() == 0)
      for (index, anywhere) in ["--watch|my-", "|--watch", ""].enumerated() {
        try answer(sandbox, "_simmer_anywhere='\(anywhere)' _simmer_config_seen=1")
        try sandbox.file("config.toml").write("# \(index)\n")
        _ = try sandbox.run("touch", "-d", "2001-01-0\(index + 1)", sandbox.file("config.toml").string)
        try session.run("true")
        let before = questions()
        try session.run("true my-server")
        #expect(questions() == before + 1, "\(anywhere)")
        try session.run("true other")
        #expect(questions() == before + (index == 0 ? 1 : 2), "\(anywhere)")
      }
    }
  }
}
