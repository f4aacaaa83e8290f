// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ShellSyntax
import SimmerKit
import SystemPackage

/// `simmer decide`: what the plugin asks about a line that its prefilter let through.
///
/// Prints four lines: the verdict (or `incomplete`), the word to take the line over by, what the shell runs itself
/// before, and the task.
enum Decide {
  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    let options = try HotOptions(words, flags: ["--force"])
    guard let shell = Shell(rawValue: try options.required("--shell")) else {
      throw SimmerError(.usage, cannot: "read the arguments", "--shell is bash or zsh")
    }
    let decision = Decider().decide(try options.line, shell: shell, force: options["--force"] != nil)
    let verdict = decision.incomplete ? "incomplete" : decision.verdict.rawValue
    let answer = [verdict, decision.word, decision.before, decision.task].joined(separator: "\n") + "\n"
    try? FileDescriptor.standardOutput.writeFully(Array(answer.utf8))
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide", abstract: "Tell the plugin what becomes of a line.", shouldDisplay: false)
    @Argument(parsing: .allUnrecognized) var words: [String] = []
    func run() throws { try Decide.run(words[...]) }
  }
}
