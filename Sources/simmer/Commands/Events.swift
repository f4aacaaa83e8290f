// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Events: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print what happens to tasks, one line each: started, ready, waiting, alert, finished.",
    discussion: """
      With --after, from where an earlier call ended: --cursor prints where that is, and so does each object of --json. \
      Without it, what happens from now on. Nothing is asked again and again.
      Example: simmer events --follow --json
      """)

  @Flag(name: [.short, .long], help: "Go on until interrupted.") var follow = false
  @Flag(help: "Print a JSON object a line, each with the cursor behind it.") var json = false
  @Option(
    help: ArgumentHelp("Only what happened after this cursor; 0 is the beginning.", valueName: "cursor"))
  var after: String?
  @Flag(help: "Print the cursor of this moment and nothing else.") var cursor = false

  func validate() throws {
    if let after, after != "0", StoreSnapshot(cursor: after) == nil {
      throw ValidationError("--after wants a cursor as simmer events --cursor prints it")
    }
    guard cursor || follow || after != nil else {
      throw ValidationError(
        "--follow, --after or --cursor? without a past to begin with there is nothing to print")
    }
    guard !cursor || !follow && after == nil else { throw ValidationError("--cursor stands alone") }
  }

  func run() throws {
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    let start = after.map { $0 == "0" ? StoreSnapshot() : StoreSnapshot(cursor: $0) ?? StoreSnapshot() }
    var stream = try EventStream(store, after: start)
    defer { stream.close() }
    if cursor {
      print(stream.snapshot.cursor)
      return
    }
    while true {
      let before = stream.snapshot
      let events = stream.take()
      for (index, event) in events.enumerated() {
        // Behind all but the last lies what is still to be printed: there the cursor stays where it was.
        let place = index == events.count - 1 ? stream.snapshot : before
        let line =
          json
          ? try JSON.text(EventReport(event, in: store, after: place), pretty: false)
          : EventReport(event, in: store, after: place).line
        guard try RowPrinter.write(line + "\n") else { return }
      }
      guard follow, stream.wait(unless: .standardOutput) else { return }
    }
  }
}

/// An event as it is printed. The names of the properties are the keys of the JSON and do not change.
struct EventReport: Encodable {
  let event: String
  let task_id: Int
  let label, command, directory, state, url, question, agent: String?
  let exit_code: Int32?
  /// Milliseconds.
  let duration: Int?
  /// For alerts: what it is about.
  let alert: String?
  /// For alerts about lines: the last of them, and how many they stand for.
  let lines: [String]?
  let matched: Int?
  let cursor: String
  /// In one line, for people.
  let line: String

  private enum CodingKeys: String, CodingKey {
    case event, task_id, label, command, directory, state, url, question, agent, exit_code, duration, alert,
      lines, matched, cursor
  }

  init(
    _ event: TaskEvent, in store: Store, after snapshot: StoreSnapshot, lines: [String]? = nil,
    matched: Int? = nil
  ) {
    (self.lines, self.matched) = (lines, matched)
    self.event = event.kind.rawValue
    task_id = event.task.number
    alert = event.word
    cursor = snapshot.cursor
    guard let task = store.task(event.task), let status = task.status else {
      (label, command, directory, state, url, question, agent) = (nil, nil, nil, nil, nil, nil, nil)
      (exit_code, duration) = (nil, nil)
      line = "[\(event.task)] \(event.kind.rawValue)"
      return
    }
    let report = TaskReport(task, status, unseen: false)
    (label, directory, state) = (
      report.label.map(Harmless.text), Harmless.text(report.directory), report.state.rawValue
    )
    command = Harmless.redacted(report.command)
    (url, agent, duration) = (report.url.map(Harmless.text), report.agent, report.duration)
    question = report.question.map(Harmless.redacted)
    exit_code = report.code
    let what =
      switch event.kind {
      case .started: "started"
      case .ready: "ready" + (task.ready?.place.map { " " + $0 } ?? "")
      case .waiting: report.waiting
      case .alert:
        matched.map { "wrote " + ($0 == 1 ? "a line that matches" : "\($0) lines that match") }
          ?? (event.word ?? "alert") + (report.expiry.map { ": " + $0 } ?? "")
      case .finished:
        report.outcome + (report.duration.map { " after " + TimeSpan.text(milliseconds: $0) } ?? "")
      }
    line = "[\(event.task)] \(what): \(Harmless.redacted(report.name))"
  }
}
