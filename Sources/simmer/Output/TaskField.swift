// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// One fact of a task as text, for a column of a table and a place in a template: `simmer status --format '{id} {name}'`.
///
/// The names are promised and do not change. What does not apply is the empty text.
enum TaskField: String, CaseIterable {
  case id, label, name, command, state, outcome, flag, time, age, left, url, port, ports, place, cpu, memory,
    owner
  case directory, path, code, usual, eta, alerts, alert, question, unseen, pid

  /// What it says, in a few words.
  var meaning: String {
    switch self {
    case .id: "its number"
    case .label: "its label"
    case .name: "its label, else its command"
    case .command: "its command"
    case .state: "running, completed, failed, killed, timeout, lost"
    case .outcome: "the same in words: ready, failed with exit 1"
    case .flag: "ready, waiting, paused, foreground"
    case .time: "how long it has run: 3m 12s"
    case .age: "the same in seconds"
    case .left: "until it is stopped: 1h 20m, EXPIRING in 5m, OVERDUE"
    case .url: "where it can be reached"
    case .port, .ports: self == .port ? "the first port that it listens on" : "all of them"
    case .place: "the address, else the port"
    case .cpu: "how much of a processor it uses: 12%"
    case .memory: "the memory that it takes: 210M"
    case .owner: "here, the terminal of its shell, its agent, closed"
    case .directory: "where it runs, as seen from here"
    case .path: "the same from the root on"
    case .code: "its exit code, or 128 and its signal"
    case .usual: "how long it usually takes"
    case .eta: "until its usual end"
    case .alerts: "how many lines --alert has found"
    case .alert: "the last of them"
    case .question: "what it asks"
    case .unseen: "* if nobody has been told of its end yet"
    case .pid: "its first process"
    }
  }
}

/// The facts of a task as text that can be printed, for all that shows tasks in rows.
struct TaskFacts {
  let report: TaskReport
  private let here: FilePath?
  private let session: String?

  /// - Parameters:
  ///   - here: The directory that others are seen from.
  ///   - session: The shell that looks.
  init(_ report: TaskReport, here: FilePath?, session: Session? = nil) {
    (self.report, self.here, self.session) = (report, here, session?.description)
  }

  /// Those of many tasks, seen from here.
  static func all(_ reports: [TaskReport]) -> [TaskFacts] {
    let (here, session) = (Settings.directory, Settings.session)
    return reports.map { TaskFacts($0, here: here, session: session) }
  }

  subscript(_ field: TaskField) -> String {
    switch field {
    case .id: "\(report.id)"
    case .label: report.label.map(Harmless.text) ?? ""
    case .name: report.name
    case .command: Harmless.text(report.command)
    case .state: report.state.rawValue
    case .outcome: report.outcome
    case .flag: report.flag ?? ""
    case .time: report.duration.map(TimeSpan.text) ?? ""
    case .age: report.duration.map { "\($0 / 1000)" } ?? ""
    case .left: report.remaining
    case .url: report.url.map(Harmless.text) ?? ""
    case .port: report.ports.first.map(String.init) ?? ""
    case .ports: report.ports.map(String.init).joined(separator: " ")
    case .place:
      report.state != .running
        ? "" : report.url.map(Harmless.text) ?? report.ports.map { ":\($0)" }.joined(separator: " ")
    case .cpu: report.cpu.map { "\(Int($0.rounded()))%" } ?? ""
    case .memory: report.memory.map { memory(ByteCount.text($0)) } ?? ""
    case .owner:
      report.session != nil && report.session == session ? "here" : report.owner.map(Harmless.text) ?? ""
    case .directory: Harmless.text(Self.path(report.directory, from: here))
    case .path: Harmless.text(report.directory)
    case .code: report.shellCode.map(String.init) ?? ""
    case .usual: report.usual.map(TimeSpan.text) ?? ""
    case .eta: report.eta.map(TimeSpan.text) ?? ""
    case .alerts: report.alert.map { "\($0.count)" } ?? ""
    case .alert: report.alert.map { Harmless.text($0.line) } ?? ""
    case .question: report.question.map(Harmless.text) ?? ""
    case .unseen: report.unseen ? "*" : ""
    case .pid: report.state == .running ? "\(report.pid)" : ""
    }
  }

  private func memory(_ text: String) -> String {
    report.memory_limit.map { "\(text)/\(ByteCount.text($0))" } ?? text
  }

  /// How it is, in the words of a table: `ready`, `running, 3 alerts`, `failed with exit 1 *`.
  var state: String {
    var text = report.outcome
    if let alert = report.alert, report.state == .running {
      text += ", \(alert.count) alert\(alert.count == 1 ? "" : "s")"
    }
    return text + (report.unseen ? " *" : "")
  }

  /// How long it has run, and how that compares: `12s of 42s`, `11m (usually 3m)`.
  var time: String {
    guard let duration = report.duration else { return "" }
    let text = TimeSpan.text(milliseconds: duration)
    guard let usual = report.usual else { return text }
    if report.isLate { return "\(text) (usually \(TimeSpan.text(milliseconds: usual)))" }
    return report.eta == nil ? text : "\(text) of \(TimeSpan.text(milliseconds: usual))"
  }

  var color: Style.Color? {
    report.state == .running && (report.flag == "waiting" || report.alert != nil || report.expiry != nil)
      ? .yellow : Style.color(of: report.state)
  }

  /// `path` as somebody in `here` would write it: `.`, `web`, `..`, `~/shop`, else from the root on.
  static func path(_ path: String, from here: FilePath?) -> String {
    if let here = here?.string, here != "/" {
      if path == here { return "." }
      if path.hasPrefix(here + "/") { return String(path.dropFirst(here.utf8.count + 1)) }
      if let above = here.lastIndex(of: "/"), path == here[..<above], !path.isEmpty { return ".." }
    }
    guard let home = Settings.homeDirectory, home != "/" else { return path }
    if path == home { return "~" }
    return path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }
}
