// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What the plugin of a shell relies on: `launch`, `notices` and `decide`.
struct HotVerbTests {
  /// The arguments of `launch` for a shell that is gone.
  private let launch = "simmer launch --shell /bin/bash --session 1-1"

  @Test func `launch says what it starts, and that it has`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script("\(launch) --columns 77 --lines 22 -- 'stty size; sleep 1000'")
      #expect(result.code == 0)
      #expect(result.lines.count == 2)
      #expect(result.lines[0].hasPrefix("[1] stty size; sleep 1000"))
      #expect(result.lines[1] == "started")
      try eventually("the size of the terminal") { try sandbox.simmer("output", "1").stdout == "22 77\n" }
      #expect(try sandbox.row().session == "1-1")
      #expect(try sandbox.row().origin == "shell")
    }
  }

  @Test func `launch says a line without its control characters`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script("\(launch) -- $'true \\e]0;owned\\a \\x9b\\xc2\\x9b \\x01 end'")
      #expect(result.lines.count == 2)
      #expect(
        result.lines[0].unicodeScalars.allSatisfy { $0.value >= 32 && !(127..<160).contains($0.value) },
        "\(result)")
      #expect(result.lines[0].contains("end"))
    }
  }

  @Test func `launch starts nothing when its reader is gone`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script(
        "{ \(launch) -- 'touch ran'; echo $? >code; } | true; until [ -s code ]; do :; done; cat code")
      #expect(result.stdout == "3\n")
      try expectNothing(sandbox)
    }
  }

  @Test func `launch starts nothing when its reader does not read`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script(
        "{ \(launch) -- 'touch ran'; echo $? >code; } | until [ -s code ]; do sleep 0.05; done; cat code")
      #expect(result.stdout == "3\n")
      #expect(result.seconds > 1.5 && result.seconds < 20)
      try expectNothing(sandbox)
    }
  }

  @Test func `launch starts nothing when its reader leaves while it waits`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script(
        "{ \(launch) -- 'touch ran'; echo $? >code; } | sleep 0.3; until [ -s code ]; do :; done; cat code")
      #expect(result.stdout == "3\n")
      try expectNothing(sandbox)
    }
  }

  @Test(arguments: ["--shell /nonexistent --session 1-1", "--shell /bin/sh", "--session 1-1", "--nonsense"])
  func `launch that is refused says nothing on its pipe`(options: String) throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script("simmer launch \(options) -- 'touch ran'")
      #expect(result.code != 0)
      #expect(result.stdout == "")
      #expect(result.stderr.hasPrefix("simmer: cannot"))
      try expectNothing(sandbox)
    }
  }

  @Test(arguments: ["bash", "zsh"])
  func `launch gives a shell the state that was handed to it, and keeps none`(shell: String) throws {
    try Sandbox.with { sandbox in
      let state =
        "greet() { echo hello $NAME; }; alias hi=greet; NAME=hunter2; "
        + (shell == "bash" ? "shopt -s expand_aliases" : "setopt aliases")
      let result = try sandbox.run(
        "simmer", "launch", "--shell", "/bin/\(shell)", "--session", "1-1", "--snapshot", "--",
        "hi; ls -l /proc/$$/fd 2>/dev/null | grep -c memfd; read x",
        input: state)
      #expect(result.lines.last == "started", "\(result)")
      try eventually("the greeting") {
        try sandbox.simmer("output", "1").stdout.hasPrefix("hello hunter2\n0\n")
      }
      #expect(try sandbox.run("grep", "-rl", "greet()", sandbox.root.string).stdout == "")
      #expect(
        try sandbox.script(
          "cat /proc/$(simmer status 1 --json | sed -n 's/.*\"pid\" : \\([0-9]*\\).*/\\1/p')/environ | tr '\\0' '\\n' | grep -c hunter2"
        ).stdout == "0\n")
    }
  }

  @Test func `launch keeps a line as it is`() throws {
    try Sandbox.with { sandbox in
      let line = #"printf '%s|' "it's" $'a\tb' "\$HOME" \\ 'ü' "*" ; echo; # done"#
      let result = try sandbox.run("simmer", "launch", "--shell", "/bin/bash", "--session", "1-1", "--", line)
      #expect(result.lines.last == "started")
      #expect(try sandbox.simmer("wait", "1").code == 0)
      #expect(try sandbox.simmer("output", "1").stdout == "it's|a\tb|$HOME|\\|ü|*|\n")
      #expect(try sandbox.row().command == line)
    }
  }

  // MARK: - notices

  @Test func `a notice is shown once however many ask`() throws {
    try Sandbox.with { sandbox in
      for _ in 1...10 { try sandbox.start("--", "echo words; exit 3") }
      try eventually("the records") { sandbox.file("store/done").entries.count == 10 }
      let result = try sandbox.script(
        "for i in {1..20}; do simmer notices --session $i-$i >said.$i & done; wait; cat said.*")
      #expect(result.lines.count { $0.contains("failed with exit 3 after") } == 10)
      #expect(result.lines.count { $0 == "    words" } == 10)
      #expect(sandbox.file("store/done").entries == [])
    }
  }

  @Test func `the notice of another living shell is left to it`() throws {
    try Sandbox.with { sandbox in
      let script = """
        start=$(sed 's/.*) //' /proc/$$/stat | cut -d' ' -f20)
        SIMMER_SESSION=$$-$start simmer run -- false
        simmer wait 1
        simmer notices --session 1-1
        echo between
        simmer notices --session "$$-$start"
        simmer notices --session "$$-$start"
        """
      let lines = try sandbox.script(script).lines
      #expect(lines.prefix(2) == ["1", "between"])
      #expect(lines.count == 3 && lines[2].hasPrefix("[1] failed with exit 1"), "\(lines)")
    }
  }

  @Test func `a notice that could not be shown is kept`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "false")
      try eventually("the record") { sandbox.file("store/done").entries.count == 1 }
      _ = try sandbox.script("simmer notices --session 1-1 >/dev/full; simmer notices --session 1-1 >&-")
      #expect(sandbox.file("store/done").entries.count == 1)
      #expect(try sandbox.simmer("notices", "--session", "1-1").stdout.hasPrefix("[1] failed"))
    }
  }

  @Test func `without a store there is nothing to tell`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("notices", "--session", "1-1")
      #expect(result.stdout == "")
      #expect(result.code == 0)
    }
  }

  // MARK: - decide

  @Test(arguments: Shell.allCases)
  func `decide answers in four lines whatever it is asked`(shell: Shell) throws {
    let lines = [
      "npm run dev", "", " ", "'", "\"", "$(", "`", "a\u{0001}b", "ü", String(repeating: "(", count: 5000),
      String(repeating: "npm run dev && ", count: 5000), "npm run dev \\", "<<", "{", "case", "#", "!", "a=",
      "\t",
    ]
    try Sandbox.with { sandbox in
      for line in lines {
        for force in [false, true] {
          let result = try Command(
            ["\(sandbox.bin)/simmer", "decide"] + (force ? ["--force"] : []) + [
              "--shell", shell.rawValue, "--", line,
            ],
            environment: sandbox.environment
          ).run()
          #expect(result.code == 0, "\(line.prefix(50))")
          #expect(result.stderr == "")
          let answer = result.stdout.split(separator: "\n", omittingEmptySubsequences: false)
          #expect(answer.count == 5 && answer[4] == "", "\(line.prefix(50)): \(answer)")
          #expect(["background", "adaptive", "foreground", "incomplete"].contains(answer[0]))
          #expect(result.seconds < 2, "\(line.prefix(50))")
        }
      }
      let bytes = try sandbox.script("simmer decide --shell \(shell) -- $'npm run dev \\xff\\xfe'")
      #expect(bytes.code == 0)
      let plain = try sandbox.simmer("decide", "--shell", shell.rawValue, "--", "cd web && npm run dev")
      #expect(
        plain.stdout.split(separator: "\n", omittingEmptySubsequences: false).prefix(1) == ["background"])
    }
  }

  private func expectNothing(_ sandbox: Sandbox) throws {
    try eventually("the end of the helper") { RunningProcess.carrying(sandbox.root.string).isEmpty }
    #expect(!sandbox.file("work/ran").exists)
    #expect(sandbox.file("store/tasks").entries == [])
    #expect(sandbox.file("store/live").entries == [])
    #expect(sandbox.file("store/done").entries == [])
  }
}
