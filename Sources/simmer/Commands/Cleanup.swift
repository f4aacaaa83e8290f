// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Cleanup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Remove the records of all finished tasks.",
    discussion: "Example: simmer cleanup")

  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let removed = try Store.open().removeFinished()
    if json {
      print(try JSON.text(["removed": removed.map(\.number)]))
    } else {
      print(
        removed.isEmpty
          ? "nothing to remove" : "removed \(removed.count) finished task\(removed.count == 1 ? "" : "s")")
    }
  }
}
