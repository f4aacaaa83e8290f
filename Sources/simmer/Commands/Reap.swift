// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Reap: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stop what is over age, note what was lost, remove old records; say why for each.",
    discussion: """
      Tasks with a longer timeout, or none, are spared. Opening a shell does this by itself, without waiting for it.
      Example: simmer reap --max-age 60 --dry-run
      """)

  @Option(help: "Minutes that a task may run.") var maxAge = Settings.reapMinutes
  @Flag(help: "Only say what would be done, and what would not, and why.") var dryRun = false
  @Flag(help: "Print JSON.") var json = false

  func validate() throws {
    guard maxAge >= 0, maxAge.isFinite else { throw ValidationError("--max-age wants minutes, 0 or more") }
  }

  private struct Row: Encodable {
    let id: Int
    let action, name, reason: String
  }

  func run() throws {
    let reaper = Reaper(try Store.open(), maxAge: maxAge, dryRun: dryRun)
    let actions = reaper.run()
    let spared = dryRun ? reaper.spared() : []
    if json {
      let rows = (actions + spared).map {
        Row(id: $0.task.number, action: $0.kind.rawValue, name: $0.name, reason: $0.reason)
      }
      print(try JSON.text(["actions": rows]))
      return
    }
    if actions.isEmpty { print("nothing to reap") }
    for action in actions {
      let verb =
        dryRun
        ? "would be \(action.kind == .lost ? "noted as lost" : action.kind.rawValue)" : action.kind.rawValue
      print("[\(action.task)] \(verb): \(Harmless.text(action.name)) (\(action.reason))")
    }
    for one in spared { print("[\(one.task)] stays: \(Harmless.text(one.name)) (\(one.reason))") }
  }
}
