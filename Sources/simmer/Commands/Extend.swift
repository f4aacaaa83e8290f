// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Extend: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give a task more time before its watchdog stops it.",
    discussion: "Example: simmer extend web 60")

  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which task.", completion: .runningTask) var task: String
  @Argument(help: "How much more: minutes, or a span such as 1h30m.") var minutes: String

  func validate() throws { _ = try span }

  private var span: Int {
    get throws {
      let span = Double(minutes).map { $0 * 60_000 } ?? TimeSpan.milliseconds(minutes).map(Double.init)
      guard let span, span >= 1, span <= Double(TaskDirectory.longestExtension) else {
        throw ValidationError("extend wants minutes, more than 0, or a span such as 1h30m; a year at most")
      }
      return Int(span)
    }
  }

  private struct Answer: Encodable {
    let id: Int
    /// Milliseconds until it is stopped.
    let auto_kill: Int
  }

  func run() throws {
    let task = try Store.open().task(named: task)
    let left = try task.extend(by: try span)
    if json {
      print(try JSON.text(Answer(id: task.id.number, auto_kill: left)))
    } else {
      print("[\(task.id)] is stopped in \(TimeSpan.text(milliseconds: left)): \(Harmless.text(task.name))")
    }
  }
}
