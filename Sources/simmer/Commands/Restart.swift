// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Restart: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a task again as it was, stopping it first, and print the new id.",
    discussion: """
      A running task passes on its environment; one that has ended gets the present one.
      Aliases and functions of the shell are not kept, and simmer says so.
      Example: simmer restart web
      """)

  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which task.") var task: String

  func run() throws {
    ThisProcess.dropStrayDescriptors()
    let store = try Store.open()
    let old = try store.task(named: task)
    let new = try store.restart(old, session: Settings.session)
    if let loss = new.loss { Failure.say("simmer: [\(new.task.id)] started without \(loss)") }
    print(json ? "{\"id\":\(new.task.id),\"was\":\(old.id)}" : "\(new.task.id)")
  }
}
