// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// The tasks in columns that fit the terminal.
struct TaskTable {
  private let reports: [TaskReport]

  init(_ reports: [TaskReport]) { self.reports = reports }

  var text: String {
    let width = FileDescriptor.standardOutput.isTerminal ? TerminalSize.current.map { Int($0.columns) } : nil
    var rows = [["ID", "STATE", "TIME", "LEFT", "PORTS", "BY", "TASK", "DIRECTORY"]]
    // Who started it is of interest where that was not always oneself.
    let hasAgents = reports.contains { $0.agent != nil }
    for report in reports {
      rows.append([
        "\(report.id)", report.outcome + (report.unseen ? " *" : ""),
        report.duration.map(TimeSpan.text) ?? "", report.remaining,
        report.ports.map(String.init).joined(separator: " "),
        hasAgents ? report.starter(seenBy: Settings.session) : "", report.name, Harmless.text(report.directory),
      ])
    }
    // A column that says nothing is left out.
    let columns = rows[0].indices.filter { column in rows.dropFirst().contains { !$0[column].isEmpty } }
    return Table(rows.map { row in columns.map { row[$0] } }, width: width, shrinking: ["TASK", "DIRECTORY"])
      .text { row, cell in
        guard row > 0, rows[0][columns[cell]] == "STATE" else { return nil }
        return Style.color(of: reports[row - 1].state)
      }
  }
}
