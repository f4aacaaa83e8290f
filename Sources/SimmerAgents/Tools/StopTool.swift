// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  static let stop = Tool(
    name: "bg_stop", title: "Stop a background task",
    description: """
      Stop a task with everything it started, and return when that is true; or, with action=cleanup, remove the records \
      of finished tasks: your own, and everybody's with all=true. A task that the user started is the user's: stop it only \
      when asked to.
      """,
    parameters: [
      Parameter("task_id", .text, "Which task: its id, label, %start of its command, or :port"),
      Parameter("action", .choice(["kill", "cleanup"]), "Default: kill"),
      Parameter("signal", .text, "What its processes get first (default TERM; after 5 s KILL)"),
      Parameter("all", .flag, "With cleanup: the finished tasks of others too"),
    ],
    results: [
      Field("task_id", .string), Field("pid", .integer), Field("status", .string), Field("message", .string),
      Field("action", .string), Field("cleaned", .integer), Field("survivors", .array),
    ],
    traits: Traits(isDestructive: true, isIdempotent: true),
    perform: { arguments, caller throws(ToolFailure) in
      let name = try arguments.text("task_id") ?? ""
      let isCleanup = try arguments.text("action") == "cleanup"
      let all = try arguments.flag("all") ?? false
      var signal = Signal.terminate
      if let text = try arguments.text("signal"), !text.isEmpty {
        guard let known = Signal(text) else {
          throw ToolFailure(
            "no such signal: \(Harmless.text(text)); say TERM, INT, HUP or KILL; nothing was stopped")
        }
        signal = known
      }
      guard isCleanup || !name.isEmpty else {
        throw ToolFailure("bg_stop needs task_id, or action=cleanup; nothing was stopped")
      }
      guard isCleanup || !all else { throw ToolFailure("all goes with action=cleanup; nothing was stopped") }
      do throws(SimmerError) {
        let store = try Store.open()
        if isCleanup { return try clean(store, name, all, caller) }
        return end(try store.task(named: name), signal, store, caller)
      } catch { throw ToolFailure(error) }
    })

  private static func end(_ task: TaskDirectory, _ signal: Signal, _ store: Store, _ caller: Caller)
    -> [String: JSONValue]
  {
    let outcome = task.stop(signal, by: caller.agent.name)
    _ = store.takeWord(of: task.id, for: caller.agent)
    var result: [String: JSONValue] = [
      "task_id": .string(task.id.description), "pid": .integer(Int(task.status?.leader.pid ?? 0)),
    ]
    switch outcome {
    case .stopped:
      result["status"] = "killed"
      result["message"] = .string("Stopped \(Brief.label(task)) with everything it started.")
    case .ended:
      result["status"] = .string((task.status?.state ?? .lost).rawValue)
      result["message"] = .string("Task \(task.id) is not running: it had ended before.")
    case .survivors(let pids):
      result["status"] = "running"
      result["survivors"] = .array(pids.map { .integer(Int($0)) })
      result["message"] = .string("These processes could not be killed and live on.")
    }
    return result
  }

  private static func clean(_ store: Store, _ name: String, _ all: Bool, _ caller: Caller) throws(SimmerError)
    -> [String: JSONValue]
  {
    var removed: [TaskID]
    if !name.isEmpty {
      let task = try store.task(named: name)
      guard all || task.launch.agent == caller.agent else {
        throw SimmerError(
          .usage, cannot: "remove the record of \(task.id)", "it is not yours",
          advice: "all=true removes it all the same")
      }
      removed = store.removeFinished { $0.id == task.id }
      if removed.isEmpty {
        throw SimmerError(
          .usage, cannot: "remove the record of \(task.id)", "it runs", advice: "stop it first")
      }
    } else {
      removed = store.removeFinished { all || $0.launch.agent == caller.agent }
    }
    for id in removed { _ = store.takeWord(of: id, for: caller.agent) }
    return [
      "action": "cleanup", "cleaned": .integer(removed.count),
      "message": .string(
        "Removed \(removed.count) finished task\(removed.count == 1 ? "" : "s")"
          + (all || !name.isEmpty ? "." : " of yours; all=true removes those of others too.")),
    ]
  }
}
