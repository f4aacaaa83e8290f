// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct ToolboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "toolbox",
    abstract: "Be one tool for an agent, as Amp's toolboxes want it.",
    discussion: """
      With TOOLBOX_ACTION=describe the tool describes itself; else it reads its arguments, one JSON object, from standard \
      input and prints its result. An error is JSON too, with exit code 1.
      Example: echo '{"task_id": "3", "errors": true}' | simmer toolbox bg_output
      """)

  /// The most that is read of arguments, in bytes.
  private static let limit = 1 << 23

  @Flag(help: "Describe the tool.") var describe = false
  @Flag(help: "With install: only show what would change.") var dryRun = false
  @Argument(
    help: ArgumentHelp(
      "bg_run, bg_status, bg_output, bg_wait, bg_stop, bg_answer, or install amp.", valueName: "tool"),
    completion: .list(Tool.all.map(\.name) + ["install", "amp"]))
  var words: [String]

  func validate() throws {
    if words == ["install", "amp"] { return }
    guard words.count == 1, Tool.named(words[0]) != nil else {
      throw ValidationError(
        "no such tool: \(words.joined(separator: " ")); there are \(Tool.all.map(\.name).joined(separator: ", ")), and install amp"
      )
    }
    guard !dryRun else { throw ValidationError("--dry-run goes with install") }
  }

  func run() throws {
    if words.count == 2 { return try AgentsCommand.run("amp", removing: false, dryRun: dryRun) }
    try Self.answer(words[0], describing: describe)
  }

  static func answer(_ name: String, describing: Bool) throws(SimmerError) {
    guard let tool = Tool.named(name) else { return }
    if describing || Settings.toolboxAction == "describe" {
      _ = try RowPrinter.write(Toolbox.describe(tool) + "\n")
      return
    }
    ThisProcess.dropStrayDescriptors()
    let (text, isDone) = Toolbox.execute(tool, input: try ThisProcess.input(limit: limit))
    _ = try RowPrinter.write(text + "\n")
    if !isDone { ThisProcess.leave(SimmerError.Code.noMatch.rawValue) }
  }
}
