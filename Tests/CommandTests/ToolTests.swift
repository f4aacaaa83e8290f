// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerAgents
import SystemPackage
import TestSupport
import Testing

extension Sandbox {
  /// What a toolbox file answers, as an agent of the thread `thread` gets it.
  func tool(_ name: String, _ arguments: JSONValue, thread: String = "T-1") throws -> JSONValue {
    let result = try simmer(
      "toolbox", name, input: arguments.text,
      with: ["AGENT": "amp", "AMP_THREAD_ID": thread, "TOOLBOX_ACTION": "execute"])
    #expect(result.stderr == "", "\(result)")
    #expect(result.lines.count == 1, "\(result)")
    let answer = try #require(JSONValue(Array(result.stdout.utf8)), "\(result)")
    #expect((answer["error"] == nil) == (result.code == 0), "\(result)")
    return answer
  }
}

/// The tools as an agent uses them, through the toolbox files.
struct ToolTests {
  @Test func `a tool describes itself as Amp wants it and touches no state`() throws {
    try Sandbox.with { sandbox in
      for tool in Tool.all {
        let result = try sandbox.simmer("toolbox", tool.name, with: ["TOOLBOX_ACTION": "describe"])
        let description = try #require(JSONValue(Array(result.stdout.utf8)), "\(result)")
        #expect(description["name"]?.string == tool.name)
        #expect((description["description"]?.string ?? "").utf8.count < 2048)
        #expect(description["inputSchema"]?["type"] == "object")
      }
      #expect(!sandbox.store.exists)
    }
  }

  @Test func `the documented session of two services runs as it is written`() throws {
    try Sandbox.with { sandbox in
      for directory in ["apps/backend", "apps/frontend"] {
        try sandbox.work.appending(directory).makeDirectory()
      }
      let log = #"echo 'GET 200 /'; echo 'ERROR: no database'; echo 'warn: slow' >&2; sleep 100"#
      let backend = try sandbox.tool(
        "bg_run", ["command": .string("cd apps/backend && \(log)"), "label": "backend"])
      let frontend = try sandbox.tool(
        "bg_run", ["command": .string("cd apps/frontend && \(log)"), "label": "frontend"])
      #expect(backend["status"] == "running")
      #expect(backend["timeout_minutes"] == 120)
      #expect(backend["cwd"] == .string(sandbox.work.string))
      #expect(backend["message"]?.string?.contains("Auto-kills in 120m") == true)
      let task = try #require(backend["task_id"])
      _ = try sandbox.tool("bg_wait", ["task_id": task, "match": "slow", "timeout": 30])
      let errors = try sandbox.tool(
        "bg_output",
        ["task_id": task, "filter": "ERROR|WARN|Exception", "exclude": "GET 200|healthcheck", "tail": 30])
      #expect(errors["stdout"] == "ERROR: no database")
      #expect(errors["stderr"] == "warn: slow")
      #expect(errors["stdout_meta"]?["total_lines"] == 2)
      #expect(errors["stdout_meta"]?["cursor"]?.integer ?? 0 > 0)
      let news = try sandbox.tool("bg_output", ["task_id": task, "since": true, "filter": "ERROR|WARN"])
      #expect(news["stdout"] == "")
      let only = try sandbox.tool("bg_output", ["task_id": "backend", "stream": "stderr", "tail": 50])
      #expect(only["stderr"] == "warn: slow")
      #expect(only["stdout"] == nil)
      #expect(try sandbox.tool("bg_status", [:])["summary"]?["running"] == 2)
      let one = try sandbox.tool("bg_status", ["task_id": task])
      #expect(one["auto_kill"]?.string?.hasSuffix("m left") == true)
      #expect(one["age"] == "0m")
      #expect(one["stdout_lines"] == 2)
      #expect(try sandbox.tool("bg_stop", ["task_id": task])["status"] == "killed")
      let again = try sandbox.tool("bg_stop", ["task_id": task, "action": "kill"])
      #expect(again["message"]?.string?.contains("not running") == true)
      _ = try sandbox.tool("bg_stop", ["task_id": try #require(frontend["task_id"])])
      #expect(try sandbox.tool("bg_stop", ["action": "cleanup"])["cleaned"] == 2)
      #expect(try sandbox.tool("bg_status", [:])["tasks"] == [])
    }
  }

  @Test func `new output comes once for each thread of an agent`() throws {
    try Sandbox.with { sandbox in
      let task = try #require(
        try sandbox.tool("bg_run", ["command": "echo one; read line; echo \"two $line\"; sleep 100"])[
          "task_id"])
      _ = try sandbox.tool("bg_wait", ["task_id": task, "match": "one"])
      // A reading of any kind moves the place from which news begin.
      #expect(try sandbox.tool("bg_output", ["task_id": task])["stdout"] == "one")
      #expect(try sandbox.tool("bg_output", ["task_id": task, "since": "true"])["stdout"] == "")
      _ = try sandbox.tool("bg_answer", ["task_id": task, "text": "x"])
      _ = try sandbox.tool("bg_wait", ["task_id": task, "for": "match:two"])
      #expect(
        try sandbox.tool("bg_output", ["task_id": task, "since": true])["stdout"]?.string?.hasSuffix("two x")
          == true)
      #expect(try sandbox.tool("bg_output", ["task_id": task, "since": true])["stdout"] == "")
      let other = try sandbox.tool("bg_output", ["task_id": task, "since": true], thread: "T-2")
      #expect(other["stdout"]?.string?.hasPrefix("one\n") == true)
    }
  }

