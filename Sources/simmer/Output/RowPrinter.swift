// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Prints rows of output; with several tasks, each row begins with the name of its task.
struct RowPrinter {
  private let names: [TaskID: String]
  private let width: Int
  private let hasNumbers: Bool

  /// - Parameter isNaming: Whether a single task is named too.
  init(_ tasks: [TaskDirectory], numbers: Bool, isNaming: Bool = false) {
    var names: [TaskID: String] = [:]
    if tasks.count > 1 || isNaming {
      for task in tasks {
        names[task.id] = DisplayWidth.cut(task.label.map(Harmless.text) ?? "\(task.id)", to: 20)
      }
    }
    self.names = names
    width = names.values.map(DisplayWidth.of).max() ?? 0
    hasNumbers = numbers
  }

  /// Returns false when the reader has gone.
  func print(_ rows: MergedRows) throws(SimmerError) -> Bool {
    var text = ""
    for row in rows.rows {
      let number = hasNumbers && row.row.number > 0 ? "\(row.row.number): " : ""
      let body = row.row.kind == .note ? Style.paint(row.row.text, .dim) : row.row.colored ?? row.row.text
      text += prefix(row.task) + number + body + "\n"
    }
    return try Self.write(text)
  }

  /// Returns false when the reader has gone.
  func print(_ task: TaskDirectory, _ stream: TaskDirectory.Stream, _ text: String) throws(SimmerError)
    -> Bool
  {
    try Self.write(prefix(task) + text + "\n")
  }

  private func prefix(_ task: TaskDirectory) -> String {
    guard let name = names[task.id] else { return "" }
    return name + String(repeating: " ", count: width - DisplayWidth.of(name)) + " | "
  }

  /// Prints `text`; returns false when the reader has gone, which is no failure: it has seen enough.
  static func write(_ text: String) throws(SimmerError) -> Bool {
    do throws(Errno) {
      try FileDescriptor.standardOutput.writeFully(Array(text.utf8))
      return true
    } catch {
      if error == .brokenPipe { return false }
      throw SimmerError(.refused, cannot: "print the output", error.description)
    }
  }
}
