// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A line that starts in front of the terminal, and what takes it from there.
struct FrontTests {
  private func with(
    _ shell: Shell, threshold: Double? = nil, setup: Shell.Setup = .init(), _ body: (Session) throws -> Void
  ) throws {
    try Sandbox.with { sandbox in
      try sandbox.addActors("pytest")
      if let threshold {
        let config = sandbox.home.appending(".config/simmer")
        try config.makeDirectory()
        try config.appending("config.toml").write("threshold = \(threshold)\n")
      }
      try body(Session(sandbox, shell, setup))
    }
  }

  /// Types `line` and waits for `text` in its output.
  ///
  /// - Parameter fifo: The name of a pipe to be made before.
  private func begin(_ line: String, until text: String, in session: Session, making fifo: String? = nil)
    throws
    -> Screen.Prompt
  {
    if let fifo { mkfifo(session.sandbox.file("work/" + fifo).string, 0o600) }
    let start = try session.prompt()
    try session.terminal.type(line)
    try session.terminal.press(.enter)
    try session.terminal.wait(for: "the text \(text)") { screen in
      screen.prompts.contains { $0.number >= start.number && $0.output.contains { $0.contains(text) } }
        ? true : nil
    }
    return start
  }

  /// Waits for the prompt after `start`.
  private func end(_ start: Screen.Prompt, in session: Session) throws -> Screen.Prompt {
    try session.terminal.wait(for: "the prompt after number \(start.number)") { screen in
      screen.waiting.flatMap { $0.number > start.number ? $0 : nil }
    }
  }

  private func output(since start: Screen.Prompt, in session: Session) -> [String] {
    session.screen.prompts.first { $0.number == start.number }?.output ?? []
  }

  @Test(arguments: Shell.allCases)
  func `the key moves it to the background, where it goes on and is told of`(shell: Shell) throws {
    try with(shell) { session in
      let start = try begin(
        "ACT='echo go; read x < fifo; exit 5' pytest || echo after", until: "go", in: session, making: "fifo")
      #expect(session.sandbox.file("store/live").entries == ["1.foreground"])
      try session.terminal.press(.ctrl("b"))
      let next = try end(start, in: session)
      #expect(next.status == 0)
      #expect(next.badge == "●1 ")
      let said = output(since: start, in: session)
      #expect(said.count == 2 && said[1].hasPrefix("[1] ACT=") && said[1].contains("background"), "\(said)")
      #expect(session.sandbox.file("store/live").entries == ["1"])
      try session.run("echo > fifo")
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(try session.sandbox.simmer("output", "1").stdout == "go\nafter\n")
    }
  }

  @Test(arguments: Shell.allCases)
  func `the threshold moves it, but not while it asks or has a full screen`(shell: Shell) throws {
    try with(shell, threshold: 1) { session in
      let asking = try begin(
        "ACT='read -p \"name: \" x; echo \"<$x>\"; sleep 100' pytest", until: "name:", in: session)
      let screen = try Session(session.sandbox, shell)
      try screen.terminal.type("ACT='vim -u NONE -i NONE' pytest")
      try screen.terminal.press(.enter)
      try screen.terminal.wait(for: "VIM")
      // A third, started after those two, moves: so their time had come.
      let third = try Session(session.sandbox, shell)
      #expect(try third.run("ACT='sleep 100' pytest").output.joined().contains("in the background after 1s"))
      #expect(Set(session.sandbox.file("store/live").entries) == ["1.foreground", "2.foreground", "3"])
      try session.terminal.type("joe")
      try session.terminal.press(.enter)
      _ = try end(asking, in: session)
      #expect(output(since: asking, in: session).contains("<joe>"))
      try screen.terminal.type(":q")
      try screen.terminal.press(.enter)
      try screen.prompt()
    }
  }

