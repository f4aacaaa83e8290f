// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Console: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Manage tasks at a prompt of its own, with completion, history and notices as they come.",
    discussion: """
      Its lines are the verbs of this program, without its name, and short forms: s, o 3, k 3, a 3; help lists them. \
      !LINE is for your shell, and so is what stands behind a pipe: output 3 | less. Lines that do not come from a \
      terminal are a script: it ends with the exit code of the last that failed.
      Example: simmer console
      """)

  func run() throws {
    Signal.ignoreBrokenPipes()
    if FileDescriptor.standardInput.isTerminal, FileDescriptor.standardOutput.isTerminal {
      var console = try InteractiveConsole(store: try Store.open())
      console.run()
    }
    var runner = try ConsoleRunner(isScript: true)
    while !runner.isOver, let line = readLine() { runner.run(line) }
    ThisProcess.leaveFlushed(runner.lastFailure)
  }
}
