// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the tasks: those that run, and the last that ended.",
    discussion: """
      --format prints a line for each task, with these places filled in:
      \(TaskField.allCases.map { "  \("{\($0.rawValue)}".padded(to: 13)) \($0.meaning)" }.joined(separator: "\n"))
      Example: simmer status --format '{id} {name} {outcome} {url}'
      """)

  @Flag(help: "Show every finished task that is kept.") var all = false
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Look again and again, until q is pressed.") var watch = false
  @Option(help: ArgumentHelp("Print this for each task, with its places filled in.", valueName: "template"))
  var format: String?
  @Argument(help: "Which tasks; all by default.") var tasks: [String] = []

  func validate() throws {
    _ = try template
    guard [format != nil, json, watch].count(where: { $0 }) < 2 else {
      throw ValidationError("one of --format, --json and --watch is enough")
    }
  }

  private var template: Template? {
    get throws { try format.map { try Template($0, fields: TaskField.allCases.map(\.rawValue)) } }
  }

  func run() throws {
    let store = try Store.open()
    if watch {
      var watch = StatusWatch(store) { try self.reports(in: store) }
      return try watch.run()
    }
    let (reports, hidden) = try self.reports(in: store)
    if json {
      print(try JSON.text(["tasks": reports]))
    } else if let template = try template {
      for facts in TaskFacts.all(reports) {
        print(template.filled { name in TaskField(rawValue: name).map { facts[$0] } ?? "" })
      }
    } else if reports.isEmpty {
      print("no tasks")
    } else {
      print(TaskTable(reports).text, terminator: "")
      for report in reports { print(Self.shortfall(of: report), terminator: "") }
      // Until it was done.
      for report in reports where report.state == .lost {
        let isBack = reports.contains {
          $0.id > report.id && $0.command == report.command && $0.directory == report.directory
        }
        if !isBack { print("[\(report.id)] is lost: simmer restart \(report.id) starts it again") }
      }
      if hidden > 0 { print("and \(hidden) more: simmer status --all") }
    }
  }

  /// What is to be shown, and how many ended tasks are not.
  private func reports(in store: Store) throws -> (reports: [TaskReport], hidden: Int) {
    if tasks.isEmpty {
      let overview = Overview(of: store, recent: all || json ? nil : Overview.recent)
      return (store.reports(of: overview.all), overview.hidden)
    }
    let chosen = try tasks.map { try store.task(named: $0) }
    return (store.reports(of: chosen.compactMap { task in task.status.map { (task, $0) } }), 0)
  }

  /// Says of a task whose output is not all there what it wrote and what is kept, and what became of the processes that
  /// keep it: a line for each, or nothing.
  private static func shortfall(of report: TaskReport) -> String {
    var text = ""
    if report.written > report.kept {
      text +=
        "\(report.id): \(ByteCount.text(report.written)) of output, \(ByteCount.text(report.kept)) kept (log_budget)\n"
    }
    if report.takeovers > 0 {
      let times = report.takeovers == 1 ? "" : " \(report.takeovers) times"
      text += "\(report.id): its supervisor was killed\(times) and replaced\n"
    }
    if report.hung_up { text += "\(report.id): its holder was killed, which hangs up on it\n" }
    if report.lost_bytes > 0 {
      text += "\(report.id): \(ByteCount.text(report.lost_bytes)) of output could not be stored\n"
    }
    return text
  }
}

extension String {
  /// With blanks behind it, so that it takes `width` cells.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
  }
}