  /// A list stops as a whole: its shell does not go on with the rest.
  @Test(arguments: Shell.allCases, ["", " || echo after; (exit 3)"])
  func `Ctrl+Z pauses it, and attaching goes on with it`(shell: Shell, rest: String) throws {
    try with(shell) { session in
      let start = try begin(
        "ACT='echo go; read x; echo \"<$x>\"; exit 3' pytest\(rest)", until: "go", in: session)
      try session.terminal.press(.ctrl("z"))
      #expect(try end(start, in: session).status == 148)
      #expect(output(since: start, in: session).last?.hasPrefix("[1] paused") == true)
      #expect(session.sandbox.file("store/live").entries == ["1.paused"])
      let again = try session.prompt()
      try session.terminal.type("simmer fg")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the history") { screen in
        screen.prompts.last?.output.contains("go") == true ? true : nil
      }
      try session.terminal.type("on")
      try session.terminal.press(.enter)
      #expect(try end(again, in: session).status == 3)
      #expect(output(since: again, in: session).contains("<on>"))
      #expect(output(since: again, in: session).contains("after") == !rest.isEmpty)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a helper that is killed costs neither the task nor the terminal`(shell: Shell) throws {
    try with(shell) { session in
      let modes = try session.output(of: "stty -g")
      let start = try begin(
        "ACT='echo go; read x < fifo; echo end' pytest", until: "go", in: session, making: "fifo")
      let helper = try eventually("the helper") {
        RunningProcess.carrying(session.sandbox.root.string).first {
          $0.command.contains("simmer foreground") && $0.session == session.pid
        }
      }
      kill(helper.pid, SIGKILL)
      _ = try end(start, in: session)
      #expect(session.screen.contains("in the background"))
      #expect(try session.output(of: "stty -g") == modes)
      #expect(session.sandbox.file("store/live").entries == ["1"])
      try session.run("echo > fifo")
      try session.enterUntil("the notice") { !session.notices().isEmpty }
      #expect(try session.sandbox.simmer("output", "1").stdout == "go\nend\n")
    }
  }

