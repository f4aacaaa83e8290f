// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

struct Wait: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Wait until tasks have ended, and return the code of the last one.",
    discussion: """
      128 and the number of the signal when one ended it, 124 when --timeout passes first.
      Example: simmer wait tests --timeout 600
      """)
  private static let timedOut: Int32 = 124

  @Option(help: "Seconds to wait at most.") var timeout: Double?
  @Argument(help: "Which tasks.") var tasks: [String]

  func validate() throws {
    if let timeout, !(timeout >= 0) { throw ValidationError("--timeout wants seconds, 0 or more") }
  }

  func run() throws {
    let store = try Store.open()
    let chosen = try tasks.map { try store.task(named: $0) }
    guard store.wait(for: chosen, timeout: timeout) else { throw ExitCode(Self.timedOut) }
    try Self.endAs(chosen.last)
  }

  /// Ends this command with the code of `task`.
  static func endAs(_ task: TaskDirectory?) throws {
    guard let last = task, let status = last.status else {
      throw SimmerError(.noMatch, cannot: "tell how it ended", "its record was removed")
    }
    guard status.state != .lost else {
      throw SimmerError(.refused, cannot: "tell how \(last.id) ended", "its supervisor ended without a word")
    }
    if let code = status.exit?.shellCode, code != 0 { throw ExitCode(code) }
  }
}
