// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerAgents
import SystemPackage
import TestSupport
import Testing

/// `simmer events` and `simmer monitor`.
struct EventTests {
  private func follow(_ sandbox: Sandbox, _ arguments: String...) throws -> Wire {
    try Wire(
      [sandbox.bin.appending("simmer").string] + arguments, environment: sandbox.environment, in: sandbox.work
    )
  }

  @Test func `what happens to a task is told as it happens, once`() throws {
    try Sandbox.with { sandbox in
      let events = try follow(sandbox, "events", "--follow", "--json", "--after", "0")
      try sandbox.start(
        "--label", "web", "--ready", "listening", "--", "echo listening; printf 'Stop? '; read x; exit 4")
      var kinds: [String] = []
      for _ in 0..<3 {
        let line = try #require(try events.line())
        let event = try #require(JSONValue(Array(line.utf8)))
        #expect(event["task_id"] == 1)
        #expect(event["label"] == "web")
        kinds.append(try #require(event["event"]?.string))
        if kinds.last == "waiting" { #expect(event["question"] == "Stop?") }
      }
      #expect(kinds == ["started", "ready", "waiting"])
      _ = try sandbox.simmer("answer", "1", "y")
      let last = try #require(try events.line())
      let end = try #require(JSONValue(Array(last.utf8)))
      #expect(end["event"] == "finished")
      #expect(end["exit_code"] == 4)
    }
  }

  @Test func `a task that is just starting has not ended`() throws {
    try Sandbox.with { sandbox in
      let events = try follow(sandbox, "events", "--follow", "--after", "0")
      for number in 1...15 {
        try sandbox.start("--label", "l\(number)", "--ready", "up", "--", "echo up; sleep 1000")
      }
      var lines: [String] = []
      while lines.count < 30 { lines.append(try #require(try events.line())) }
      #expect(lines.filter { $0.hasPrefix("[") && $0.contains("] started: l") }.count == 15, "\(lines)")
      #expect(lines.filter { $0.contains("] ready") }.count == 15, "\(lines)")
    }
  }

  /// Editors and watchers take the few instances of inotify that the kernel gives to a user.
  @Test(
    .enabled(if: FilePath("/usr/bin/strace").exists, "strace injects the faults"),
    arguments: ["inotify_init1:error=EMFILE", "inotify_add_watch:error=ENOSPC"])
  func `what happens is told where the kernel lets nobody watch`(fault: String) throws {
    try Sandbox.with { sandbox in
      let events = try Wire(
        [
          "/usr/bin/strace", "-qq", "-o", "/dev/null", "-e", "inject=\(fault)",
          sandbox.bin.appending("simmer").string, "events", "--follow", "--after", "0",
        ], environment: sandbox.environment, in: sandbox.work)
      try sandbox.start(
        "--label", "web", "--alert", "broken", "--",
        "until [ -e go ]; do sleep 0.1; done; echo broken; sleep 1000")
      #expect(try events.line() == "[1] started: web")
      _ = try sandbox.script("touch go")
      try eventually("the alert", seen: { sandbox.file("store/tasks/1/stdout").text ?? "" }) {
        sandbox.file("store/done").entries == ["1.none.alert.0"]
      }
      #expect(try events.line() == "[1] alert: web")
      _ = try sandbox.simmer("stop", "1")
      #expect(try events.line()?.hasPrefix("[1] stopped") == true)
      _ = try sandbox.script("rm -r \"$SIMMER_HOME\"")
      #expect(try events.code() == 0)
    }
  }

  @Test func `a cursor goes on exactly where another reader ended`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "sleep 100")
      let first = try sandbox.simmer("events", "--cursor").stdout.dropLast()
      #expect(try sandbox.simmer("events", "--after", String(first)).stdout == "")
      try sandbox.start("--label", "quick", "--", "true")
      _ = try sandbox.end(of: 2)
      _ = try sandbox.simmer("stop", "1")
      let lines = try sandbox.simmer("events", "--after", String(first)).lines
      #expect(lines.count == 3, "\(lines)")
      #expect(lines[0].hasPrefix("[1] stopped"))
      #expect(lines[1] == "[2] started: quick")
      #expect(lines[2].hasPrefix("[2] completed"))
      let last = try sandbox.simmer("events", "--after", String(first), "--json").lines.last ?? ""
      let cursor = try #require(JSONValue(Array(last.utf8))?["cursor"]?.string)
      #expect(try sandbox.simmer("events", "--after", cursor).stdout == "")
      for wrong in ["x", "1;2", "1;;3q"] { #expect(try sandbox.simmer("events", "--after", wrong).code == 2) }
      #expect(try sandbox.simmer("events").code == 2)
    }
  }

  @Test func `the monitor tells what failed and why`() throws {
    try Sandbox.with { sandbox in
      // A store to watch.
      _ = try sandbox.simmer("status")
      let monitor = try follow(sandbox, "monitor", "--check-interval", "0.1", "--alert-on-failure", "--once")
      // Before it watches nothing can be told.
      try eventually("a monitor that watches") {
        try sandbox.script("grep -l inotify /proc/\(monitor.pid)/fdinfo/* 2>/dev/null").stdout != ""
      }
      try sandbox.start("--label", "good", "--", "true")
      _ = try sandbox.end(of: 1)
      try sandbox.start("--label", "bad", "--", "echo fine; echo 'ERROR: broken'; exit 3")
      #expect(try monitor.line()?.hasPrefix("ALERT [2] failed with exit 3") == true)
      #expect(try monitor.line() == "    ERROR: broken")
      #expect(try monitor.code() == 1)
    }
  }

  /// A monitor that watches already: before that nothing can be told.
  private func monitor(_ sandbox: Sandbox, _ arguments: String...) throws -> Wire {
    let monitor = try Wire(
      [sandbox.bin.appending("simmer").string, "monitor", "--check-interval", "0.1"] + arguments,
      environment: sandbox.environment, in: sandbox.work)
    try eventually("a monitor that watches") {
      try sandbox.script("grep -l inotify /proc/\(monitor.pid)/fdinfo/* 2>/dev/null").stdout != ""
    }
    return monitor
  }

  @Test func `the monitor tells of new lines that match, each once`() throws {
    try Sandbox.with { sandbox in
      let until = { (file: String) in "until [ -e \(file) ]; do sleep 0.1; done" }
      try sandbox.start(
        "--label", "web", "--",
        "echo 'Exception: old'; \(until("go")); echo fine; printf '\\033[31mexception\\033[0m: new\\n'; \(until("end"))"
      )
      try eventually("a first line") { try sandbox.simmer("output", "web").stdout.contains("old") }
      let monitor = try monitor(sandbox, "--alert-on", "error|exception")
      _ = try sandbox.script("touch go")
      #expect(try monitor.line() == "ALERT [1] wrote a line that matches: web")
      #expect(try monitor.line() == "    exception: new")
      // What has ended before anybody could look is looked at all the same.
      try sandbox.work.appending("errors").write(
        (1...7).map { "error \($0) of token=abcdefgh12345678\n" }.joined())
      // At once, so that no look falls between two lines.
      try sandbox.start("--label", "quick", "--", "cat errors; exit 2")
      #expect(try monitor.line() == "ALERT [2] wrote 7 lines that match: quick")
      for number in 3...7 { #expect(try monitor.line()?.hasPrefix("    error \(number) of token=") == true) }
      _ = try sandbox.script("touch end")
      _ = try sandbox.end(of: 1)
      let json = try self.monitor(sandbox, "--alert-on", "kaputt", "--json", "--once", "--alert-on-failure")
      try sandbox.start("--", "echo kaputt; sleep 100")
      let event = try #require(try json.line().flatMap { JSONValue(Array($0.utf8)) })
      #expect(event["event"] == "alert" && event["task_id"] == 3 && event["matched"] == 1)
      #expect(event["lines"] == ["kaputt"])
      #expect(try json.code() == 0)
      #expect(try sandbox.simmer("monitor", "--alert-on", "(").code == 2)
      #expect(try sandbox.simmer("monitor", "nobody").code == 1)
    }
  }

  @Test func `the monitor starts again what failed, and gives up where that is no use`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--label", "web", "--", "until [ -e broken ]; do sleep 0.1; done; exit 7")
      try sandbox.start("--label", "other", "--", "until [ -e broken ]; do sleep 0.1; done; exit 8")
      let monitor = try monitor(sandbox, "--alert-on-failure", "--restart-on-failure", "web")
      _ = try sandbox.script("touch broken")
      for id in 1...5 {
        #expect(try monitor.line()?.hasPrefix("ALERT [\(id == 1 ? 1 : id + 1)] failed with exit 7") == true)
        let next =
          id < 5
          ? "[\(id + 2)] started again: web, was [\(id == 1 ? 1 : id + 1)]"
          : "[6] not started again: web: it failed 5 times in a row within ten seconds each"
        #expect(try monitor.line() == next)
      }
      #expect(try sandbox.rows.count == 6)
    }
  }
}
