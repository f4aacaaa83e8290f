// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// `simmer complete running|tasks`: what the completion of a shell offers for TASK, newest first.
///
/// A line for each: id, label and what it is, parted by unit separators (0x1f), because an empty field between tabs is
/// none to a shell. Prints nothing where there is no store.
enum Complete {
  /// How many tasks are offered: nobody reads more, and each costs four files.
  private static let limit = 200

  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    guard let which = words.first, words.count == 1, which == "running" || which == "tasks" else {
      throw SimmerError(.usage, cannot: "read the arguments", "running or tasks is wanted")
    }
    // Only to look: a store is made by who has something to put in it.
    guard let store = Store.found() else { return }
    let live = store.liveTasks()
    let tasks = which == "running" ? Array(live.map(\.task).reversed()) : store.newestTasks(limit)
    var answer = ""
    for task in tasks.prefix(limit) {
      guard let status = task.status else { continue }
      let flag = live.first { $0.task.id == task.id }?.flags.first
      let state = status.state == .running ? flag ?? "running" : status.state.rawValue
      let what = "\(state) \(TimeSpan.text(milliseconds: status.age)), \(task.command)"
      answer +=
        "\(task.id)\u{1f}\(Harmless.text(task.label ?? ""))\u{1f}\(DisplayWidth.cut(Harmless.text(what), to: 60))\n"
    }
    try? FileDescriptor.standardOutput.writeFully(Array(answer.utf8))
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "complete", abstract: "Tell the completion of a shell which tasks there are.",
      shouldDisplay: false)
    @Argument(parsing: .allUnrecognized) var words: [String] = []
    func run() throws { try Complete.run(words[...]) }
  }
}
