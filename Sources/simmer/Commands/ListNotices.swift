// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

/// `simmer notices` for a person; with `--session` it is the plugin's, see `ShowNotices`.
struct ListNotices: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notices", abstract: "Show what nobody was told of yet, and what ended last.",
    discussion: """
      Nothing is taken away by looking: what is new is still shown before the next prompt of its shell.
      Example: simmer notices
      """)

  @Flag(help: "Print JSON.") var json = false

  private struct Row: Encodable {
    /// `ended`, `ready`, `waiting`, `expiring`, `alert`.
    let news: String
    let unseen: Bool
    let task: TaskReport
  }

  func run() throws {
    let store = try Store.open()
    let pending = Notices(in: store).pending()
    let new = Set(pending.filter { $0.news.isEnd }.map(\.task.id))
    let recent = Overview(of: store).ended.filter { !new.contains($0.task.id) }
      .sorted { ($0.status.ended ?? 0) < ($1.status.ended ?? 0) }
    let reports = store.reports(of: pending.map { ($0.task, $0.status) } + recent)
    if json {
      let rows = reports.enumerated().map { place, report in
        let news = place < pending.count ? pending[place].news : .ended(report.state)
        return Row(news: news.isEnd ? "ended" : news.word, unseen: place < pending.count, task: report)
      }
      print(try JSON.text(["notices": rows]))
      return
    }
    let width = TerminalSize.current.map { Int($0.columns) } ?? 80
    for (report, entry) in zip(reports, pending) {
      print(ShowNotices.text(entry.news, report, entry.task, width: width), terminator: "")
    }
    if pending.isEmpty { print("nothing new") }
    guard !recent.isEmpty else { return }
    print(Style.paint("before:", .dim))
    for report in reports.dropFirst(pending.count) {
      let age = report.ended.map { TimeSpan.text(milliseconds: max(0, Clock.wall - $0)) + " ago" } ?? ""
      print(DisplayWidth.cut("[\(report.id)] \(report.outcome) \(age): \(report.name)", to: max(20, width)))
    }
  }
}
