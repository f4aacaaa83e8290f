// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

struct Pause: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stop the processes of tasks until they are resumed.",
    discussion: "Example: simmer pause build")

  @Argument(help: "Which tasks.", completion: .runningTask) var tasks: [String]

  func run() throws { try setPaused(true, tasks) }
}

struct Resume: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let paused tasks go on, in the background.",
    discussion: "Example: simmer resume build")

  @Argument(help: "Which tasks.", completion: .runningTask) var tasks: [String]

  func run() throws { try setPaused(false, tasks) }
}

private func setPaused(_ pause: Bool, _ names: [String]) throws {
  let store = try Store.open()
  for task in try names.map({ try store.task(named: $0) }) {
    try task.setPaused(pause)
    print("[\(task.id)] \(pause ? "paused" : "resumed"): \(Harmless.text(task.name))")
  }
}