  /// The processes that keep the task in front: the supervisor, and the holder above it.
  private func keepers(in session: Session) throws -> (supervisor: pid_t, holder: pid_t) {
    try eventually("the supervisor") {
      let keepers = RunningProcess.carrying(session.sandbox.root.string).filter {
        $0.command.contains("simmer foreground") && $0.session != session.pid
      }
      guard keepers.count == 2, let holder = keepers.first(where: { $0.pid == $0.session }),
        let supervisor = keepers.first(where: { $0.parent == holder.pid })
      else { return nil }
      return (supervisor.pid, holder.pid)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a supervisor that is killed costs a task in front nothing`(shell: Shell) throws {
    try with(shell) { session in
      let start = try begin(
        "ACT='echo go; read x; echo got $x; read x < fifo; exit 3' pytest", until: "go", in: session,
        making: "fifo")
      let keepers = try keepers(in: session)
      kill(keepers.supervisor, SIGKILL)
      try eventually("the other") {
        session.sandbox.file("store/tasks/1/status").lines.contains(
          "supervisor \(keepers.holder) \(RunningProcess(keepers.holder)?.startTime ?? 0)")
      }
      try session.terminal.type("this")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the answer") { screen in
        screen.description.contains("got this") ? true : nil
      }
      _ = try session.sandbox.script("echo >fifo")
      #expect(try end(start, in: session).status == 3)
      #expect(output(since: start, in: session) == ["go", "this", "got this"])
      #expect(session.sandbox.file("store/tasks/1/stdout").text == "go\nthis\ngot this\n")
    }
  }

  @Test(arguments: Shell.allCases)
  func `the loss of both that keep the task gives the prompt back`(shell: Shell) throws {
    try with(shell) { session in
      let modes = try session.output(of: "stty -g")
      let start = try begin("ACT='echo go; sleep 1000' pytest", until: "go", in: session)
      let keepers = try keepers(in: session)
      kill(keepers.holder, SIGSTOP)
      kill(keepers.supervisor, SIGKILL)
      kill(keepers.holder, SIGKILL)
      #expect(try end(start, in: session).status == 129)
      #expect(session.screen.contains("its supervisor was killed"))
      #expect(try session.output(of: "stty -g") == modes)
    }
  }

  @Test(arguments: Shell.allCases)
  func `what cannot be started in front runs once, as without simmer`(shell: Shell) throws {
    try with(shell) { session in
      let answer = session.sandbox.file("store")
      chmod(answer.string, 0o500)
      defer { chmod(answer.string, 0o700) }
      let outcome = try session.run("ACT='echo here; exit 3' pytest")
      #expect(outcome.output == ["here"])
      #expect(outcome.status == 3)
    }
    for fault in ["fail", "crash"] {
      try with(shell, setup: .fault("foreground=\(fault)")) { session in
        let outcome = try session.run("ACT='echo here; exit 3' pytest")
        #expect(outcome.output.last == "here")
        #expect(outcome.status == 3)
        #expect(session.sandbox.tasks == [])
      }
    }
  }

  @Test(arguments: Shell.allCases, [false, true])
  func `not a byte is lost or doubled when it moves at full speed`(shell: Shell, closing: Bool) throws {
    try with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("ACT='seq 300000; echo go' pytest")
      try session.terminal.press(.enter)
      let log = session.sandbox.file("store/tasks/1/stdout")
      try eventually("output") { (log.text ?? "").utf8.count > 10_000 }
      try session.terminal.press(.ctrl("b"))
      if closing {
        session.terminal.close()
      } else {
        _ = try end(start, in: session)
        expectNumbers(session.screen.lines)
      }
      try eventually("the end") { session.sandbox.file("store/live").entries.isEmpty }
      let sums = try session.sandbox.script(
        "(seq 300000; echo go) | cksum; cksum < \"$SIMMER_HOME/tasks/1/stdout\"")
      let lines = sums.stdout.split(separator: "\n")
      #expect(lines.count == 2 && lines[0] == lines[1], "\(lines)")
    }
  }

  /// Numbers that follow one another, of which the last may be cut, and then the line that says where they go on.
  private func expectNumbers(_ rows: [String]) {
    guard let said = rows.firstIndex(where: { $0.hasPrefix("[1] ") }), said > 2 else {
      Issue.record("no word of the move: \(rows.suffix(5))")
      return
    }
    let numbers = rows[..<(said - 1)].suffix(500).compactMap { Int($0) }
    #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 + 1 == $1 })
    #expect(numbers.last.map { String($0 + 1).hasPrefix(rows[said - 1]) } == true, "\(rows.suffix(5))")
  }

  @Test(arguments: Shell.allCases)
  func `a window that is closed leaves it in the background`(shell: Shell) throws {
    try with(shell) { session in
      _ = try begin("ACT='echo go; read x < fifo; echo end' pytest", until: "go", in: session, making: "fifo")
      session.terminal.close()
      try eventually("the background") { session.sandbox.file("store/live").entries == ["1"] }
      _ = try session.sandbox.script("echo > fifo")
      let other = try Session(session.sandbox, shell)
      try other.enterUntil("the notice") { !other.notices().isEmpty }
    }
  }

  @Test(arguments: Shell.allCases)
  func `what ends in front is not told of, and kept`(shell: Shell) throws {
    try with(shell) { session in
      #expect(try session.run("ACT='echo kept; exit 2' pytest").status == 2)
      let next = try session.run("")
      #expect(next.output == [])
      #expect(next.badge == "")
      #expect(try session.sandbox.simmer("output", "1").stdout == "kept\n")
    }
  }

  @Test(arguments: Shell.allCases)
  func `aliases, functions and variables of the shell count in it`(shell: Shell) throws {
    try with(shell) { session in
      try session.run("greet() { echo \"hello $1 $plain\"; }; plain=joe; alias pt='pytest'")
      #expect(try session.run("pytest && greet my").output == ["hello my joe"])
      let start = try begin(
        "ACT='read -p name: x; echo \"<$x>\"' pytest && greet my", until: "name:", in: session)
      try session.terminal.type("joe")
      try session.terminal.press(.enter)
      _ = try end(start, in: session)
      #expect(output(since: start, in: session).suffix(2) == ["<joe>", "hello my joe"])
    }
  }

  @Test(arguments: Shell.allCases)
  func `what was typed ahead is typed at the prompt where the terminal does not take it back`(shell: Shell)
    throws
  {
    try Sandbox.with(shell, .fault("foreground=ahead")) { session in
      let start = try session.prompt()
      try session.terminal.type("npm test")
      try session.terminal.press(.enter)
      let last = try session.terminal.wait(for: "two prompts") { screen in
        screen.waiting.flatMap { $0.number == start.number + 2 ? $0 : nil }
      }
      #expect(last.status == 0)
      let typed = session.screen.prompts.first { $0.number == start.number + 1 }
      #expect(typed?.status == 4)
      #expect(typed?.typed == "echo \"a b\" \\; ; echo c")
      #expect(typed?.output == ["a b ;", "c"])
      #expect(session.sandbox.ran == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `what always was short is left alone`(shell: Shell) throws {
    try with(shell) { session in
      let directory = session.sandbox.file("work/d")
      try directory.makeDirectory()
      try session.run("alias quick='pytest -q'; export ACT='echo x'")
      // What an alias stands for, and what runs elsewhere, is known by what was typed, and by where.
      for (index, line) in ["pytest", "cd \(directory) && pytest", "quick"].enumerated() {
        for _ in 0..<7 { #expect(try session.run(line).output == ["x"]) }
        #expect(session.sandbox.tasks.count == 5 * (index + 1), "\(line)")
      }
    }
  }

  @Test(arguments: Shell.allCases)
  func `with simmer switched off nothing becomes a task`(shell: Shell) throws {
    try with(shell) { session in
      try session.run("simmer off")
      #expect(try session.run("ACT='echo x' pytest").output == ["x"])
      #expect(session.sandbox.tasks == [])
    }
  }
}
