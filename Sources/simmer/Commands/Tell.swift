// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

/// `simmer tell`: what a supervisor starts when something has happened of which the configuration wants others to hear.
struct Tell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the commands of the configuration for something that has happened to a task.",
    shouldDisplay: false)

  /// Milliseconds that a command of the user's may take.
  private static let patience = 60_000

  @Argument var event: OutreachEvent
  @Argument var task: String
  @Flag(help: "The user has seen it happen.") var known = false

  func run() throws {
    let store = try Store.open()
    let task = try store.task(named: task)
    guard let status = task.status, let report = store.reports(of: [(task, status)]).first else { return }
    let config = Config.user
    if config.showsOnDesktop, !known, config.isLoud(event.news(report), report) {
      let (title, body) = Headline.of(event.news(report), report)
      DesktopMessage(title: title, body: body, isUrgent: event == .waiting || report.state.isFailure).show()
    }
    // What ended soon is hardly news; that it is ready or asks is, whenever that is.
    guard event != .finish || config.isLoud(event.news(report), report) else { return }
    let facts = Self.facts(event, report)
    let input = Array((try JSON.text(Event(event: event.rawValue, task: report), pretty: false) + "\n").utf8)
    for key in keys(report) {
      guard let line = config.line(key) else { continue }
      UserCommand.run(["/bin/sh", "-c", line], input: input, variables: facts, limit: Self.patience)
    }
  }

  private struct Event: Encodable {
    let event: String
    let task: TaskReport
  }

  private func keys(_ report: TaskReport) -> [ConfigKey] {
    switch event {
    case .finish: report.state.isFailure ? [.onFinish, .onFail] : [.onFinish]
    case .ready: [.onReady]
    case .waiting: [.onWaiting]
    }
  }

  /// What a command of the user's finds in its environment.
  private static func facts(_ event: OutreachEvent, _ report: TaskReport) -> [(name: String, value: String)] {
    let facts = TaskFacts(report, here: nil)
    return [
      ("SIMMER_EVENT", event.rawValue), ("SIMMER_ID", facts[.id]), ("SIMMER_LABEL", facts[.label]),
      ("SIMMER_NAME", facts[.name]), ("SIMMER_COMMAND", facts[.command]),
      ("SIMMER_DIRECTORY", report.directory),
      ("SIMMER_STATE", facts[.state]), ("SIMMER_OUTCOME", facts[.outcome]), ("SIMMER_CODE", facts[.code]),
      ("SIMMER_SECONDS", facts[.age]), ("SIMMER_URL", facts[.url]), ("SIMMER_PORT", facts[.port]),
      ("SIMMER_QUESTION", facts[.question]),
    ]
  }
}

extension OutreachEvent: ExpressibleByArgument {
  fileprivate func news(_ report: TaskReport) -> News {
    switch self {
    case .finish: .ended(report.state)
    case .ready: .ready
    case .waiting: .waiting
    }
  }
}
