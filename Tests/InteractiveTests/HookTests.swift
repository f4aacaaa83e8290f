// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The hooks of other programs see what they would see without the plugin.
struct HookTests {
  @Test func `a DEBUG trap of the user is kept and sees every command`() throws {
    let setting = #"trap 'printf "%s\n" "$BASH_COMMAND" >>"$SANDBOX/debug"' DEBUG"#
    try Sandbox.with(.bash, .init(before: setting)) { session in
      try session.run("echo one")
      expectTaken(try session.run("npm run dev"))
      try session.run("echo two")
      let seen = session.sandbox.file("debug").lines.filter { !$0.contains("_simmer") && !$0.hasPrefix("eval") }
      #expect(seen.filter { $0.hasPrefix("echo") } == ["echo one", "echo two"])
      #expect(try session.run("trap -p DEBUG").output.joined().contains("BASH_COMMAND"))
    }
  }

  @Test func `a DEBUG trap sees the plugin only under its own names`() throws {
    let setting = #"trap 'printf "%s\n" "$BASH_COMMAND" >>"$SANDBOX/debug"' DEBUG"#
    try Sandbox.with(.bash, .init(after: setting)) { session in
      try session.run(":")
      try session.run("npm run dev")
      try session.run(":")
      for command in session.sandbox.file("debug").lines {
        #expect(command == ":" || command.contains("_simmer"), "\(command)")
      }
    }
  }

  @Test(arguments: ["PROMPT_COMMAND='note=$?'", "PROMPT_COMMAND=('note=$?' 'other=$?')", "PROMPT_COMMAND[3]='note=$?'"])
  func `a PROMPT_COMMAND sees the status of the line`(setting: String) throws {
    for (before, after) in [(setting, ""), ("", setting.replacing("PROMPT_COMMAND=", with: "PROMPT_COMMAND+="))] {
      // A string that is appended to an array's first element needs its own separator: that is the user's.
      if after.contains("+='") { continue }
      try Sandbox.with(.bash, .init(before: before, after: after)) { session in
        try session.run("(exit 6)")
        #expect(try session.output(of: "echo $note") == "6")
        try session.run("npm run dev")
        #expect(try session.output(of: "echo $note") == "0")
        #expect(session.sandbox.tasks == ["1"])
      }
    }
  }

  @Test func `a PROMPT_COMMAND that replaces the plugin leaves lines to the shell`() throws {
    try Sandbox.with(.bash) { session in
      try session.run("unset PROMPT_COMMAND; PROMPT_COMMAND=:")
      try session.run("echo one")
      let outcome = try session.run("npm run dev")
      #expect(outcome.output == ["npm is up"])
      session.expectTerminal()
    }
  }

  @Test func `precmd and preexec of zsh get status and original line`() throws {
    let setting = #"""
      precmd_functions=(note_status); note_status() { note=$? }
      preexec_functions=(note_line); note_line() { print -r -- "$1" >>$SANDBOX/lines }
      """#
    try Sandbox.with(.zsh, .init(before: setting)) { session in
      try session.run("(exit 6)")
      #expect(try session.output(of: "echo $note") == "6")
      for line in ["npm run dev", "PORT=1 npm run dev | cat", "cd . && npm start", "./node_modules/.bin/vite"] {
        try session.run(line)
      }
      #expect(
        session.sandbox.file("lines").lines == [
          "(exit 6)", "echo $note", "npm run dev", "PORT=1 npm run dev | cat", "cd . && npm start",
          "./node_modules/.bin/vite",
        ])
    }
  }

  @Test(arguments: Shell.allCases)
  func `PS0 or a title in preexec names the typed line`(shell: Shell) throws {
    let setting = shell.choose(
      bash: #"PS0='$(HISTTIMEFORMAT= history 1 >>"$SANDBOX/lines")'"#,
      zsh: #"preexec() { print -r -- "  1  $1" >>$SANDBOX/lines }"#)
    try Sandbox.with(shell, .init(before: setting)) { session in
      expectTaken(try session.run("npm run dev && echo after"))
      try eventually("the line") { session.sandbox.file("lines").lines.count == 1 }
      #expect(session.sandbox.file("lines").text?.contains("npm run dev && echo after") == true)
    }
  }

  @Test(arguments: Shell.allCases)
  func `an Enter key of the user is left alone`(shell: Shell) throws {
    let setting = shell.choose(
      bash: #"bind -x '"\C-xn": note=1'; bind '"\C-xm": accept-line'; bind '"\C-m": "\C-xn\C-xm"'"#,
      zsh: "mine() { note=1; zle .accept-line }; zle -N accept-line mine")
    try Sandbox.with(shell, .init(before: setting)) { session in
      try session.run("echo one")
      #expect(try session.output(of: "echo $note") == "1")
      let outcome = try session.run("npm run dev")
      #expect(session.sandbox.tasks == shell.choose(bash: [], zsh: ["1"]), "\(outcome)")
      // bash cannot be asked to run a key after the user's own; Ctrl+B is there still.
      #expect(try session.run("vite build", press: .ctrl("b")).output.first?.hasPrefix("[") == true)
    }
  }

  @Test func `a zle-line-finish that comes later does not end the interception`() throws {
    let setting = "finish() { note=$BUFFER }; zle -N zle-line-finish finish"
    try Sandbox.with(.zsh, .init(after: setting)) { session in
      try session.run("echo one")
      expectTaken(try session.run("npm run dev"))
      let noted = try session.output(of: "echo $note")
      #expect(noted == "echo $note")
    }
  }
}
