// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// `simmer gate`: which lines an open shell has to ask about, after the rules have changed.
///
/// What is wrong in the configuration is said on standard error, in one line: the shell goes on with the rest.
enum PrintGate {
  static func run(_ plugin: Plugin) throws(SimmerError) {
    let text = plugin.gate(binary: try ThisProcess.program(), home: try Settings.home())
    do { try FileDescriptor.standardOutput.writeFully(text) } catch {
      throw SimmerError(.refused, cannot: "print the gate", error.description)
    }
    let problems = Config.user.problems
    guard let first = problems.first else { return }
    Failure.say(
      "simmer: cannot use all of the configuration: \(first)"
        + (problems.count > 1 ? " (and \(problems.count - 1) more: simmer config)" : ""))
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gate", abstract: "Tell the plugin which lines to ask about.", shouldDisplay: false)
    @Argument(help: "bash or zsh.") var shell: Plugin
    func run() throws { try PrintGate.run(shell) }
  }
}
