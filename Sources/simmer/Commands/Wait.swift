// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Wait: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Wait until tasks have ended, are ready, or have said something.",
    discussion: """
      CONDITION is one of:
        exit       it has ended
        ready      it is ready: a server answers
        port:3000  it listens on that port
        match:RE   a line that it has printed, or prints, matches this Perl regular expression
        quiet:5s   it has printed nothing for so long
      Exit codes: for exit, the code of the last task (128 and the number of the signal when one ended it); for all \
      else 0, or 1 when it ended before. 124 when --timeout passes first.
      Example: simmer wait web --for ready --timeout 50s
      """)
  private static let timedOut: Int32 = 124

  @Option(
    name: .customLong("for"), help: ArgumentHelp("What to wait for (default: exit).", valueName: "condition"),
    completion: .list(["exit", "ready", "port:", "match:", "quiet:"]))
  var condition = "exit"
  @Flag(help: "One of the tasks is enough.") var any = false
  @Option(help: "How long to wait at most: seconds, or a span such as 5m.") var timeout: String?
  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which tasks.", completion: .runningTask) var tasks: [String]

  func validate() throws {
    _ = try wanted
    _ = try seconds
  }

  private var seconds: Double? {
    get throws {
      guard let timeout else { return nil }
      let seconds = Double(timeout) ?? TimeSpan.milliseconds(timeout).map { Double($0) / 1000 }
      guard let seconds, seconds >= 0 else {
        throw ValidationError("--timeout wants seconds, 0 or more, or a span such as 5m")
      }
      return seconds
    }
  }

  private var wanted: WaitCondition {
    get throws {
      let parts = condition.split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.first, parts.count > 1 ? parts[1] : nil) {
      case ("exit", nil): return .exit
      case ("ready", nil): return .ready
      case ("port", let text?):
        guard let port = UInt16(text), port > 0 else {
          throw ValidationError("--for port:N wants a number from 1 to 65535")
        }
        return .port(port)
      case ("match", let text?): return .match(try ReadyOptions.pattern(text, of: "--for match:RE"))
      case ("quiet", let text?):
        let span = TimeSpan.milliseconds(text) ?? Double(text).map { Int(min($0, 1e9) * 1000) }
        guard let span, span > 0 else { throw ValidationError("--for quiet:T wants a span such as 5s") }
        return .quiet(span)
      default: throw ValidationError("--for wants exit, ready, port:N, match:RE or quiet:5s")
      }
    }
  }

  private struct Row: Encodable {
    let id: Int
    /// Why the waiting ended: exit, ready, port, match, quiet; ended (without that); timeout.
    let reason: String
    let state: String?
    let code: Int32?
    let url: String?
    let line: String?
    /// Milliseconds that it usually takes, and that are left of them.
    let usual: Int?
    let eta: Int?

    init(_ outcome: WaitOutcome) {
      id = outcome.task.id.number
      let status = outcome.task.status
      let report = status.map { TaskReport(outcome.task, $0, unseen: false) }
      (usual, eta) = (report?.usual, report?.eta)
      (state, code, url) = (status?.state.rawValue, status?.exit?.shellCode, outcome.task.ready?.url)
      if case .match(let line) = outcome.reason {
        (reason, self.line) = ("match", line)
      } else {
        (reason, line) = ("\(outcome.reason)", nil)
      }
    }
  }

  func run() throws {
    let store = try Store.open()
    let condition = try wanted
    let chosen = try tasks.map { try store.task(named: $0) }
    if case .exit = condition, !json, FileDescriptor.standardError.isTerminal { chosen.forEach(Self.sayWhen) }
    let outcomes = store.wait(for: condition, of: chosen, any: any, timeout: try seconds)
    if json {
      print(try JSON.text(["tasks": outcomes.map(Row.init)]))
    } else if case .exit = condition {
    } else {
      for outcome in outcomes where outcome.isMet { print(words(for: outcome)) }
    }
    let isMet = any ? outcomes.contains(where: \.isMet) : outcomes.allSatisfy(\.isMet)
    if case .exit = condition, isMet { return try Self.endAs(outcomes.last(where: \.isMet)?.task) }
    if isMet { return }
    if !json {
      for outcome in outcomes where outcome.reason == .ended {
        guard let status = outcome.task.status else { continue }
        let report = TaskReport(outcome.task, status, unseen: false)
        Failure.say("simmer: [\(report.id)] \(report.outcome) before that: \(report.name)")
      }
    }
    let isLost = any ? outcomes.allSatisfy { $0.reason == .ended } : outcomes.contains { $0.reason == .ended }
    throw ExitCode(isLost ? SimmerError.Code.noMatch.rawValue : Self.timedOut)
  }

  /// Says to a person when the task will probably end: `[3] usually takes 42s, 30s to go: npm test`.
  private static func sayWhen(_ task: TaskDirectory) {
    guard let status = task.status, status.state == .running else { return }
    let report = TaskReport(task, status, unseen: false)
    guard let usual = report.usual, report.ready == nil else { return }
    let left = report.eta.map { "\(TimeSpan.text(milliseconds: $0)) to go" } ?? "it is late"
    Failure.say("[\(report.id)] usually takes \(TimeSpan.text(milliseconds: usual)), \(left): \(report.name)")
  }

  /// Ends this command with the code of `task`.
  static func endAs(_ task: TaskDirectory?) throws {
    guard let task, let status = task.status else {
      throw SimmerError(.noMatch, cannot: "tell how it ended", "its record was removed")
    }
    guard status.state != .lost else {
      throw SimmerError(.refused, cannot: "tell how \(task.id) ended", "its supervisor ended without a word")
    }
    if let code = status.exit?.shellCode, code != 0 { throw ExitCode(code) }
  }

  /// `[3] ready http://localhost:5173`
  private func words(for outcome: WaitOutcome) -> String {
    let what =
      switch outcome.reason {
      case .match(let line): line
      case .ready: "ready" + (outcome.task.ready?.place.map { " " + $0 } ?? "")
      case .port, .quiet: condition.replacing(":", with: " ", maxReplacements: 1)
      case .exit, .ended, .timeout: "\(outcome.reason)"
      }
    return "[\(outcome.task.id)] \(what)"
  }
}
