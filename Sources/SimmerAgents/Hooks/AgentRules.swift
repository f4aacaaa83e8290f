// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SimmerKit

/// Which commands of agents are moved into tasks: only those that match a pattern of the user's.
public struct AgentRules: Sendable {
  private let rules: Rules

  /// - Parameter more: Patterns beside those of the configuration, such as `npm run dev`, `*--watch*`.
  /// - Returns: nil when nothing is named: then nothing has to be known of any command.
  public init?(more: [String] = []) {
    guard !Config.user.agents.isEmpty || !more.isEmpty else { return nil }
    var rules = Rules.builtIn
    rules.custom =
      Config.user.agentRules + more.map { Rules.Custom(.background, words: $0, source: "agents: \($0)") }
    self.rules = rules
  }

  /// The line that runs `command` as a task; nil when it is to run as it is.
  func moved(_ command: String, for host: HookHost, _ agent: AgentThread) -> String? {
    guard let decision = decision(command) else { return nil }
    // Claude Code tells its commands the conversation; others do not.
    let name = host == .claude ? "" : "SIMMER_AGENT=\(agent) "
    // Codex runs lines in login shells, in which the PATH may be another. Elsewhere rules for permissions know the name.
    let program = host == .codex ? (try? ThisProcess.program()).map { ShellQuote.line(["\($0)"]) } : nil
    return decision.before + name + (program ?? "simmer") + " run -- " + ShellQuote.line([decision.task])
  }

  /// What becomes of `command`, if a pattern of the user's sends it to the background.
  func decision(_ command: String) -> Decision? {
    let decision = Decider(rules: rules).decide(command, shell: .bash)
    // The judge says so of what is not built in; here that is what is named for agents alone.
    guard decision.verdict == .background, decision.rule?.hasPrefix("yours: ") == true else { return nil }
    return decision
  }
}
