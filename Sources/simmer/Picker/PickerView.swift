// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Makes the rows of the screen: pure text, so that what is shown depends on the model and the size alone.
struct PickerView {
  private let model: PickerModel
  private let width: Int
  private let height: Int

  init(_ model: PickerModel, size: TerminalSize) {
    (self.model, width, height) = (model, Int(size.columns), Int(size.rows))
  }

  var rows: [String] {
    var rows = [title]
    let room = max(0, height - 2)
    if let report = model.detailed { rows += details(report, room) } else { rows += list(room) }
    rows += Array(repeating: "", count: max(0, height - 1 - rows.count))
    if height > 1 { rows = Array(rows.prefix(height - 1)) + [footer] }
    return rows
  }

  // MARK: - Around it

  private var title: String {
    let filter = model.filter.isEmpty || model.mode == .filter ? "" : "  /\(Harmless.text(model.filter))"
    let count = "\(model.runningCount) running, \(model.endedCount) ended"
    return bold(cut("simmer  \(count)\(filter)"))
  }

  private var footer: String {
    if let question = model.question {
      switch question {
      case .stop(let id, let name):
        return Style.paint(cutMiddle("stop [\(id)] ", name, "? y stops, n does not"), .yellow)
      case .clean(let count):
        return Style.paint(
          cut("remove \(count) ended task\(count == 1 ? "" : "s")? y removes, n does not"), .yellow)
      }
    }
    if model.mode == .filter { return cut("/\(Harmless.text(model.filter))▏  Enter keeps, Esc clears") }
    if let message = model.message { return Style.paint(cut(Harmless.text(message)), .yellow) }
    let keys: [String]
    if let report = model.detailed {
      keys =
        (report.state == .running ? ["k stop", "a attach"] : []) + [
          "r restart", "o output", "Esc back", "q quit",
        ]
    } else {
      keys = [
        "↑↓ move", "Enter view", "k stop", "a attach", "r restart", "o output", "/ filter", "c clean",
        "q quit",
      ]
    }
    // What finds no room is left out from the middle: how to leave is always said.
    var shown = keys
    while shown.count > 2, DisplayWidth.of(shown.joined(separator: " · ")) > width {
      shown.remove(at: shown.count - 2)
    }
    return Style.paint(cut(shown.joined(separator: " · ")), .dim)
  }

  // MARK: - List

  private func list(_ room: Int) -> [String] {
    guard !model.shown.isEmpty else {
      return ["", cut(model.filter.isEmpty ? "  no tasks" : "  nothing has that in it")].prefix(room).map {
        $0
      }
    }
    let first = max(0, min(model.chosenPlace - room + 2, model.chosenPlace))
    let all = model.shown.map(facts)
    let columns = columns(all)
    var rows = [Style.paint(row(columns.map { ($0.heading, $0.width) }, mark: "  "), .dim)]
    for facts in all.dropFirst(first).prefix(max(1, room - 1)) {
      let report = facts.report
      let isChosen = report.id == model.chosenID
      let text = row(columns.map { ($0.text(facts), $0.width) }, mark: isChosen ? "> " : "  ")
      rows.append(
        isChosen
          ? reversed(text)
          : Style.paint(text, report.state == .running ? nil : Style.color(of: report.state) ?? .dim))
    }
    return Array(rows.prefix(room))
  }

  private struct Column {
    let heading: String
    /// Those of the highest number go first where there is no room.
    let rank: Int
    let text: (TaskFacts) -> String
    var width = 0
  }

