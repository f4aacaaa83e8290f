// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerAgents
import SystemPackage
import TestSupport
import Testing

/// The hooks of coding agents: what they are told, and which of their commands become tasks.
struct AgentHookTests {
  /// Plays a transcript: `>` is what the host writes, `<` what it must be answered, `!` a task that ends meanwhile.
  @Test(arguments: HookHost.allCases)
  func `a host is answered in its own words`(_ host: HookHost) throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(#"agents = ["npm run dev"]"#)
      var answer: String?
      for line in Repository.file("Tests/CommandTests/Cases/hooks/\(host.rawValue).txt").lines
      where !line.hasPrefix("#") {
        let text = String(line.dropFirst(2))
        switch line.first {
        case "!":
          let result = try sandbox.simmer(
            "toolbox", "bg_run", input: text, with: ["SIMMER_AGENT": "\(host.rawValue):s1"])
          let id = try #require(JSONValue(Array(result.stdout.utf8))?["task_id"]?.string, "\(result)")
          _ = try sandbox.simmer("wait", id)
        case ">":
          let result = try sandbox.simmer("hook", host.rawValue, input: text)
          #expect(result.code == 0 && result.stderr == "", "\(line)\n\(result)")
          answer = result.stdout.replacing(/after [0-9ms. ]+[ms]/, with: "after T")
            .replacing(/\/[^ "]*\/simmer run/, with: "/PATH/simmer run")
        default:
          #expect(answer == (text.isEmpty ? "" : text + "\n"), "\(line)")
        }
      }
    }
  }

  @Test func `without a configured pattern no command of an agent is touched`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(#"background = ["npm run dev"]"#)
      let call =
        #"{"hook_event_name":"PreToolUse","session_id":"s","tool_name":"Bash","tool_input":{"command":"npm run dev"}}"#
      #expect(try sandbox.simmer("hook", "claude-code", input: call).stdout == "")
      #expect(!sandbox.store.exists)
    }
  }

  @Test func `the end of a task wakes one waiting call, with exit code 2`() throws {
    try Sandbox.with { sandbox in
      let agent = ["SIMMER_AGENT": "claude-code:s1"]
      let call = #"{"hook_event_name":"PostToolUse","session_id":"s1","tool_name":"Bash"}"#
      // Nothing to wait for.
      #expect(try sandbox.simmer("hook", "claude-code", "--rewake", input: call).code == 0)
      let start = try sandbox.simmer(
        "toolbox", "bg_run",
        input: #"{"command":"until [ -e go ]; do sleep 0.1; done; echo 'ERROR: y'; exit 1","label":"t"}"#,
        with: agent
      )
      #expect(start.code == 0, "\(start)")
      let wire = try Wire(
        [sandbox.bin.appending("simmer").string, "hook", "claude-code", "--rewake"],
        environment: sandbox.environment,
        in: sandbox.work)
      wire.send(call)
      wire.hangUp()
      try eventually("somebody who waits") { try isWatched(sandbox) }
      // A second call leaves the task to the first.
      let second = try sandbox.simmer("hook", "claude-code", "--rewake", input: call)
      #expect(second.code == 0 && second.stdout == "" && second.stderr == "")
      try sandbox.work.appending("go").write("")
      #expect(try wire.code() == 2)
      #expect(try sandbox.simmer("hook", "claude-code", input: call).stdout == "")
    }
  }

  /// Whether a process waits for task 1 on behalf of session s1.
  private func isWatched(_ sandbox: Sandbox) throws -> Bool {
    let mark = "\(sandbox.store)/agents/claude-code:s1/1.watched"
    // Who tried the lock to find out would have it, and for that moment nobody else could take it.
    return try sandbox.script("inode=$(stat -c %i '\(mark)') && grep -q \":$inode \" /proc/locks").code == 0
  }

