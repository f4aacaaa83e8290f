// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// `simmer notices --session`: what the plugin prints before a prompt when something has ended.
enum ShowNotices {
  /// How many of the last lines of a failed task are shown.
  private static let excerpt = 5

  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    let options = try HotOptions(words)
    guard let session = Session(try options.required("--session")) else {
      throw SimmerError(.usage, cannot: "read the arguments", "--session is PID-STARTTIME")
    }
    let store = try Store.open()
    let width = TerminalSize.current.map { Int($0.columns) } ?? 80
    let loud = Config.ofNotices
    Notices(in: store).take(for: session) { news, task, status in
      let report = TaskReport(task, status, unseen: true)
      let shown = text(news, report, task, width: width) + (loud.map { message(news, report, $0) } ?? "")
      return (try? FileDescriptor.standardOutput.writeFully(Array(shown.utf8))) != nil
    }
  }

  /// What makes the terminal tell of it too, when the configuration says so.
  private static func message(_ news: News, _ report: TaskReport, _ config: Config) -> String {
    guard let kind = config.messageKind, config.isLoud(news, report) else { return "" }
    let (title, body) = Headline.of(news, report)
    return TerminalMessage(title: title, body: body, id: report.id).sequence(kind)
  }

  /// `[3] failed with exit 1 after 12s: npm test`, and for a failure the last lines of its output.
  static func text(_ news: News, _ report: TaskReport, _ task: TaskDirectory, width: Int) -> String {
    switch news {
    case .waiting: return question(report, task, width: width)
    case .ready: return readiness(report, task, width: width)
    case .expiring: return warning(report, width: width)
    case .alert: return alert(report, width: width)
    case .ended: break
    }
    var time = report.duration.map { " after " + TimeSpan.text(milliseconds: $0) } ?? ""
    if report.isLate, let usual = report.usual { time += " (usually \(TimeSpan.text(milliseconds: usual)))" }
    let offer = report.state == .lost ? "    (simmer restart \(report.id))" : ""
    let head = "[\(report.id)] \(report.outcome)\(time)\(offer): \(report.name)"
    var text = Style.paint(DisplayWidth.cut(head, to: max(20, width)), Style.color(of: report.state)) + "\n"
    guard report.state.isFailure else { return text }
    let lines = lastLines(PortConflict.excerpt, of: task)
    for line in lines.suffix(excerpt) {
      text += "    " + DisplayWidth.cut(line, to: max(16, width - 4)) + "\n"
    }
    if let holder = PortConflict(in: lines, of: task.command)?.words(in: task.store) {
      text += Style.paint(DisplayWidth.cut("    " + holder, to: max(40, 2 * width)), .yellow) + "\n"
    }
    return text
  }

  /// `[3] asks: Continue? [y/N]    (simmer answer 3 …): npm init`
  private static func question(_ report: TaskReport, _ task: TaskDirectory, width: Int) -> String {
    let asked = task.question.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    let what = asked.isEmpty ? "waits for input" : "asks: \(DisplayWidth.cut(asked, to: 60))"
    let head =
      "[\(report.id)] \(what)    (simmer answer \(report.id) TEXT, simmer attach \(report.id)): \(report.name)"
    return Style.paint(DisplayWidth.cut(head, to: max(20, width)), .yellow) + "\n"
  }

  /// `[3] EXPIRING in 5m    (simmer extend 3 60): npm run dev`
  private static func warning(_ report: TaskReport, width: Int) -> String {
    guard let expiry = report.expiry else { return "" }
    let head = "[\(report.id)] \(expiry)    (simmer extend \(report.id) 60): \(report.name)"
    return Style.paint(DisplayWidth.cut(head, to: max(20, width)), .yellow) + "\n"
  }

  /// `[3] alert: TypeError: x is undefined (and 11 more): npm run dev`
  private static func alert(_ report: TaskReport, width: Int) -> String {
    guard let alert = report.alert else { return "" }
    let more = alert.count > 1 ? " (and \(alert.count - 1) more)" : ""
    let line = DisplayWidth.cut(alert.line, to: max(40, width - 40))
    let head = "[\(report.id)] alert: \(line)\(more): \(report.name)"
    return Style.paint(DisplayWidth.cut(head, to: max(20, width)), .yellow) + "\n"
  }

  /// `[3] ready http://localhost:5173 after 1.2s: npm run dev`
  private static func readiness(_ report: TaskReport, _ task: TaskDirectory, width: Int) -> String {
    guard let ready = task.ready else { return "" }
    let place = ready.place.map { " " + $0 } ?? ""
    let head =
      "[\(report.id)] ready\(place) after \(TimeSpan.text(milliseconds: ready.after)): \(report.name)"
    return Style.paint(DisplayWidth.cut(head, to: max(20, width)), .green) + "\n"
  }

  /// The last lines that show something, at most `count`.
  private static func lastLines(_ count: Int, of task: TaskDirectory) -> [String] {
    let stream: TaskDirectory.Stream = task.launch.streams == .split ? .stderr : .stdout
    let bytes = LogTail.lines(count * 4, of: task.log(stream))
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { Harmless.line($0) }
    return Array(lines.filter { !$0.allSatisfy(\.isWhitespace) }.suffix(count))
  }
}
