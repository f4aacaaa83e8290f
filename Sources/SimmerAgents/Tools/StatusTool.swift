// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  /// How many running and how many ended tasks a list has at most.
  private static let listedRunning = 50
  private static let listedEnded = 20

  static let status = Tool(
    name: "bg_status", title: "Show background tasks",
    description: """
      The tasks of this machine's user, yours and the user's own, or one of them: whether it runs, is ready (with its \
      address), waits for an answer (with its question), and how it ended. auto_kill is what is left until it is \
      stopped: "95m left", "EXPIRING in 5m", "OVERDUE". To wait for a change, use bg_wait.
      """,
    parameters: [
      Parameter(
        "task_id", .text,
        "(optional) Which task: its id, label, %start of its command, or :port; all by default")
    ],
    results: [
      Field("tasks", .array), Field("summary", .object), Field("message", .string),
      Field("task_id", .string), Field("status", .string), Field("label", .string), Field("command", .string),
      Field("pid", .integer), Field("cwd", .string), Field("started_at", .string), Field("age", .string),
      Field("timeout_minutes", .number), Field("auto_kill", .string),
      Field("finished_at", .string, isOptional: true),
      Field("exit_code", .integer, isOptional: true), Field("signal", .string, isOptional: true),
      Field("stopped_by", .string, isOptional: true), Field("stdout_lines", .integer),
      Field("stderr_lines", .integer), Field("ready", .boolean), Field("url", .string, isOptional: true),
      Field("ports", .array), Field("waiting", .boolean), Field("question", .string, isOptional: true),
      Field("duration_seconds", .number, isOptional: true), Field("started_by", .string),
      Field("restarts", .integer),
    ],
    traits: Traits(isReadOnly: true, isDestructive: false, isIdempotent: true),
    perform: { arguments, caller throws(ToolFailure) in
      do throws(SimmerError) {
        let store = try Store.open()
        guard let name = try? arguments.text("task_id"), !name.isEmpty else { return list(store, caller) }
        return try one(try store.task(named: name), store, caller)
      } catch { throw ToolFailure(error) }
    })

  private static func one(_ task: TaskDirectory, _ store: Store, _ caller: Caller) throws(SimmerError)
    -> [String: JSONValue]
  {
    guard let status = task.status, let report = store.reports(of: [(task, status)]).first else {
      throw SimmerError(
        .noMatch, cannot: "find task \(task.id)", "no such task", advice: "its record was removed")
    }
    if status.state != .running { _ = store.takeWord(of: task.id, for: caller.agent) }
    var row = brief(report, caller)
    row["timeout_minutes"] = Brief.json(report.timeout)
    row["finished_at"] = JSONValue(report.ended.map(Moment.text))
    row["signal"] = JSONValue(report.signal)
    row["stopped_by"] = JSONValue(report.stopped_by.map(Harmless.text))
    row["stdout_lines"] = .integer(try task.lineCount(of: .stdout))
    row["stderr_lines"] = .integer(try task.lineCount(of: .stderr))
    row["duration_seconds"] = report.duration.map { .number(Double($0) / 1000) } ?? .null
    row["restarts"] = .integer(report.restarts)
    return row
  }

  private static func list(_ store: Store, _ caller: Caller) -> [String: JSONValue] {
    let every = store.allTasks()
    guard !every.isEmpty else {
      return ["tasks": [], "message": "No background tasks. Start one with bg_run."]
    }
    let running = every.filter { $0.status.state == .running },
      ended = every.filter { $0.status.state != .running }
    let shown = running.suffix(listedRunning) + ended.suffix(listedEnded)
    let rows = store.reports(of: Array(shown)).map { JSONValue.object(brief($0, caller)) }
    var result: [String: JSONValue] = [
      "tasks": .array(rows),
      "summary": [
        "total": .integer(every.count), "running": .integer(running.count), "shown": .integer(rows.count),
      ],
    ]
    if rows.count < every.count {
      result["message"] = .string(
        "\(every.count - rows.count) older tasks are not listed; bg_stop action=cleanup removes your finished ones"
      )
    }
    return result
  }

  private static func brief(_ report: TaskReport, _ caller: Caller) -> [String: JSONValue] {
    var row: [String: JSONValue] = [
      "task_id": .string("\(report.id)"), "status": .string(report.state.rawValue),
      "label": .string(report.label.map(Harmless.text) ?? "\(report.id)"),
      "command": .string(Brief.command(report.command)), "pid": .integer(Int(report.pid)),
      "cwd": .string(Harmless.text(report.directory)), "started_at": .string(Moment.text(report.began)),
      "age": .string(age(report)), "exit_code": JSONValue(report.code.map(Int.init)),
      "ready": .bool(report.ready != nil), "started_by": .string(report.starter(seenBy: caller.agent)),
    ]
    if report.state == .running {
      row["auto_kill"] = .string(countdown(report))
      row["waiting"] = .bool(report.flag == "waiting")
      row["ports"] = .array(report.ports.map { .integer(Int($0)) })
      if let question = report.question { row["question"] = .string(Harmless.redacted(question)) }
      if let flag = report.flag, flag == "paused" || flag == "foreground" {
        row["message"] = .string("It is \(flag)")
      }
    }
    if let url = report.url { row["url"] = .string(Harmless.text(url)) }
    return row
  }

  /// `3m`, `1h4m`: since it began.
  private static func age(_ report: TaskReport) -> String {
    let minutes = max(0, Clock.wall - report.began) / 60_000
    return minutes < 60 ? "\(minutes)m" : "\(minutes / 60)h\(minutes % 60)m"
  }

  private static func countdown(_ report: TaskReport) -> String {
    if let expiry = report.expiry { return expiry }
    return report.auto_kill.map { "\($0 / 60_000)m left" } ?? "no timeout"
  }
}