  @Test func `a waiting call lasts as long as somebody listens, whoever started it`() throws {
    try Sandbox.with { sandbox in
      let agent = ["SIMMER_AGENT": "claude-code:s1"]
      let task = #"{"command":"until [ -e go ]; do sleep 0.1; done; exit 3","label":"t"}"#
      let start = try sandbox.simmer("toolbox", "bg_run", input: task, with: agent)
      #expect(start.code == 0, "\(start)")
      // The shell that starts the call is gone at once, as in a host that starts hooks so.
      let call = #"{"hook_event_name":"PostToolUse","session_id":"s1","tool_name":"Bash"}"#
      func wait() throws {
        _ = try sandbox.script(
          """
          exec >/dev/null 2>&1
          rm -f ears; mkfifo ears; echo '\(call)' >call
          cat ears >heard & echo $! >listener
          (simmer hook claude-code --rewake <call 2>ears & echo $! >hook)
          """)
        try eventually("somebody who waits") { try isWatched(sandbox) }
      }
      for one in ["listener", "hook"] {
        try wait()
        _ = try sandbox.script("kill -9 $(cat \(one))")
        try eventually("nobody who waits without a \(one)") { try !isWatched(sandbox) }
      }
      try wait()
      _ = try sandbox.script("touch go")
      try eventually("word of the end") { try sandbox.script("grep -q 'failed with exit 3' heard").code == 0 }
    }
  }

  @Test func `a question is told once, and what runs at the start of a session`() throws {
    try Sandbox.with { sandbox in
      let agent = ["SIMMER_AGENT": "claude-code:s1"]
      _ = try sandbox.simmer(
        "toolbox", "bg_run", input: #"{"command":"printf 'Overwrite? [y/N] '; read x","label":"deploy"}"#,
        with: agent)
      _ = try sandbox.simmer("toolbox", "bg_run", input: #"{"command":"read x","label":"mute"}"#, with: agent)
      try eventually("questions") {
        try sandbox.row().flag == "waiting" && sandbox.row(2).flag == "waiting"
      }
      let prompt = #"{"hook_event_name":"UserPromptSubmit","session_id":"s1"}"#
      let questions = try sandbox.simmer("hook", "claude-code", input: prompt).stdout
      #expect(questions.contains("waits for an answer: Overwrite? [y/N]"))
      #expect(questions.contains("2 (mute) waits for an answer (bg_answer"), "\(questions)")
      #expect(try sandbox.simmer("hook", "claude-code", input: prompt).stdout == "")
      let start = #"{"hook_event_name":"SessionStart","session_id":"s9","source":"startup"}"#
      let told = try sandbox.simmer("hook", "claude-code", input: start).stdout
      #expect(told.contains("1 (deploy): waiting, started by claude-code s1"))
    }
  }

  @Test func `a line that an agent's shell starts is told to that agent`() throws {
    try Sandbox.with { sandbox in
      let host = ["CLAUDECODE": "1", "CLAUDE_CODE_SESSION_ID": "s1"]
      #expect(try sandbox.simmer("run", "--", "true", with: host).code == 0)
      _ = try sandbox.simmer("wait", "1")
      let prompt = #"{"hook_event_name":"UserPromptSubmit","session_id":"s1"}"#
      #expect(try sandbox.simmer("hook", "claude-code", input: prompt).stdout.contains("1 (true) completed"))
    }
  }

  @Test func `a command is analysed before it is run`() throws {
    try Sandbox.with { sandbox in
      for (command, background): (String, JSONValue) in [
        ("npm run dev", true), ("git status", false), ("make test", false),
      ] {
        let result = try sandbox.simmer("hook", "pre-command", "--analyze", "--", command)
        #expect(JSONValue(Array(result.stdout.utf8))?["background"] == background, "\(result)")
      }
      let named = try sandbox.simmer(
        "hook", "pre-command", "--analyze", "--auto-background", "make *", "--", "make test")
      #expect(JSONValue(Array(named.stdout.utf8))?["rewrite"] == "simmer run -- 'make test'", "\(named)")
      let call =
        #"{"hook_event_name":"PreToolUse","tool_name":"Bash","tool_input":{"command":"docker-compose up"}}"#
      let moved = try sandbox.simmer(
        "hook", "pre-command", "--auto-background", "docker-compose up", input: call)
      #expect(moved.stdout.contains("simmer run -- 'docker-compose up'"))
      #expect(try sandbox.simmer("hook", "emacs").code == 2)
    }
  }
}
