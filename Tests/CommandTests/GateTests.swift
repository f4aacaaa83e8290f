// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer gate`: how a change of the rules gets to shells that are open.
struct GateTests {
  /// What a shell does before a prompt: true when it has to ask for the gate.
  private static let stale = """
    stale() {
      [[ ! -e $_simmer_gate_file || $_simmer_config -nt $_simmer_gate_file ]] ||
        { [[ -e $_simmer_config ]] && [[ -z $_simmer_config_seen || $_simmer_config -ot $_simmer_gate_file ]]; } ||
        [[ ! -e $_simmer_config && -n $_simmer_config_seen ]]
    }
    look() { if stale; then eval "$(simmer gate SHELL)"; echo "asked:$_simmer_anywhere:$_simmer_enabled"; else echo same; fi; }
    config=$XDG_CONFIG_HOME/simmer/config.toml
    mkdir -p "${config%/*}"
    eval "$(simmer gate SHELL)"

    """

  private func lines(_ sandbox: Sandbox, _ shell: Shell, _ script: String) throws -> [String] {
    let text = (Self.stale + script).replacing("SHELL", with: shell.rawValue)
    return try sandbox.run(shell.rawValue, "-c", text).lines
  }

  @Test(arguments: Shell.allCases) func `a change is seen once, whatever the clock says`(shell: Shell) throws
  {
    try Sandbox.with { sandbox in
      let seen = try lines(
        sandbox, shell,
        """
        look
        echo "background = ['*one*']" >$config; look; look
        echo "background = ['*two*']" >$config; look; look
        echo "enabled = false" >$config.new; touch -d '2 years ago' $config.new; mv $config.new $config; look; look
        rm $config; look; look
        echo "background = ['*']" >$config; touch -d '2030-01-01' $config; look; look
        """)
      #expect(
        seen == [
          "same", "asked:--watch|one:1", "same", "asked:--watch|two:1", "same", "asked:--watch:", "same",
          "asked:--watch:1",
          "same", "asked:|:1", "same",
        ])
    }
  }

  @Test(arguments: Shell.allCases) func `every open shell sees a change`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      let seen = try lines(
        sandbox, shell,
        """
        echo "background = ['*one*']" >$config
        (look; look)
        look; look
        """)
      #expect(seen == ["asked:--watch|one:1", "same", "asked:--watch|one:1", "same"])
    }
  }

  @Test(arguments: Shell.allCases) func `allowing a project is a change, and taking it back`(shell: Shell)
    throws
  {
    try Sandbox.with { sandbox in
      try sandbox.file("work/.simmer.toml").write("background = ['*mine*']\n")
      let seen = try lines(
        sandbox, shell,
        "look; simmer allow >/dev/null; look; look; simmer allow --remove >/dev/null; look; look")
      #expect(seen == ["same", "asked:--watch|mine:1", "same", "asked:--watch:1", "same"])
    }
  }

  @Test func `a mistake is told in one line, and the shell goes on with the rest`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("treshold = 3\nx = 1\nbackground = ['*mine*']\n")
      let result = try sandbox.simmer("gate", "bash")
      #expect(result.code == 0)
      #expect(result.stdout.contains("mine"))
      #expect(
        result.stderr.hasPrefix("simmer: cannot use all of the configuration: \(sandbox.config):1: treshold"))
      #expect(result.stderr.split(separator: "\n").count == 1 && result.stderr.contains("1 more"))
      #expect(try sandbox.simmer("init", "bash").stderr == "")
    }
  }

  @Test(.enabled(if: Privilege.isRoot, "only root can become another user"))
  func `where nothing can be kept nothing is asked again`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("chmod", "755", sandbox.root.string, sandbox.work.string, sandbox.bin.string)
      let script = (Self.stale + "look").replacing("SHELL", with: "bash")
      let result = try sandbox.run(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c", script)
      #expect(result.stdout == "same\n", "\(result)")
    }
  }

  @Test func `one file is kept for a shell and a binary`() throws {
    try Sandbox.with { sandbox in
      for text in ["", "keep_days = 1", "keep_days = 2"] {
        try sandbox.configure(text)
        _ = try sandbox.simmer("gate", "bash")
        _ = try sandbox.simmer("gate", "zsh")
      }
      #expect(sandbox.store.allEntries.count { $0.hasPrefix(".gate.") } == 2)
      #expect(sandbox.store.allEntries.count { $0.hasPrefix(".new") } == 0)
      expectRefusal(try sandbox.simmer("gate", "fish"), 2)
    }
  }
}
