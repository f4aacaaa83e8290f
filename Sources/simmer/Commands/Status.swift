// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the tasks: those that run, and the last that ended.",
    discussion: "Example: simmer status --json")

  /// How many ended tasks are shown unless all are asked for.
  private static let recent = 10

  @Flag(help: "Show every finished task that is kept.") var all = false
  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which tasks; all by default.") var tasks: [String] = []

  func run() throws {
    let store = try Store.open()
    let reports: [TaskReport]
    var hidden = 0
    if tasks.isEmpty {
      let unseen = store.unseenTasks
      let every = store.allTasks()
      let ended = every.filter { $0.status.state != .running }
      let shown =
        all || json
        ? ended
        : ended.filter { unseen.contains($0.task.id) }
          + ended.filter { !unseen.contains($0.task.id) }.suffix(Self.recent)
      hidden = ended.count - shown.count
      reports = store.reports(
        of: every.filter { $0.status.state == .running } + shown.sorted { $0.task.id < $1.task.id })
    } else {
      reports = store.reports(
        of: try tasks.map { try store.task(named: $0) }.compactMap { task in task.status.map { (task, $0) } })
    }
    if json {
      print(try JSON.text(["tasks": reports]))
      return
    }
    guard !reports.isEmpty else {
      print("no tasks")
      return
    }
    print(TaskTable(reports).text, terminator: "")
    for report in reports { print(Self.shortfall(of: report), terminator: "") }
    if hidden > 0 { print("and \(hidden) more: simmer status --all") }
  }

  /// Says of a task whose output is not all there what it wrote and what is kept: a line for each, or nothing.
  private static func shortfall(of report: TaskReport) -> String {
    var text = ""
    if report.written > report.kept {
      text +=
        "\(report.id): \(ByteCount.text(report.written)) of output, \(ByteCount.text(report.kept)) kept (log_budget)\n"
    }
    if report.lost_bytes > 0 {
      text += "\(report.id): \(ByteCount.text(report.lost_bytes)) of output could not be stored\n"
    }
    return text
  }
}
