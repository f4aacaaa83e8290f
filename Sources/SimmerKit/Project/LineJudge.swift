// SPDX-License-Identifier: GPL-3.0-or-later

public import ShellSyntax

/// Decides lines as this machine would: by the user's rules, the built-in knowledge and the files of the project that
/// it is in.
public struct LineJudge {
  private let decider: Decider
  private let scripts: ProjectScripts?
  private let shell: Shell
  /// Why nothing moves by itself, if that is so.
  private let disabled: String?

  public init(shell: Shell) {
    self.shell = shell
    scripts = .here()
    let config = Config.judging()
    decider = Decider(rules: config.judgingRules, lookup: scripts?.lookup)
    let place = config.value(of: .enabled).place.map { ", \($0.file):\($0.line)" } ?? ""
    disabled = config.isEnabled ? nil : "simmer is not enabled\(place)"
  }

  public func decide(_ line: String, force: Bool = false) -> Decision {
    scripts?.startLine()
    let decision = decider.decide(line, shell: shell, force: force)
    guard let disabled, !force, decision.verdict != .foreground else { return decision }
    var left = decision
    (left.verdict, left.reason, left.before, left.task) = (
      .foreground, disabled, "", decision.before + decision.task
    )
    return left
  }
}
