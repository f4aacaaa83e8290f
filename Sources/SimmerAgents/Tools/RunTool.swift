// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  static let run = Tool(
    name: "bg_run", title: "Start a command in the background",
    description: """
      Start a shell command in the background and get its task_id at once. For dev servers, watchers, tests, builds: \
      all that takes longer than a few seconds. The task lives on when you end; the user sees it as well. Then work on, \
      and use bg_wait (not sleep) or bg_output. With ensure=true and a label, a task of that label that runs already \
      in the directory is used in place of a second one.
      """,
    parameters: [
      Parameter("command", .text, "The shell command", isRequired: true),
      Parameter("label", .text, "A short name for it, which can stand for its task_id"),
      Parameter("cwd", .text, "The directory to run in (default: the present one)"),
      Parameter("timeout", .amount, "Minutes until it is stopped (default 120; 0: never)"),
      Parameter("env", .variables, "More environment variables, such as {\"PORT\": \"3000\"}"),
      Parameter("ready", .text, "It is ready when a line of its output matches this regular expression"),
      Parameter("ready_port", .integer(1...65535), "It is ready when this port is listened on"),
      Parameter(
        "restart", .text, "Start it again when it ends: on-failure, on-failure:5 (times in a row), always"),
      Parameter("ensure", .flag, "Use the running task of this label and directory, if there is one"),
    ],
    results: [
      Field("task_id", .string), Field("pid", .integer), Field("command", .string), Field("label", .string),
      Field("cwd", .string), Field("timeout_minutes", .number), Field("status", .string),
      Field("started", .boolean), Field("ready", .boolean), Field("url", .string, isOptional: true),
      Field("message", .string),
    ],
    traits: Traits(),
    perform: { arguments, caller throws(ToolFailure) in try start(arguments, caller) })

  private static func start(_ arguments: Arguments, _ caller: Caller) throws(ToolFailure) -> [String:
    JSONValue]
  {
    let command = try arguments.text("command") ?? ""
    guard command.contains(where: { !$0.isWhitespace }) else {
      throw ToolFailure("command is empty; nothing was started")
    }
    let request = try request(command, arguments, caller)
    let ensures = try arguments.flag("ensure") ?? false
    guard !ensures || request.label != nil else {
      throw ToolFailure("ensure needs a label; nothing was started")
    }
    do {
      let store = try Store.open()
      func begin() throws(SimmerError) -> TaskDirectory {
        try store.task(named: Launcher(store: store, request: request).start().description)
      }
      let (task, isNew) =
        ensures
        ? try store.ensuring {
          if let label = request.label, let task = store.runningTask(labelled: label, in: request.place) {
            return (task, false)
          }
          return (try begin(), true)
        } : (try begin(), true)
      return answer(task, isNew, command)
    } catch let error as SimmerError {
      throw ToolFailure(error)
    } catch { throw ToolFailure("\(error)") }
  }

  private static func request(_ command: String, _ arguments: Arguments, _ caller: Caller) throws(ToolFailure)
    -> LaunchRequest
  {
    var facts = LaunchFacts(shell: Settings.shell)
    (facts.origin, facts.agent, facts.streams) = ("agent", caller.agent, .split)
    if let minutes = try arguments.amount("timeout") { facts.timeout = minutes }
    if let pattern = try arguments.text("ready") {
      try check(pattern, "ready")
      facts.ready = .match(pattern)
    }
    if let port = try arguments.integer("ready_port") {
      guard facts.ready == nil else {
        throw ToolFailure("ready and ready_port: one is enough; nothing was started")
      }
      facts.ready = .port(UInt16(port))
    }
    if let text = try arguments.text("restart"), text != "never" {
      guard let policy = RestartPolicy(text) else {
        throw ToolFailure("restart is on-failure, on-failure:N or always; nothing was started")
      }
      facts.restart = policy
    }
    var request = LaunchRequest(.line(Array(command.utf8)), facts: facts)
    if let label = try arguments.text("label"), !label.isEmpty {
      guard LaunchRequest.isLabel(label) else {
        throw ToolFailure(
          "label is a name of at most 200 bytes on one line that is no number and begins with no %, : or -; nothing was started"
        )
      }
      request.label = label
    }
    if let cwd = try arguments.text("cwd"), !cwd.isEmpty { request.setDirectory(cwd) }
    request.environment = try arguments.variables("env")
    return request
  }

  private static func answer(_ task: TaskDirectory, _ isNew: Bool, _ command: String) -> [String: JSONValue] {
    let launch = task.launch, ready = task.ready, status = task.status
    let minutes = launch.timeout
    var message: String
    if isNew, let status, status.state != .running {
      message =
        "Task \(task.id) \(TaskReport(task, status, unseen: false).outcome) at once. bg_output shows what it printed."
    } else if isNew {
      message =
        "Task \(task.id) started in background."
        + (minutes > 0 ? " Auto-kills in \(Brief.number(minutes))m." : "")
        + " Use bg_wait, bg_output or bg_status with task_id \(task.id)."
    } else {
      message = "Task \(task.id) runs already."
      if task.command != command { message += " It runs another command: \(Brief.command(task.command))" }
    }
    return [
      "task_id": .string(task.id.description), "pid": .integer(Int(status?.leader.pid ?? 0)),
      "command": .string(Brief.command(task.command)), "label": .string(Brief.label(task)),
      "cwd": .string(Harmless.text(task.directory)), "timeout_minutes": Brief.json(minutes),
      "status": .string((status?.state ?? .lost).rawValue), "started": .bool(isNew),
      "ready": .bool(ready != nil), "url": JSONValue(ready?.url.map(Harmless.text)),
      "message": .string(message),
    ]
  }

  /// Checks a regular expression on one line.
  static func check(_ pattern: String, _ name: String) throws(ToolFailure) {
    guard !pattern.isEmpty, !pattern.contains(where: \.isNewline) else {
      throw ToolFailure("\(name) is a regular expression on one line; nothing was done")
    }
    do { _ = try PerlRegex(pattern) } catch {
      throw ToolFailure(
        "\(name) is no regular expression: \(error.message) at character \(error.offset + 1); nothing was done"
      )
    }
  }
}

/// Short forms of what is told in several places.
enum Brief {
  static let commandLength = 300

  /// The command without secrets, cut where it is long.
  static func command(_ text: String) -> String {
    let shown = Harmless.redacted(text)
    return shown.count > commandLength ? shown.prefix(commandLength) + "…" : shown
  }

  /// What the task is called: without a label, its id.
  static func label(_ task: TaskDirectory) -> String {
    task.label.map(Harmless.text) ?? task.id.description
  }

  static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  static func json(_ value: Double) -> JSONValue {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }
}
