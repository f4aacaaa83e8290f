// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The prompt says how many tasks run and how many failed unseen, and nothing else gets into it.
struct BadgeTests {
  @Test(arguments: Shell.allCases)
  func `the badge counts what runs`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      #expect(try session.run("true").badge == "")
      let started = try session.run("npm run dev")
      #expect(started.badge == "●1 ")
      #expect(try session.run("npm start").badge == "●2 ")
      try session.run("simmer stop 1")
      try session.terminal.wait(for: "one less") { _ in try session.run("true").badge == "●1 " ? true : nil }
      try session.run("simmer stop --all")
      try session.terminal.wait(for: "none") { _ in try session.run("true").badge == "" ? true : nil }
    }
  }

  @Test(arguments: Shell.allCases)
  func `another terminal shows the same, and a failure until it was told`(shell: Shell) throws {
    try Sandbox.with(shell) { first in
      let second = try Session(first.sandbox, shell)
      let gate = try Gate(first, then: "exit 3")
      #expect(try second.run("true").badge == "●1 ")
      // The first shell is kept from its prompt, so that the failure stays untold.
      let start = try first.prompt()
      try first.terminal.type(shell.choose(bash: "read -p 'now: ' answer", zsh: "read 'answer?now: '"))
      try first.terminal.press(.enter)
      try first.terminal.wait(for: "the question") { $0.lines.last == "now:" ? true : nil }
      try gate.open()
      try second.terminal.wait(for: "the failure") { _ in try second.run("true").badge == "✗1 " ? true : nil }
      #expect(!second.screen.contains("npm run dev"))
      let outcome = try first.outcome(since: start)
      #expect(outcome.output.contains { $0.contains("npm run dev") })
      #expect(outcome.badge == "")
      #expect(try second.run("true").badge == "")
    }
  }

  @Test(arguments: Shell.allCases)
  func `where the locale has no such signs the badge is plain`(shell: Shell) throws {
    try Sandbox.with(shell, with: ["LANG": "C", "LC_ALL": "C"]) { session in
      let started = try session.run("npm run dev")
      #expect(started.badge == "[1] ")
      // A notice of a shell that lives, for which this test stands in.
      let own = try #require(RunningProcess(getpid()))
      try session.sandbox.file("store/done/77.\(own.pid)-\(own.startTime).failed.1").write("")
      #expect(try session.run("true").badge == "[1 1!] ")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a theme that writes the prompt every time keeps the badge`(shell: Shell) throws {
    let prompt = #"ps$((++TEST_PROMPT)):$?> "#
    let settings = shell.choose(
      bash: [
        "PROMPT_COMMAND='PS1='\"'\"'\(prompt)'\"'\"",
        // starship takes over what was there, and runs it first.
        "theme() { PS1='\(prompt)'; }; PROMPT_COMMAND=(theme)",
        "theme() { PS1='\(prompt)'; eval \"$others\"; }; others=${PROMPT_COMMAND-}; PROMPT_COMMAND=theme",
      ],
      zsh: [
        "precmd() { PROMPT='ps$((++TEST_PROMPT)):%?> ' }",
        "theme() { PROMPT='ps$((++TEST_PROMPT)):%?> ' }; precmd_functions+=(theme)",
        "theme() { PS1='ps$((++TEST_PROMPT)):%?> ' }; precmd_functions=(theme $precmd_functions)",
      ])
    for setting in settings {
      for setup in [Shell.Setup(before: setting), Shell.Setup(after: setting)] {
        // An assignment of the whole variable behind the plugin removes it: that is the user's right.
        if shell == .bash && !setup.after.isEmpty { continue }
        try Sandbox.with(shell, setup) { session in
          try session.run("npm run dev")
          #expect(try session.run("true").badge == "●1 ", "\(setting)")
          #expect(try session.run("true").badge == "●1 ", "\(setting)")
        }
      }
    }
  }

  @Test func `a theme that is loaded later in bash and keeps the array keeps the badge`() throws {
    let setting =
      "theme() { PS1='ps$((++TEST_PROMPT)):$?> '; eval \"$others\"; }; others=${PROMPT_COMMAND-}; PROMPT_COMMAND=theme"
    try Sandbox.with(.bash, .init(after: setting)) { session in
      try session.run("npm run dev")
      #expect(try session.run("true").badge == "●1 ")
      #expect(try session.run("true").badge == "●1 ")
    }
  }

  @Test(arguments: Shell.allCases)
  func `nothing of a command line is expanded in the prompt`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let hostile =
        #"npm run dev -- '$(touch "$SANDBOX/pwned")' '`touch "$SANDBOX/pwned"`' '%F{red}' '\u' '%1v'"#
      let started = try session.run(hostile)
      #expect(started.badge == "●1 ")
      #expect(try session.run("true").badge == "●1 ")
      #expect(!session.sandbox.file("pwned").exists)
    }
  }

  @Test(arguments: Shell.allCases)
  func `strange names in the store are neither run nor shown`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      let store = session.sandbox.store
      for name in [
        "$(touch pwned)", "`touch pwned`", "%F{red}", "a b", "9.ready.x", "-e", "*", "8.$(touch pwned)",
      ] {
        try store.appending("live").appending(FilePath.Component(name)!).write("")
        try store.appending("done").appending(FilePath.Component(name)!).write("")
      }
      for name in [
        "5.$(touch pwned).failed.1", "6.none.$(touch pwned).1", "7.1-1.failed.%F{red}", "8.a b.failed.1",
      ] {
        try store.appending("done").appending(FilePath.Component(name)!).write("")
      }
      let next = try session.run("true")
      #expect(next.output.allSatisfy { !$0.contains("touch") }, "\(next)")
      #expect(next.badge.allSatisfy { "●◆?✗0123456789 ".contains($0) }, "\(next)")
      #expect(!session.sandbox.file("work/pwned").exists)
      #expect(try session.run("echo next").output.last == "next")
    }
  }

  @Test(arguments: Shell.allCases, ["", "file", "unreadable"])
  func `a store that is not one shows no badge and says nothing`(shell: Shell, kind: String) throws {
    try Sandbox.with { sandbox in
      if kind == "file" { try sandbox.store.write("x") }
      if kind == "unreadable" {
        try sandbox.file("store/live").makeDirectory()
        _ = try sandbox.run("chmod", "000", sandbox.store.string)
      }
      let session = try Session(sandbox, shell, .init(store: false))
      #expect(session.screen.lines.count == 1, "\(session.screen)")
      let outcome = try session.run("echo one")
      #expect(outcome.output == ["one"])
      #expect(outcome.badge == "")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a prompt that has the badge itself gets no second one`(shell: Shell) throws {
    let setting = shell.choose(
      bash: #"PS1='ps$((++TEST_PROMPT)):$?> [${SIMMER_BADGE}] '"#,
      zsh: #"PROMPT='ps$((++TEST_PROMPT)):%?> [${SIMMER_BADGE}] '"#)
    try Sandbox.with { sandbox in
      try shell.startup(in: sandbox).write(
        "\(shell == .zsh ? "setopt promptsubst" : "")\n\(setting)\n\(shell.loading)\n")
      let terminal = try Terminal(sandbox, running: shell.command(in: sandbox))
      try terminal.wait(for: "> []")
      try terminal.type("npm run dev")
      try terminal.press(.enter)
      let screen = try terminal.wait(for: "the badge") {
        $0.lines.last?.contains("> [●1 ]") == true ? $0 : nil
      }
      #expect(screen.text.count(where: { $0 == "●" }) == 1)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a prompt without expansion has the badge too`(shell: Shell) throws {
    let setting = shell.choose(
      bash: "shopt -u promptvars; PS1='plain> '", zsh: "unsetopt promptsubst; PROMPT='plain> '")
    try Sandbox.with { sandbox in
      try shell.startup(in: sandbox).write("\(setting)\n\(shell.loading)\n")
      let terminal = try Terminal(sandbox, running: shell.command(in: sandbox))
      try terminal.wait(for: "plain>")
      for badge in ["●1 plain>", "●2 plain>", "●3 plain>"] {
        try terminal.type("npm run dev")
        try terminal.press(.enter)
        try terminal.wait(for: badge) { $0.lines.last?.hasPrefix(badge) == true ? true : nil }
      }
    }
  }

  @Test func `a prompt that cannot be changed is left alone`() throws {
    try Sandbox.with(.bash, .init(before: "readonly PS1")) { session in
      expectTaken(try session.run("npm run dev"))
      #expect(try session.run("echo next").output == ["next"])
      #expect(session.screen.count(of: "readonly") == 0)
    }
  }

  @Test func `zsh has a segment for powerlevel10k`() throws {
    let fake = "p10k() { [[ $1 == segment ]] && shift; print -r -- \"segment: $*\" }"
    try Sandbox.with(.zsh, .init(before: fake)) { session in
      try session.run("npm run dev")
      let outcome = try session.run("prompt_simmer")
      #expect(outcome.output.count == 1)
      #expect(outcome.output.first?.hasPrefix("segment: ") == true)
      #expect(outcome.status == 0)
    }
  }

  @Test(arguments: Shell.allCases)
  func `its signs and colours are settings, which an open shell follows`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let directory = session.sandbox.home.appending(".config/simmer")
      try directory.makeDirectory()
      func follow(_ settings: String, until badge: String, _ colour: String? = nil) throws {
        try directory.appending("config.toml").write(settings)
        // A helper that was too slow is not asked again for a minute.
        try session.terminal.wait(for: "\(settings): \(badge)", within: 90) { _ in
          try session.run("true").badge == badge ? true : nil
        }
        let shown = session.terminal.colouredText.split(separator: "\n").last { $0.contains("ps") } ?? ""
        #expect(
          colour.map { shown.contains("\u{1b}[\($0)m\(badge.dropLast())") } ?? !shown.contains("\u{1b}["),
          "\(settings): \(shown)")
      }
      try session.run("npm run dev")
      try follow(
        "badge_signs = ['run:', 'up:', '?', '✗']\nbadge_colors = ['cyan', '', '', '']\n", until: "run:1 ",
        "36")
      try follow(
        "badge_signs = ['r:', 'up:', '?', '✗']\nbadge_colors = ['cyan', '', '', '']\ncolor = 'never'\n",
        until: "r:1 ")
      try follow("badge_colors = ['magenta', '', '', '']\n", until: "●1 ", "35")
    }
  }

  @Test(arguments: Shell.allCases)
  func `signs of ASCII need no other locale`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      try sandbox.home.appending(".config/simmer").makeDirectory()
      try sandbox.home.appending(".config/simmer/config.toml").write("badge_signs = ['r', 'u', 'a', 'f']\n")
      let session = try Session(sandbox, shell, with: ["LANG": "C", "LC_ALL": "C", "NO_COLOR": "1"])
      #expect(try session.run("npm run dev").badge == "r1 ")
    }
  }
}