  /// The columns that say something and find room; the last takes what is left.
  private func columns(_ tasks: [TaskFacts]) -> [Column] {
    var columns = [
      Column(heading: "ID", rank: 0) { $0[.id] },
      Column(heading: "STATE", rank: 0) { $0.report.brief + $0[.unseen] },
      Column(heading: "TIME", rank: 1) { $0[.time] },
      Column(heading: "EXIT", rank: 2) { $0.report.exitWord },
      Column(heading: "PORT", rank: 3) { $0[.ports] },
      Column(heading: "CPU", rank: 5) { $0[.cpu] },
      Column(heading: "MEM", rank: 4) { $0[.memory] },
      Column(heading: "OWNER", rank: 6) { $0[.owner] },
    ]
    for place in columns.indices {
      let text = columns[place].text
      let longest = tasks.map { DisplayWidth.of(text($0)) }.max() ?? 0
      columns[place].width = longest == 0 ? 0 : min(16, max(longest, columns[place].heading.count))
    }
    columns.removeAll { $0.width == 0 }
    let least = 14
    func left() -> Int { width - 2 - columns.reduce(0) { $0 + $1.width + 2 } }
    while left() < least, let last = columns.indices.max(by: { columns[$0].rank < columns[$1].rank }),
      columns[last].rank > 0
    {
      columns.remove(at: last)
    }
    return columns + [Column(heading: "TASK", rank: 0, text: { $0[.name] }, width: max(0, left()))]
  }

  /// As status has them: the shell that the picker was called from is `here`.
  private func facts(_ report: TaskReport) -> TaskFacts {
    TaskFacts(report, here: nil, session: model.session)
  }

  private func row(_ cells: [(text: String, width: Int)], mark: String) -> String {
    let text = cells.map { cell in
      let fitted = DisplayWidth.cut(cell.text, to: max(1, cell.width))
      return fitted + String(repeating: " ", count: max(0, cell.width - DisplayWidth.of(fitted)))
    }
    return cut(mark + text.joined(separator: "  "))
  }

  // MARK: - Details

  private func details(_ report: TaskReport, _ room: Int) -> [String] {
    var facts = [bold(cut("[\(report.id)] \(report.name)"))]
    if report.label != nil { facts.append(cut("command    \(Harmless.text(report.command))")) }
    var state = report.outcome
    if let duration = report.duration {
      state += (report.state == .running ? " for " : " after ") + TimeSpan.text(milliseconds: duration)
    }
    if let url = report.url { state += "  " + Harmless.text(url) }
    if !report.remaining.isEmpty { state += "  " + report.remaining + " left" }
    facts.append(Style.paint(cut("state      \(state)"), Style.color(of: report.state)))
    if !report.exitWord.isEmpty { facts.append(cut("exit code  \(report.exitWord)")) }
    if !report.ports.isEmpty {
      facts.append(cut("ports      \(report.ports.map(String.init).joined(separator: " "))"))
    }
    facts.append(cut("directory  \(Harmless.text(report.directory))"))
    if let question = report.question {
      facts.append(Style.paint(cut("asks       \(Harmless.text(question))"), .yellow))
    }
    let task = self.facts(report)
    let use = [task[.cpu], task[.memory]].filter { !$0.isEmpty }
    if !use.isEmpty { facts.append(cut("uses       \(use.joined(separator: ", "))")) }
    if !task[.owner].isEmpty { facts.append(cut("owner      \(task[.owner])")) }
    // Output has at least half of the room: what it says is what one came for.
    let logs = model.excerpts.filter { !$0.lines.isEmpty }
    var rows = Array(facts.prefix(max(2, room - max(room / 2, 3))))
    guard !logs.isEmpty else { return rows + ["", cut("  no output yet")] }
    for (place, log) in logs.enumerated() {
      let share = (room - rows.count) / (logs.count - place)
      let lines = log.lines.suffix(max(1, share - 1))
      rows.append(
        Style.paint(cut("\(log.stream), last \(lines.count) line\(lines.count == 1 ? "" : "s")"), .dim))
      rows += lines.map { cut("  " + $0) }
    }
    return rows
  }

  // MARK: - Text

  private func cut(_ text: String) -> String { DisplayWidth.cut(text, to: max(1, width)) }

  /// `before`, as much of `middle` as there is room for, and `after`.
  private func cutMiddle(_ before: String, _ middle: String, _ after: String) -> String {
    let room = width - DisplayWidth.of(before) - DisplayWidth.of(after)
    return cut(before + DisplayWidth.cut(middle, to: max(4, room)) + after)
  }

  private func bold(_ text: String) -> String { "\u{1b}[1m\(text)\u{1b}[m" }
  private func reversed(_ text: String) -> String { "\u{1b}[7m\(text)\u{1b}[m" }
}
