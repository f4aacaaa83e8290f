// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  static let answer = Tool(
    name: "bg_answer", title: "Answer a question of a background task",
    description: """
      Type a text, and Enter, to a task that waits for input: bg_status and bg_wait show its question. What is typed is \
      kept nowhere but in what the task prints of it. Never type a password that the user has not given you for this.
      """,
    parameters: [
      Parameter(
        "task_id", .text, "Which task: its id, label, %start of its command, or :port", isRequired: true),
      Parameter("text", .text, "What to type; may be empty", isRequired: true),
      Parameter("enter", .flag, "Press Enter after it (default true)"),
    ],
    results: [Field("task_id", .string), Field("status", .string), Field("message", .string)],
    traits: Traits(isDestructive: true),
    perform: { arguments, _ throws(ToolFailure) in
      let text = try arguments.text("text") ?? ""
      let enter = try arguments.flag("enter") ?? true
      guard text.utf8.count <= 4096 else {
        throw ToolFailure("text is at most 4096 bytes; nothing was typed")
      }
      do throws(SimmerError) {
        let task = try Store.open().task(named: (try? arguments.text("task_id")) ?? "")
        // What the Enter key sends.
        try task.type(Array(text.utf8) + (enter ? [UInt8(ascii: "\r")] : []), secretly: false)
        return [
          "task_id": .string(task.id.description), "status": .string((task.status?.state ?? .lost).rawValue),
          "message": "Typed. bg_output since=true shows what came of it.",
        ]
      } catch { throw ToolFailure(error) }
    })
}
