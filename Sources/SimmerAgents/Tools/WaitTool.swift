// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  private static let conditions = ["exit", "ready", "port", "match", "quiet"]
  /// Seconds: some hosts give a call up after a minute.
  static let usualPatience = 45.0
  private static let longestPatience = 3600.0

  static let wait = Tool(
    name: "bg_wait", title: "Wait for a background task",
    description: """
      Wait until a task has ended, is ready, listens on a port, has printed a line that matches, or has been quiet; the \
      call returns at once when it is so already. Use it in place of sleep. The task goes on whatever becomes of the \
      waiting. outcome is met, ended (it ended before that) or timeout (ask again).
      """,
    parameters: [
      Parameter(
        "task_id", .text, "Which task: its id, label, %start of its command, or :port", isRequired: true),
      Parameter(
        "for", .text, "exit (default), ready, port, match or quiet; also port:3000, match:RE, quiet:5"),
      Parameter("port", .integer(1...65535), "With for=port"),
      Parameter("match", .text, "With for=match: a Perl-compatible regular expression"),
      Parameter("quiet", .amount, "With for=quiet: seconds without output (default 5)"),
      Parameter("timeout", .amount, "Seconds to wait at most (default 45)"),
    ],
    results: [
      Field("task_id", .string), Field("outcome", .string), Field("status", .string),
      Field("exit_code", .integer, isOptional: true), Field("signal", .string, isOptional: true),
      Field("waited_seconds", .number), Field("url", .string, isOptional: true),
      Field("line", .string, isOptional: true), Field("waiting", .boolean),
      Field("question", .string, isOptional: true), Field("message", .string),
    ],
    traits: Traits(isReadOnly: true, isDestructive: false, isIdempotent: true),
    perform: { arguments, caller throws(ToolFailure) in
      let condition = try condition(arguments)
      let patience = try arguments.amount("timeout") ?? usualPatience
      guard patience <= longestPatience else {
        throw ToolFailure("timeout is at most \(Int(longestPatience)) seconds: call again for more")
      }
      do throws(SimmerError) {
        let store = try Store.open()
        let task = try store.task(named: (try? arguments.text("task_id")) ?? "")
        let began = Clock.steady
        guard let outcome = store.wait(for: condition, of: [task], timeout: patience).first else {
          throw SimmerError(.noMatch, cannot: "find task \(task.id)", "no such task")
        }
        return tell(outcome, store, caller, waited: Clock.steady - began)
      } catch { throw ToolFailure(error) }
    })

  private static func condition(_ arguments: Arguments) throws(ToolFailure) -> WaitCondition {
    var port = try arguments.integer("port"), match = try arguments.text("match"),
      quiet = try arguments.amount("quiet")
    let parts = try arguments.text("for")?.split(separator: ":", maxSplits: 1).map(String.init)
    let word =
      parts?.first ?? (port != nil ? "port" : match != nil ? "match" : quiet != nil ? "quiet" : "exit")
    if let parts, parts.count > 1 {
      switch word {
      case "port": port = Int(parts[1])
      case "match": match = parts[1]
      case "quiet":
        quiet = Double(parts[1]) ?? TimeSpan.milliseconds(parts[1]).map { Double($0) / 1000 } ?? -1
      default: throw ToolFailure("for=\(Harmless.text(word)) takes nothing behind a colon")
      }
    }
    switch word {
    case "exit": return .exit
    case "ready": return .ready
    case "port":
      guard let port, let number = UInt16(exactly: port), number > 0 else {
        throw ToolFailure("for=port needs port, a number from 1 to 65535")
      }
      return .port(number)
    case "match":
      guard let match else { throw ToolFailure("for=match needs match, a regular expression") }
      try check(match, "match")
      do { return .match(try PerlRegex(match)) } catch { throw ToolFailure("match: \(error.message)") }
    case "quiet":
      guard (quiet ?? 5) >= 0 else { throw ToolFailure("for=quiet needs quiet, a number of seconds") }
      return .quiet(Int(min(quiet ?? 5, 1e6) * 1000))
    default:
      throw ToolFailure("for is one of \(conditions.joined(separator: ", ")), not \(Harmless.text(word))")
    }
  }

  private static func tell(_ outcome: WaitOutcome, _ store: Store, _ caller: Caller, waited: Int) -> [String:
    JSONValue]
  {
    let task = outcome.task
    var result: [String: JSONValue] = [
      "task_id": .string(task.id.description), "waited_seconds": .number(Double(waited) / 1000),
      "outcome": outcome.reason == .timeout ? "timeout" : outcome.reason == .ended ? "ended" : "met",
    ]
    if case .match(let line) = outcome.reason {
      result["line"] = .string(String(Harmless.redacted(line).prefix(400)))
    }
    if let url = task.ready?.url { result["url"] = .string(Harmless.text(url)) }
    guard let status = task.status, let report = store.reports(of: [(task, status)]).first else {
      result["status"] = "lost"
      result["message"] = "Its record was removed."
      return result
    }
    result["status"] = .string(report.state.rawValue)
    result["exit_code"] = JSONValue(report.code.map(Int.init))
    result["signal"] = JSONValue(report.signal)
    let name = Brief.label(task)
    if report.state != .running {
      _ = store.takeWord(of: task.id, for: caller.agent)
      let span = report.duration.map { " after \(TimeSpan.text(milliseconds: $0))" } ?? ""
      result["message"] = .string(
        "\(name) \(report.outcome)\(span)."
          + (report.state == .completed ? "" : " bg_output errors=true shows why."))
    } else if let question = report.question {
      result["waiting"] = true
      result["question"] = .string(Harmless.redacted(question))
      result["message"] = .string("\(name) waits for an answer: bg_answer gives one.")
    } else if outcome.reason == .timeout {
      result["message"] = .string(
        "Not yet; \(name) is still running. Call bg_wait again, or do something else first.")
    }
    return result
  }
}
