// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Watch the tasks, and tell what changes every few seconds.",
    discussion: """
      Prints what happened since the last look: tasks that started, got ready, ask something or ended. With \
      --alert-on-failure only what failed, with the last lines that tell why; a terminal rings its bell.
      Ends when it is interrupted; with --once at the first thing that it tells, with exit code 1 if that is a failure.
      Example: simmer monitor --check-interval 10 --alert-on-failure
      """)

  @Option(help: ArgumentHelp("How often to look, in seconds.", valueName: "seconds")) var checkInterval = 10.0
  @Flag(help: "Only tell of tasks that fail.") var alertOnFailure = false
  @Flag(help: "End at the first thing that is told.") var once = false
  @Flag(help: "Print a JSON object a line.") var json = false

  func validate() throws {
    guard checkInterval >= 0.1, checkInterval <= 86_400 else {
      throw ValidationError("--check-interval wants seconds, 0.1 to 86400")
    }
  }

  func run() throws {
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    var stream = try EventStream(store)
    defer { stream.close() }
    let interval = Int(checkInterval * 1000)
    while true {
      // Nothing happens: nothing is looked at. Then what comes within an interval is told together.
      guard stream.wait(unless: .standardOutput) else { return }
      guard FileDescriptor.standardOutput.staysOpen(interval) else { return }
      var isFailure = false, isTold = false
      for event in stream.take() {
        let state = event.kind == .finished ? store.task(event.task)?.status?.state : nil
        let failed = state?.isFailure ?? false
        if alertOnFailure, !failed { continue }
        guard try tell(event, failed, store, stream.snapshot) else { return }
        (isTold, isFailure) = (true, isFailure || failed)
      }
      if once, isTold { throw ExitCode(isFailure ? SimmerError.Code.noMatch.rawValue : 0) }
    }
  }

  /// Returns false when nobody reads any more.
  private func tell(_ event: TaskEvent, _ failed: Bool, _ store: Store, _ snapshot: StoreSnapshot) throws
    -> Bool
  {
    let report = EventReport(event, in: store, after: snapshot)
    if json { return try RowPrinter.write(try JSON.text(report, pretty: false) + "\n") }
    var text = (failed ? "ALERT " : "") + report.line + "\n"
    if failed, let task = store.task(event.task) {
      for line in task.lastErrors() { text += "    \(line)\n" }
      if FileDescriptor.standardOutput.isTerminal { text += "\u{7}" }
    }
    return try RowPrinter.write(text)
  }
}
