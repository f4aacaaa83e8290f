// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SimmerKit

/// What simmer knows of a command before it is run: whether it belongs in the background, and why.
public struct CommandAnalysis: Encodable {
  let command, verdict, reason: String
  let background: Bool
  let rule: String?
  /// Seconds that it took the last times, in this directory; nil when it was not seen.
  let usual_seconds: Double?
  /// The line that runs it as a task; nil when it should stay as it is.
  let rewrite: String?

  /// - Parameters:
  ///   - patterns: What belongs in the background whatever else is known.
  ///   - threshold: What usually takes more milliseconds belongs there too.
  public init(of line: String, patterns: [String], threshold: Int) {
    let shell: Shell = .bash
    let forced = AgentRules(more: patterns)?.decision(line)
    let decision = forced ?? LineJudge(shell: shell).decide(line)
    let durations =
      (try? Store.open()).flatMap { Durations(ofTypedLine: line, in: $0)?.history.durations } ?? []
    let usual = durations.isEmpty ? nil : durations.sorted()[durations.count / 2]
    let isSlow = decision.verdict == .adaptive && (usual ?? 0) > threshold
    command = Harmless.redacted(line)
    verdict = decision.verdict.rawValue
    background = decision.verdict == .background || isSlow
    reason =
      isSlow
      ? "it usually takes \(TimeSpan.text(milliseconds: usual ?? 0))" : decision.reason
    rule = decision.rule
    usual_seconds = usual.map { Double($0) / 1000 }
    rewrite = background ? decision.before + "simmer run -- " + ShellQuote.line([decision.task]) : nil
  }

  public func text() throws -> String { try JSON.text(self) }
}
