// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Stop: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stop tasks with everything they started, and return when that is true.",
    discussion: """
      SIGTERM, or --signal, to the whole tree; after the grace SIGKILL to what is left. "stopped" is said when it is true.
      Example: simmer stop web --grace 10
      Example: simmer stop --all
      """)

  @Flag(help: "Stop every running task.") var all = false
  @Option(
    help: "What the processes get first.",
    completion: .list(["TERM", "INT", "HUP", "KILL", "QUIT", "USR1", "USR2"]),
    transform: { text in
      guard let signal = Signal(text) else { throw ValidationError("no such signal: \(text)") }
      return signal
    }) var signal = Signal.terminate
  @Option(help: "Seconds until those that are left are killed.") var grace = Settings.graceSeconds
  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which tasks.", completion: .runningTask) var tasks: [String] = []

  func validate() throws {
    guard all != !tasks.isEmpty else { throw ValidationError("which task? give its id, or --all") }
    guard grace >= 0, grace.isFinite else { throw ValidationError("--grace wants seconds, 0 or more") }
  }

  private struct Result: Encodable {
    let id: Int
    let outcome: String
    let survivors: [Int32]
  }

  func run() throws {
    let store = try Store.open()
    let chosen =
      all
      ? store.allTasks().filter { $0.status.state == .running }.map(\.task)
      : try tasks.map { try store.task(named: $0) }
    var results: [Result] = []
    let outcomes = store.stop(chosen, signal, grace: grace, session: Settings.session)
    for (task, outcome) in zip(chosen, outcomes) {
      let name = Harmless.text(task.name)
      switch outcome {
      case .stopped:
        results.append(Result(id: task.id.number, outcome: "stopped", survivors: []))
        if !json { print("[\(task.id)] stopped \(name)") }
      case .ended:
        results.append(Result(id: task.id.number, outcome: "ended", survivors: []))
        if !json { print("[\(task.id)] had ended before: \(name)") }
      case .survivors(let pids):
        results.append(Result(id: task.id.number, outcome: "survivors", survivors: pids))
        Failure.say(
          "simmer: cannot stop \(name): these processes live on: \(pids.map(String.init).joined(separator: " "))"
        )
      }
    }
    if json {
      print(try JSON.text(["tasks": results]))
    } else if chosen.isEmpty {
      print("no task is running")
    }
    if results.contains(where: { $0.outcome == "survivors" }) {
      throw ExitCode(SimmerError.Code.refused.rawValue)
    }
  }
}
