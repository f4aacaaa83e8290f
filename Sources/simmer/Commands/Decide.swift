// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ShellSyntax
import SimmerKit
import SystemPackage

/// `simmer decide`: what the plugin asks about a line that its prefilter let through.
///
/// Prints four lines: the verdict (or `incomplete`), the word to take the line over by, what the shell runs itself
/// before, and the task. In zsh the verdict of a line that ends in a pipeline is followed by its shape (`LineShape`).
enum Decide {
  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    let options = try HotOptions(words, flag: "--force")
    guard let shell = Shell(rawValue: try options.required("--shell")) else {
      throw SimmerError(.usage, cannot: "read the arguments", "--shell is bash or zsh")
    }
    var decision = LineJudge(shell: shell).decide(try options.line, force: options["--force"] != nil)
    if decision.verdict == .adaptive { learn(&decision) }
    let verdict = decision.incomplete ? "incomplete" : word(for: decision.verdict)
    // zsh has to know beforehand how many statuses a pipeline leaves.
    let shape =
      decision.verdict == .adaptive && shell == .zsh ? LineShape(decision.task, shell: shell).pipeline : ""
    let answer =
      verdict + (shape.isEmpty ? "" : " " + shape) + "\n" + decision.word + "\n" + decision.before + "\n"
      + decision.task + "\n"
    try? FileDescriptor.standardOutput.writeFully(Array(answer.utf8))
  }

  /// Lets how long the line took before count.
  private static func learn(_ decision: inout Decision) {
    let learning = Config.user.learning
    // What follows a change of directory is measured there, and `simmer foreground` asks for it there.
    guard learning != .off, decision.before.isEmpty, let store = try? Store.open(),
      let durations = Durations(ofTypedLine: decision.task, in: store)
    else { return }
    if durations.leavesAlone() {
      decision.verdict = .foreground
    } else if learning == .auto, durations.history.isLong {
      decision.verdict = .background
    }
  }

  /// Spelled out, because the raw value of an enumeration goes through tables that are made when they are first needed.
  private static func word(for verdict: Verdict) -> String {
    switch verdict {
    case .background: "background"
    case .adaptive: "adaptive"
    case .foreground: "foreground"
    }
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "decide", abstract: "Tell the plugin what becomes of a line.", shouldDisplay: false)
    @Argument(parsing: .allUnrecognized) var words: [String] = []
    func run() throws { try Decide.run(words[...]) }
  }
}
