// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// The tasks in columns that fit a terminal.
struct TaskTable {
  private let facts: [TaskFacts]

  init(_ reports: [TaskReport]) { facts = TaskFacts.all(reports) }

  private static let headings = [
    "ID", "STATE", "TIME", "LEFT", "WHERE", "CPU", "MEM", "OWNER", "TASK", "DIRECTORY",
  ]
  /// What a narrow terminal does without, the least needed first; what is left is cut.
  private static let dispensable = ["OWNER", "CPU", "MEM", "DIRECTORY", "LEFT", "WHERE"]

  private static let yielding = [
    Table.Yielding(heading: "STATE", comfortable: 20), Table.Yielding(heading: "TASK", comfortable: 20),
    Table.Yielding(heading: "DIRECTORY", comfortable: 12),
  ]

  private func row(_ task: TaskFacts, hasAddress: Bool) -> [String] {
    [
      task[.id], task.state, task.time, task[.left],
      hasAddress ? task[.place] : task[.port].isEmpty ? "" : ":" + task[.port],
      task[.cpu], task[.memory], task[.owner], task[.name], task[.directory],
    ]
  }

  /// The table for standard output.
  var text: String {
    text(width: FileDescriptor.standardOutput.isTerminal ? TerminalSize.current.map { Int($0.columns) } : nil)
  }

  /// - Parameter width: The columns that there are; nil when nothing has to fit.
  func text(width: Int?) -> String {
    let table = table(hasAddress: true, width: width)
    // An address is worth more than other columns, but not than the name.
    let fitting = table.isTight ? self.table(hasAddress: false, width: width) : table
    return fitting.text { row, heading in
      guard row > 0 else { return .dim }
      let task = facts[row - 1]
      switch heading {
      case "STATE": return task.color
      case "LEFT": return task.report.expiry == nil ? nil : .yellow
      case "TIME": return task.report.isLate ? .yellow : nil
      default: return nil
      }
    }
  }

  private func table(hasAddress: Bool, width: Int?) -> Table {
    // What ends soon is told of wherever there is room for anything.
    let isUrgent = facts.contains { $0.report.expiry != nil }
    return Table(
      [Self.headings] + facts.map { row($0, hasAddress: hasAddress) }, width: width,
      dropping: Self.dispensable.filter { !isUrgent || $0 != "LEFT" }, yielding: Self.yielding)
  }
}
