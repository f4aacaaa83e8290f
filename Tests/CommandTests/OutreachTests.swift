// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What is told of a task beyond its shell.
struct OutreachTests {
  private func configure(_ sandbox: Sandbox, _ text: String) throws {
    try sandbox.home.appending(".config/simmer").makeDirectory()
    try sandbox.home.appending(".config/simmer/config.toml").write(text)
  }

  @Test func `the commands of the user get the facts, in their environment and as JSON`() throws {
    try Sandbox.with { sandbox in
      let note =
        #"echo \"own $SIMMER_EVENT $SIMMER_ID $SIMMER_NAME $SIMMER_OUTCOME $SIMMER_CODE\" >>$SANDBOX/told"#
      try configure(
        sandbox,
        """
        notify_after = 0
        on_finish = "\(note); cat >$SANDBOX/json"
        on_fail = "\(note.replacing("own", with: "fail"))"
        on_ready = "echo $SIMMER_EVENT $SIMMER_NAME >>$SANDBOX/told"
        on_waiting = "echo $SIMMER_EVENT $SIMMER_QUESTION >>$SANDBOX/told"
        """)
      try sandbox.start("--label", "web", "--ready", "up", "--", "echo up; printf 'Go on? '; read x; exit 3")
      let told = sandbox.file("told")
      try eventually("the question", seen: { told.text ?? "" }) {
        // Each in a process of its own: which is first, is open.
        (told.text ?? "").split(separator: "\n").sorted() == ["ready web", "waiting Go on?"]
      }
      #expect(try sandbox.simmer("answer", "1", "yes").code == 0)
      try eventually("the end", seen: { told.text ?? "" }) {
        (told.text ?? "").hasSuffix(
          "own finish 1 web failed with exit 3 3\nfail finish 1 web failed with exit 3 3\n")
      }
      let json = sandbox.file("json").text ?? ""
      #expect(json.contains("\"event\":\"finish\"") && json.contains("\"label\":\"web\""), "\(json)")
    }
  }

  /// A desktop whose messages are noted.
  private func addDesktop(_ sandbox: Sandbox) throws {
    try sandbox.bin.appending("notify-send").writeProgram(
      "#!/bin/sh\nprintf '%s|' \"$@\" >>$SANDBOX/desktop\n")
  }

  @Test func `a message on the desktop says what has happened, and is no markup`() throws {
    try Sandbox.with { sandbox in
      try addDesktop(sandbox)
      try configure(sandbox, "notify = \"desktop\"\nnotify_after = 0\n")
      try sandbox.file("work/<b>").makeDirectory()
      try sandbox.start("--label", "<b>", "--cwd", "<b>", "--", "exit 4")
      let desktop = sandbox.file("desktop")
      try eventually("the message", seen: { desktop.text ?? "" }) {
        desktop.text?.hasSuffix("/&lt;b&gt;|") == true
      }
      #expect(
        desktop.text?.hasPrefix("-a|simmer|-u|critical|-t|8000|--|<b> failed with exit 4|after ") == true)
    }
  }

  @Test func `what ended soon is no news`() throws {
    try Sandbox.with { sandbox in
      try addDesktop(sandbox)
      try configure(
        sandbox,
        "notify = \"desktop\"\non_finish = \"echo x >>$SANDBOX/told\"\non_fail = \"echo x >>$SANDBOX/told\"")
      try sandbox.start("--", "exit 1")
      _ = try sandbox.end()
      try eventually("the end of all") { RunningProcess.carrying(sandbox.root.string).isEmpty }
      #expect(!sandbox.file("desktop").exists && !sandbox.file("told").exists)
    }
  }

  @Test func `a task whose configuration says nothing starts no process at its end`() throws {
    try Sandbox.with { sandbox in
      try configure(sandbox, "grace = 5\n")
      try sandbox.bin.appending("notify-send").writeProgram("#!/bin/sh\necho x >>$SANDBOX/desktop\n")
      try sandbox.start("--", "exit 1")
      _ = try sandbox.end()
      #expect(RunningProcess.carrying(sandbox.root.string).allSatisfy { !$0.command.contains("tell") })
      #expect(!sandbox.file("desktop").exists)
    }
  }

  @Test func `a person sees what is new and what was before, and takes nothing away`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("notices").stdout == "nothing new\n")
      try sandbox.start("--label", "tests", "--", "echo boom; exit 2")
      _ = try sandbox.end()
      for _ in 1...2 {
        let shown = try sandbox.simmer("notices").stdout
        #expect(shown.hasPrefix("[1] failed with exit 2 after "), "\(shown)")
        #expect(shown.hasSuffix(": tests\n    boom\n"), "\(shown)")
      }
      _ = try sandbox.simmer("notices", "--session", "1-0")
      let later = try sandbox.simmer("notices").stdout
      #expect(later.hasPrefix("nothing new\nbefore:\n[1] failed with exit 2 "), "\(later)")
      #expect(try sandbox.simmer("notices", "--json").stdout.contains("\"news\" : \"ended\""))
    }
  }
}