  @Test(arguments: Table.rows("Tests/CommandTests/Cases/tool-errors.tsv"))
  func `a wrong call says what is wrong and starts nothing`(_ row: [String]) throws {
    try Sandbox.with { sandbox in
      let arguments = try #require(JSONValue(Array(row[1].utf8)), "\(row)")
      let message = try sandbox.tool(row[0], arguments)["error"]?.string
      #expect(message?.contains(row[2]) == true, "\(row): \(message ?? "no error")")
      #expect(sandbox.store.appending("tasks").entries.isEmpty)
    }
  }

  @Test func `an unknown task is told with those that run`() throws {
    try Sandbox.with { sandbox in
      let id = try sandbox.start("--label", "backend", "--", "sleep 100")
      #expect(
        try sandbox.tool("bg_stop", ["task_id": "99"])["error"]
          == .string("no such task: 99; running: \(id) (backend)"))
    }
  }

  @Test func `cleaning up leaves what others have finished`() throws {
    try Sandbox.with { sandbox in
      let own = try #require(try sandbox.tool("bg_run", ["command": "true"])["task_id"])
      let other = try #require(try sandbox.tool("bg_run", ["command": "true"], thread: "T-2")["task_id"])
      try sandbox.start("--", "true")
      for id in [own, other, "3"] { _ = try sandbox.tool("bg_wait", ["task_id": id]) }
      #expect(try sandbox.tool("bg_stop", ["action": "cleanup"])["cleaned"] == 1)
      #expect(
        try sandbox.tool("bg_stop", ["action": "cleanup", "task_id": "3"])["error"]?.string?.contains(
          "not yours") == true)
      #expect(try sandbox.rows.map(\.id) == [2, 3])
      #expect(try sandbox.rows.map(\.agent) == ["amp:T-2", nil])
      #expect(try sandbox.tool("bg_stop", ["action": "cleanup", "all": true])["cleaned"] == 2)
    }
  }

  @Test func `a task is ensured once, with its variables and directory`() throws {
    try Sandbox.with { sandbox in
      let directory = sandbox.file("work/site")
      try directory.makeDirectory()
      let arguments: JSONValue = [
        "command": "echo \"$WHO in $PWD\"; echo listening; sleep 100", "label": "web", "ensure": true,
        "cwd": .string(directory.string), "env": ["WHO": "me"], "ready": "listening", "timeout": 0,
      ]
      let first = try sandbox.tool("bg_run", arguments), second = try sandbox.tool("bg_run", arguments)
      #expect(first["started"] == true)
      #expect(second["started"] == false)
      #expect(first["task_id"] == second["task_id"])
      #expect(
        try sandbox.tool("bg_wait", ["task_id": "web", "for": "ready", "timeout": 30])["outcome"] == "met")
      #expect(
        try sandbox.tool("bg_output", ["task_id": "web", "tail": 2])["stdout"]
          == .string("me in \(directory)\nlistening"))
      let status = try sandbox.tool("bg_status", ["task_id": "web"])
      #expect(status["ready"] == true)
      #expect(status["auto_kill"] == "no timeout")
    }
  }

  @Test func `secrets are taken out of commands and output`() throws {
    try Sandbox.with { sandbox in
      let run = try sandbox.tool(
        "bg_run", ["command": "API_KEY=abcdef123456 sh -c 'echo password=hunter2222'"])
      _ = try sandbox.tool("bg_wait", ["task_id": "1"])
      let output = try sandbox.tool("bg_output", ["task_id": "1"])
      let status = try sandbox.tool("bg_status", [:])
      for text in [run.text, output.text, status.text] {
        #expect(!text.contains("hunter2222") && !text.contains("abcdef123456"), "\(text)")
      }
    }
  }

  @Test func `fifty megabytes of noise come in at most eighty lines, and no error is lost silently`() throws {
    try Sandbox.with { sandbox in
      // Put into the place of what the task printed: to capture it takes a debug build a minute.
      _ = try sandbox.tool("bg_run", ["command": "true"])
      _ = try sandbox.tool("bg_wait", ["task_id": "1"])
      let made = try sandbox.script(
        """
        for part in 1 2 3 4; do
          yes 'GET /page?q=65537 200 in 97 ms, nothing to see here, move along please' | head -n 180000
          echo "ERROR: part $part broke"
          seq 30
        done > "$SIMMER_HOME/tasks/1/stdout"
        """)
      #expect(made.code == 0, "\(made)")
      let answer = try sandbox.tool("bg_output", ["task_id": "1"])
      let lines = ["stdout", "stderr"].flatMap { (answer[$0]?.string ?? "").split(separator: "\n") }
      #expect(lines.count <= 80)
      #expect(answer["stdout_meta"]?["total_lines"] == 720_124)
      #expect(errorsTold(in: answer) == 4, "\(answer["errors"]?.text ?? "none told")")
      let errors = try sandbox.tool("bg_output", ["task_id": "1", "errors": true])
      #expect(
        (errors["stdout"]?.string ?? "").split(separator: "\n").count { $0.contains("ERROR") } == 4,
        "\(errors)")
      // Page by page from the start, nothing is passed over.
      let page = try sandbox.tool(
        "bg_output", ["task_id": "1", "since": true, "max_lines": 50], thread: "T-2")
      #expect((page["stdout"]?.string ?? "").split(separator: "\n").count <= 50)
      #expect(errorsTold(in: page) == 4, "\(page)")
    }
  }

  /// The error lines that are shown, and those that are told of.
  private func errorsTold(in answer: JSONValue) -> Int {
    (answer["stdout"]?.string ?? "").split(separator: "\n").count { $0.contains("ERROR") }
      + (answer["errors"]?["not_shown"]?.integer ?? 0)
  }

  @Test func `lines of both streams and their notes stay within what was asked for`() throws {
    try Sandbox.with { sandbox in
      let noise = "seq 500; seq 500 >&2; yes | head -n 9; seq 9"
      _ = try sandbox.tool("bg_run", ["command": .string(noise)])
      _ = try sandbox.tool("bg_wait", ["task_id": "1"])
      for (arguments, most): (JSONValue, Int) in [
        (["task_id": "1"], 80),
        (["task_id": "1", "max_lines": 5, "since": true], 5),
      ] {
        let answer = try sandbox.tool("bg_output", arguments, thread: "T-\(most)")
        let lines = ["stdout", "stderr"].flatMap { (answer[$0]?.string ?? "").split(separator: "\n") }
        #expect(lines.count <= most && lines.count > most / 2, "\(lines.count) of \(most)")
      }
    }
  }
}
