// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// `simmer attach`: a task in a terminal.
struct AttachTests {
  /// Echoes lines, and ends at `q` with code 7.
  private static let echo =
    "for i in 1 2 3; do echo line $i; done; while read x; do printf 'got <%s>\\n' \"$x\"; [ \"$x\" = q ] && exit 7; done"

  private func with(_ line: String, columns: Int = 120, _ body: (Session) throws -> Void) throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", line)
      try body(Session(sandbox, .bash, .init(plugin: false), columns: columns))
    }
  }

  private func attach(_ session: Session, _ arguments: String = "1") throws {
    try session.terminal.type("simmer attach \(arguments)")
    try session.terminal.press(.enter)
  }

  @Test func `the history comes first, keys go to the task, and its status becomes the exit code`() throws {
    try with(Self.echo) { session in
      let start = try session.prompt()
      try attach(session)
      try session.terminal.wait(for: "line 3")
      try session.terminal.type("hello")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "got <hello>")
      try session.terminal.type("q")
      let outcome = try session.outcome(since: start)
      #expect(outcome.status == 7)
      #expect(outcome.output.prefix(3) == ["line 1", "line 2", "line 3"])
      #expect(outcome.output.last?.hasPrefix("[1] failed with exit 7") == true)
      let log = session.sandbox.log
      #expect(log == "line 1\nline 2\nline 3\nhello\ngot <hello>\nq\ngot <q>\n")
    }
  }

  @Test func `the key detaches, and pressed twice it is typed`() throws {
    try with("echo ready; cat -v") { session in
      let start = try session.prompt()
      let modes = try session.output(of: "stty -g")
      try attach(session)
      try session.terminal.wait(for: "ready")
      try session.terminal.press(.ctrl("b"), .ctrl("b"), .enter)
      try eventually("the key in the log") {
        session.sandbox.log.hasSuffix("^B\n^B\n")
      }
      let outcome = try session.outcome(since: session.screen.prompts.last ?? start, press: .ctrl("b"))
      #expect(outcome.status == 0)
      #expect(outcome.output.last?.hasPrefix("[1] detached: echo ready; cat -v") == true)
      #expect(try session.output(of: "stty -g") == modes)
      #expect(try session.sandbox.row().state == "running")
    }
  }

  @Test func `the size of the task follows the terminal and comes back`() throws {
    // No trap: bash loses a signal that comes while it runs the trap for the one before.
    let line =
      "while :; do new=$(stty size); [ \"$new\" = \"$old\" ] || echo \"$new\"; old=$new; sleep 0.02; done"
    try with(line, columns: 90) { session in
      try session.prompt()
      try attach(session)
      try eventually("the size") { session.sandbox.log.hasSuffix("40 90\n") }
      try session.terminal.resize(columns: 70, rows: 30)
      try eventually("the new size") { session.sandbox.log.hasSuffix("30 70\n") }
      try session.terminal.press(.ctrl("b"))
      try eventually("the old size") { session.sandbox.log.hasSuffix("24 80\n") }
    }
  }

  @Test func `one has the keys, and any number look on`() throws {
    try with(Self.echo) { session in
      try session.prompt()
      try attach(session)
      try session.terminal.wait(for: "line 3")
      let other = try Session(session.sandbox, .bash, .init(plugin: false))
      let refused = try other.run("simmer attach 1")
      #expect(refused.status == 3)
      #expect(refused.output.joined().contains("somebody else has its keyboard"))
      try other.prompt()
      try attach(other, "--read-only 1")
      try other.terminal.wait(for: "line 3")
      try other.terminal.type("not for the task")
      try session.terminal.type("seen")
      try session.terminal.press(.enter)
      try other.terminal.wait(for: "got <seen>")
      #expect(!session.sandbox.log.contains("not for"))
      let start = other.screen.prompts.last!
      #expect(try other.outcome(since: start, press: .ctrl("b")).status == 0)
      try session.terminal.type("still")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "got <still>")
    }
  }

  @Test func `a full screen is painted again and left behind`() throws {
    try with("printf 'on my way\\n' > f; vim -u NONE -i NONE f") { session in
      try eventually("vim") { session.sandbox.log.contains("my way") }
      let start = try session.prompt()
      try attach(session)
      try session.terminal.wait(for: "on my way")
      let outcome = try session.outcome(since: start, press: .ctrl("b"))
      #expect(outcome.output.filter { $0 != "" }.count == 1, "\(session.screen)")
    }
  }

  @Test func `a task cannot be shown in itself`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", "simmer attach $SIMMER_TASK; echo code $?")
      try eventually("the end") { try sandbox.row().state != "running" }
      #expect(try sandbox.simmer("output", "1").stdout.contains("code 3"))
    }
  }

  @Test func `without a terminal the output is streamed and the status is the task's`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", "echo one; echo two; exit 4")
      let result = try sandbox.simmer("attach", "1")
      #expect(result.stdout == "one\ntwo\n")
      #expect(result.code == 4)
      let adaptive = try sandbox.simmer("run", "--adaptive", "--", "echo three; exit 5")
      #expect(adaptive.stdout == "three\n")
      #expect(adaptive.code == 5)
    }
  }

  @Test func `what has ended or never was cannot be attached to`() throws {
    try with("true") { session in
      try eventually("the end") { try session.sandbox.row().state != "running" }
      #expect(try session.run("simmer attach 1").status == 1)
      #expect(try session.run("simmer attach 9").status == 1)
      #expect(try session.run("simmer attach").status == 1)
    }
  }

  @Test func `an attacher that is killed or stopped leaves the task as it was`() throws {
    try with("echo ready; read x; seq 400000; echo end") { session in
      try session.prompt()
      let modes = try session.output(of: "stty -g")
      try attach(session)
      try session.terminal.wait(for: "ready")
      let attacher = try eventually("the attacher") {
        RunningProcess.carrying(session.sandbox.root.string).first { $0.command.contains("simmer attach") }
      }
      kill(attacher.pid, SIGSTOP)
      _ = try session.sandbox.simmer("answer", "1", "go")
      try eventually("the end of the task") { try session.sandbox.row().state == "completed" }
      #expect(session.sandbox.log.hasSuffix("400000\nend\n"))
      kill(attacher.pid, SIGKILL)
      try session.terminal.press(.enter)
      #expect(try session.output(of: "stty -g") == modes)
    }
  }
}

