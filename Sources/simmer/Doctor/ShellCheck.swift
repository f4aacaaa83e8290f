// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Whether the shell that asks has the plugin, and whether the plugin has what it needs.
enum ShellCheck {
  static func findings() -> [Finding] {
    guard let facts = Settings.shellFacts else { return [StartUpCheck.missing()] }
    // Where lines are left alone on purpose, so are the keys.
    let keys = isActive(facts) ? [enter(facts), key(facts)] : []
    return [shell(facts), version(facts)] + keys + [prompt(facts), state(facts)]
      + StartUpCheck.repeated(facts) + conflicts(facts)
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
      Finding(.note, "background key", "taken by \(other)", advice: "choose another in front of the line that loads simmer, as in SIMMER_KEY='^G'")
    }
  }

  private static func prompt(_ facts: [String: String]) -> Finding {
    if let count = Int(facts["prompt_hook"] ?? ""), count > 1 {
      return Finding(
        .note, "prompt hook", "there \(count) times",
        advice: "each prompt does its work as often; take the others out of PROMPT_COMMAND, or: exec bash")
    }
    guard facts["prompt_hook"] != "missing" else {
      return Finding(
        .broken, "prompt hook", "missing: something replaced it",
        advice: facts["shell"] == "zsh"
          ? "load simmer last; add to precmd_functions instead of setting it"
          : "load simmer last; where PROMPT_COMMAND is set later, append: PROMPT_COMMAND+=(…)")
    }
    guard facts["prompt_badge"] != "missing" else {
      return Finding(
        .note, "badge", "not in the prompt",
        advice:
          "load simmer after the theme, put $SIMMER_BADGE into it, or add the segment simmer to powerlevel10k"
      )
    }
    return Finding(.ok, "prompt", "hook and badge in place")
  }

  private static func state(_ facts: [String: String]) -> Finding {
    facts["state"] == "off"
      ? Finding(.note, "state", "off", advice: "simmer on") : Finding(.ok, "state", "on")
  }

  private static func isActive(_ facts: [String: String]) -> Bool {
    facts["state"] != "off" && (facts["conflict"] ?? "").isEmpty
  }

  private static func conflicts(_ facts: [String: String]) -> [Finding] {
    var findings: [Finding] = []
    if let tool = facts["conflict"], !tool.isEmpty {
      findings.append(
        Finding(.note, "conflict", tool, advice: "it edits lines its own way; simmer leaves Enter to it"))
    }
    switch facts["vscode"] {
    case "untamed":
      findings.append(
        Finding(
          .note, "VS Code", "its shell integration was loaded after simmer, and takes keys for commands",
          advice: "simmer off; simmer on   or load simmer behind it"))
    case "tamed":
      findings.append(Finding(.ok, "VS Code", "its shell integration and simmer know of each other"))
    default: break
    }
    let key = facts["key"] ?? "^B"
    if let letter = key.last, key.count == 2, key.hasPrefix("^"),
      (facts["tmux_prefix"] ?? "").split(separator: " ").contains("C-\(letter.lowercased())")
    {
      findings.append(
        Finding(
          .note, "tmux", "its prefix is Ctrl+\(letter) too, and takes the key",
          advice: "press it twice, or choose another: SIMMER_KEY='\(letter == "G" ? "^B" : "^G")'"))
    }
    return findings
  }
}
