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
      --alert-on-failure only what failed, with the last lines that tell why; with --alert-on only the new lines that \
      match, with both both; a terminal rings its bell. --restart-on-failure starts what failed again, as simmer restart \
      does, until it has failed five times in a row within ten seconds each.
      Ends when it is interrupted; with --once at the first thing that it tells, with exit code 1 if that is a failure.
      Example: simmer monitor --check-interval 10 --alert-on-failure
      """)

  @Option(help: ArgumentHelp("How often to look, in seconds.", valueName: "seconds")) var checkInterval = 10.0
  @Flag(help: "Only tell of tasks that fail.") var alertOnFailure = false
  @Option(help: ArgumentHelp("Tell of new lines that match this expression.", valueName: "regex"))
  var alertOn: String?
  @Flag(help: "Start again what failed.") var restartOnFailure = false
  @Flag(help: "End at the first thing that is told.") var once = false
  @Flag(help: "Print a JSON object a line.") var json = false
  @Argument(help: "Only these tasks, and what they are started again as. Without any: all.") var tasks:
    [String] = []

  func validate() throws {
    guard checkInterval >= 0.1, checkInterval <= 86_400 else {
      throw ValidationError("--check-interval wants seconds, 0.1 to 86400")
    }
  }

  func run() throws {
    ThisProcess.dropStrayDescriptors()
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    var wanted = tasks.isEmpty ? nil : try Set(tasks.map { try store.task(named: $0).id })
    // First, so that whoever sees it wait for news knows that what is written from there on is told.
    var output = try alertOn.map { try OutputWatch($0, in: store) }
    var stream = try EventStream(store)
    defer { stream.close() }
    var revivals = Revivals()
    let interval = Int(checkInterval * 1000)
    while true {
      // Nothing happens: nothing is looked at, but for what is written. Then what comes within an interval is told
      // together.
      guard stream.wait(milliseconds: output == nil ? nil : interval, unless: .standardOutput),
        FileDescriptor.standardOutput.staysOpen(output == nil ? interval : 0)
      else { return }
      let events = stream.take().filter { wanted?.contains($0.task) ?? true }
      var isTold = false, hasFailed = false
      let ended = events.filter { $0.kind == .finished }.map(\.task)
      for finding in output?.take(ended: ended, where: { wanted?.contains($0.id) ?? true }) ?? [] {
        guard try tell(finding, store, stream.snapshot) else { return }
        isTold = true
      }
      for event in events {
        let state = event.kind == .finished ? store.task(event.task)?.status?.state : nil
        let isFailure = state?.isFailure ?? false
        if isFailure || !alertOnFailure && alertOn == nil {
          guard try tell(event, isFailure, store, stream.snapshot) else { return }
          (isTold, hasFailed) = (true, hasFailed || isFailure)
        }
        guard restartOnFailure, isFailure, let task = store.task(event.task) else { continue }
        let revival = revivals.revive(task, in: store)
        if let new = revival.task { wanted?.insert(new) }
        guard try tell(revival, of: task) else { return }
      }
      if once, isTold { throw ExitCode(hasFailed ? SimmerError.Code.noMatch.rawValue : 0) }
    }
  }

  /// Returns false when nobody reads any more.
  private func tell(_ event: TaskEvent, _ isFailure: Bool, _ store: Store, _ snapshot: StoreSnapshot) throws
    -> Bool
  {
    let report = EventReport(event, in: store, after: snapshot)
    if json { return try RowPrinter.write(try JSON.text(report, pretty: false) + "\n") }
    let lines = isFailure ? store.task(event.task)?.lastErrors() ?? [] : []
    return try write(report.line, lines, isAlert: isFailure)
  }

  private func tell(_ finding: OutputWatch.Finding, _ store: Store, _ snapshot: StoreSnapshot) throws -> Bool
  {
    let event = TaskEvent(kind: .alert, task: finding.task.id, word: "match")
    let report = EventReport(event, in: store, after: snapshot, lines: finding.lines, matched: finding.count)
    if json { return try RowPrinter.write(try JSON.text(report, pretty: false) + "\n") }
    return try write(report.line, finding.lines, isAlert: true)
  }

  private func tell(_ revival: Revivals.Revival, of task: TaskDirectory) throws -> Bool {
    if json {
      return try RowPrinter.write(try JSON.text(RevivalReport(revival, of: task), pretty: false) + "\n")
    }
    return try write(revival.text(of: task), [], isAlert: false)
  }

  private func write(_ line: String, _ more: [String], isAlert: Bool) throws -> Bool {
    var text = (isAlert ? "ALERT " : "") + line + "\n" + more.map { "    \($0)\n" }.joined()
    if isAlert, FileDescriptor.standardOutput.isTerminal { text += "\u{7}" }
    return try RowPrinter.write(text)
  }
}

/// A task that was started again, or not, as a line of JSON: `task_id` is the new one, `was` the one that failed.
private struct RevivalReport: Encodable {
  let event: String
  let task_id: Int?
  let was: Int
  let reason: String?

  init(_ revival: Revivals.Revival, of task: TaskDirectory) {
    was = task.id.number
    switch revival {
    case .started(let id): (event, task_id, reason) = ("restarted", id.number, nil)
    case .refused(let why): (event, task_id, reason) = ("not_restarted", nil, why)
    }
  }
}

/// The starting again of what failed, and when to give up.
struct Revivals {
  enum Revival {
    case started(TaskID)
    case refused(String)

    var task: TaskID? {
      if case .started(let id) = self { return id }
      return nil
    }

    func text(of task: TaskDirectory) -> String {
      let name = Harmless.redacted(task.name)
      return switch self {
      case .started(let id): "[\(id)] started again: \(name), was [\(task.id)]"
      case .refused(let why): "[\(task.id)] not started again: \(name): \(why)"
      }
    }
  }

  /// Failures in a row after less than this, in milliseconds, are a crash loop when there were so many.
  private static let crash = 10_000
  private static let crashLoop = 5
  /// How many of them each task stands for.
  private var crashes: [TaskID: Int] = [:]

  mutating func revive(_ task: TaskDirectory, in store: Store) -> Revival {
    let crashes = self.crashes.removeValue(forKey: task.id) ?? 0
    guard let status = task.status, status.state.isFailure else { return .refused("it did not fail") }
    // Who has a policy of its own has given up, and who ran out of time would again.
    if task.launch.restart != nil { return .refused("its own --restart has given up") }
    if status.state == .timeout { return .refused("it ran out of time") }
    let lasted = TaskReport(task, status, unseen: false).duration ?? 0
    let inRow = lasted < Self.crash ? crashes + 1 : 0
    guard inRow < Self.crashLoop else {
      return .refused("it failed \(inRow) times in a row within ten seconds each")
    }
    do throws(SimmerError) {
      let new = try store.restart(task, session: Settings.session)
      self.crashes[new.task.id] = inRow
      return .started(new.task.id)
    } catch { return .refused(error.reason) }
  }
}