/// `simmer pause`, `simmer resume`, `simmer answer`.
struct AnswerTests {
  @Test func `what is paused stands still until it is resumed`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", "(while :; do echo x; sleep 0.02; done) | cat")
      try eventually("output") { sandbox.log.contains("x") }
      #expect(try sandbox.simmer("pause", "1").code == 0)
      #expect(sandbox.file("store/live").entries == ["1.paused"])
      try eventually("a standstill") {
        let processes = RunningProcess.carrying(sandbox.root.string).filter {
          $0.command == "cat" || $0.command == "sleep 0.02"
        }
        return !processes.isEmpty && processes.allSatisfy { $0.state == "T" }
      }
      #expect(try sandbox.simmer("status").stdout.contains("paused"))
      let size = sandbox.log.utf8.count
      #expect(try sandbox.simmer("resume", "1").code == 0)
      #expect(sandbox.file("store/live").entries == ["1"])
      try eventually("more output") { sandbox.log.utf8.count > size }
      #expect(try sandbox.simmer("stop", "1").code == 0)
      #expect(try sandbox.simmer("pause", "1").code == 1)
    }
  }

  @Test func `an answer is typed, with Enter unless told otherwise`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", "read x; echo \"<$x>\"; read -n 1 y; echo \"<$y>\"")
      #expect(try sandbox.simmer("answer", "1", "a  b").code == 0)
      try eventually("the first") { try sandbox.simmer("output", "1").stdout.contains("<a  b>") }
      #expect(try sandbox.simmer("send", "1", "y", "--no-enter").code == 0)
      try eventually("the second") { try sandbox.simmer("output", "1").stdout.contains("<y>") }
      try eventually("the end") { try sandbox.row().state == "completed" }
      #expect(try sandbox.simmer("answer", "1", "late").code == 1)
      expectRefusal(try sandbox.simmer("answer", "1"), 2)
    }
  }

  @Test func `a secret is typed where it is not shown, and nowhere else`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--shell", "/bin/bash", "--", "read x; read -s y; echo; printf %s \"$y\" | wc -c")
      try eventually("the question") { sandbox.file("store/live").entries == ["1.waiting"] }
      let shown = try sandbox.run("simmer", "answer", "1", "--secret", input: "geheim\n")
      expectRefusal(shown, 3)
      #expect(try sandbox.simmer("answer", "1", "on").code == 0)
      try eventually("the secret question") {
        try sandbox.run("simmer", "answer", "1", "--secret", input: "geheim\n").code == 0
      }
      try eventually("the end") { try sandbox.row().state == "completed" }
      let log = try sandbox.simmer("output", "1").stdout
      #expect(log.hasSuffix("6\n"), "\(log)")
      #expect(try sandbox.run("grep", "-r", "geheim", sandbox.store.string).code == 1)
    }
  }
}

extension Sandbox {
  /// The output of task 1, as it lies in the store.
  fileprivate var log: String { file("store/tasks/1/stdout").text ?? "" }
}
