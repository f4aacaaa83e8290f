// SPDX-License-Identifier: GPL-3.0-or-later

public import ShellSyntax

/// Decides lines as this machine would: by the built-in knowledge and the files of the project that it is in.
public struct LineJudge {
  private let decider: Decider
  private let scripts: ProjectScripts?
  private let shell: Shell

  public init(shell: Shell) {
    self.shell = shell
    scripts = .here()
    decider = Decider(lookup: scripts?.lookup)
  }

  public func decide(_ line: String, force: Bool = false) -> Decision {
    scripts?.startLine()
    return decider.decide(line, shell: shell, force: force)
  }
}
