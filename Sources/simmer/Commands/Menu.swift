// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

struct Menu: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the tasks in a list to move about in: look at them, stop, attach, restart.",
    discussion: """
      Arrows or j and k move, Enter shows a task with the last of its output, as it comes. k or x asks whether to stop a \
      task that runs (k once more moves up), a attaches, r restarts, o shows the whole output in $PAGER, / filters, c \
      removes the records of ended tasks, Esc or q leaves.
      Example: simmer menu
      """,
    aliases: ["bashes"])

  func run() throws {
    Signal.ignoreBrokenPipes()
    guard let terminal = UserTerminal(), Settings.canMoveCursor else {
      throw SimmerError(
        .refused, cannot: "show the menu", "this is no terminal that can move its cursor",
        advice: "see simmer status")
    }
    var picker = try Picker(store: try Store.open(), on: terminal)
    try picker.run()
  }
}
