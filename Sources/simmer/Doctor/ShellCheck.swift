// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Whether the shell that asks has the plugin, and whether the plugin has what it needs.
enum ShellCheck {
  static func findings() -> [Finding] {
    guard let facts = Settings.shellFacts else {
      return [
        Finding(
          .note, "shell", "the plugin does not run in this shell",
          advice: "in ~/.bashrc: eval \"$(simmer init bash)\"   in ~/.zshrc: eval \"$(simmer init zsh)\"")
      ]
    }
    return [shell(facts), version(facts), enter(facts), key(facts), prompt(facts), state(facts)]
      + conflicts(facts)
  }

  private static func shell(_ facts: [String: String]) -> Finding {
    Finding(.ok, "shell", "\(facts["shell"] ?? "unknown") \(facts["shell_version"] ?? "")")
  }

  private static func version(_ facts: [String: String]) -> Finding {
    let plugin = facts["plugin_version"] ?? "unknown"
    guard plugin == Simmer.version else {
      return Finding(
        .note, "plugin", "\(plugin), but simmer is \(Simmer.version)",
        advice: "open a new shell, or: exec \(facts["shell"] ?? "bash")")
    }
    return Finding(.ok, "plugin", plugin)
  }

  private static func enter(_ facts: [String: String]) -> Finding {
    switch facts["enter_key"] {
    case "simmer", nil: Finding(.ok, "Enter", "looked at by simmer")
    case let other?:
      Finding(
        .broken, "Enter", "bound to \(other)",
        advice: "lines are not looked at; load simmer after what binds Enter, or use the key below")
    }
  }

  private static func key(_ facts: [String: String]) -> Finding {
    switch facts["ctrl_b_key"] {
    case "simmer", nil: Finding(.ok, "background key", facts["key"] ?? "Ctrl+B")
    case "none", "": Finding(.note, "background key", "none", advice: "SIMMER_KEY is empty")
    case let other?:
      Finding(.note, "background key", "taken by \(other)", advice: "choose another, as in SIMMER_KEY='^G'")
    }
  }

  private static func prompt(_ facts: [String: String]) -> Finding {
    guard facts["prompt_hook"] != "missing" else {
      return Finding(
        .broken, "prompt hook", "missing: something replaced it",
        advice: "append to PROMPT_COMMAND instead of setting it, or load simmer last")
    }
    guard facts["prompt_badge"] != "missing" else {
      return Finding(
        .note, "badge", "not in the prompt",
        advice: "put $SIMMER_BADGE into it, or add the segment simmer to powerlevel10k")
    }
    return Finding(.ok, "prompt", "hook and badge in place")
  }

  private static func state(_ facts: [String: String]) -> Finding {
    facts["state"] == "off"
      ? Finding(.note, "state", "off", advice: "simmer on") : Finding(.ok, "state", "on")
  }

  private static func conflicts(_ facts: [String: String]) -> [Finding] {
    var findings: [Finding] = []
    if let tool = facts["conflict"], !tool.isEmpty {
      findings.append(
        Finding(.note, "conflict", tool, advice: "it edits lines its own way; simmer leaves Enter to it"))
    }
    if let prefix = facts["tmux_prefix"], prefix == "C-b" {
      findings.append(
        Finding(
          .note, "tmux", "its prefix is Ctrl+B too",
          advice: "press it twice, or choose another: SIMMER_KEY='^G'"))
    }
    return findings
  }
}
