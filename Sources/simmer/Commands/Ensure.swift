// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Ensure: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the id of the running task of that label and directory; start it if there is none.",
    discussion: "Example: simmer ensure --label web -- npm run dev")

  @OptionGroup var options: RunOptions

  func validate() throws {
    guard options.label != nil else { throw ValidationError("ensure needs --label") }
    guard !options.adaptive else { throw ValidationError("ensure starts in the background") }
  }

  private struct Answer: Encodable {
    let id: Int
    /// Whether this call has started it.
    let started: Bool
    /// Milliseconds from its start until it was ready; nil when it is not yet.
    let ready: Int?
    let url: String?
  }

  func run() throws {
    ThisProcess.dropStrayDescriptors()
    let store = try Store.open()
    let directory = FilePath(options.cwd ?? ".")
    let start = try options.start
    // Two that ensure at the same time must not both find nothing.
    let (task, isNew) = try store.ensuring {
      if let task = store.runningTask(labelled: options.label ?? "", in: directory) { return (task, false) }
      return (try store.task(named: start.launch(in: store).description), true)
    }
    if !isNew, task.command != start.text {
      Failure.say("simmer: [\(task.id)] runs another command: \(Harmless.text(task.command))")
    }
    if options.json {
      let ready = task.ready
      print(try JSON.text(Answer(id: task.id.number, started: isNew, ready: ready?.after, url: ready?.url)))
    } else {
      print("\(task.id)")
    }
  }
}
