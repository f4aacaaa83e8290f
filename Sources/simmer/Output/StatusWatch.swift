// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// `simmer status --watch`: the table on the whole terminal, looked at again every two seconds, and at once when a task
/// comes, goes or changes its state.
struct StatusWatch {
  private let store: Store
  /// What is to be shown, and how many ended tasks are not.
  private let look: () throws -> (reports: [TaskReport], hidden: Int)
  /// What each task had used of processors when it was looked at last, both in milliseconds.
  private var used: [Int: (time: Int, at: Int)] = [:]

  private static let pause = 2000

  init(_ store: Store, look: @escaping () throws -> (reports: [TaskReport], hidden: Int)) {
    (self.store, self.look) = (store, look)
  }

  /// - Throws: `usage` when there is no terminal.
  mutating func run() throws {
    guard let terminal = UserTerminal() else {
      throw SimmerError(
        .usage, cannot: "watch the tasks", "there is no terminal", advice: "simmer status prints them once")
    }
    var vigil = try Vigil(for: terminal)
    vigil.watch(store)
    var painter = Painter(on: terminal)
    try painter.enter()
    defer { painter.leave() }
    var keys = Keystrokes()
    var next = 0
    while true {
      if Clock.steady >= next {
        painter.show(try rows(painter.measure()))
        next = Clock.steady + Self.pause
      }
      let news = vigil.wait(timeout: keys.isOpen ? Keystrokes.patience : max(0, next - Clock.steady))
      if news.isHungUp { return }
      if news.hasKeys { keys.add(terminal.typed()) }
      while let key = keys.take(final: !news.hasKeys) {
        switch key {
        case .text("q"), .text("Q"), .escape, .control("c"), .control("d"): return
        case .control("z"): try suspend(&painter)
        default: break
        }
        next = 0
      }
      for signal in news.signals {
        switch signal {
        case .suspend: try suspend(&painter)
        case .proceed: try painter.enter()
        case .interrupt, .hangup, .terminate, .quit:
          painter.leave()
          ThisProcess.die(of: signal)
        default: break
        }
        next = 0
      }
      if news.store != .nothing { next = min(next, Clock.steady + Self.settling) }
    }
  }

  private func suspend(_ painter: inout Painter) throws(SimmerError) {
    painter.leave()
    ThisProcess.suspend()
    try painter.enter()
  }

  /// Many changes at once are one.
  private static let settling = 100

  private mutating func rows(_ size: TerminalSize) throws -> [String] {
    var (reports, hidden) = try look()
    let now = Clock.steady
    var using: [Int: (time: Int, at: Int)] = [:]
    for place in reports.indices {
      guard let time = reports[place].cpu_time else { continue }
      // Since it was looked at last, not since it began.
      if let last = used[reports[place].id], now > last.at {
        reports[place].cpu = TaskReport.percent(time - last.time, of: now - last.at)
      }
      using[reports[place].id] = (time, now)
    }
    used = using
    let text = reports.isEmpty ? "no tasks\n" : TaskTable(reports).text(width: Int(size.columns))
    var rows = text.split(separator: "\n").map(String.init)
    if hidden > 0 { rows.append("and \(hidden) more: simmer status --all") }
    let room = max(1, Int(size.rows))
    if rows.count > room { rows = Array(rows.prefix(room - 1)) + ["…"] }
    return rows
  }
}
