// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// The lines in start-up files that load the plugin.
enum StartUpCheck {
  /// `~/.bashrc:12` for each line that is no comment.
  static func lines() -> [String] {
    Settings.startUpFiles.flatMap { file -> [String] in
      guard let text = try? ThisProcess.contents(of: file, to: "read it") else { return [] }
      let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      return lines.enumerated().compactMap { number, line in
        let line = String(decoding: line, as: UTF8.self).drop(while: \.isWhitespace)
        guard !line.hasPrefix("#"), line.contains("simmer init ") || line.contains("simmer' init ") else {
          return nil
        }
        return "\(Harmless.text(file.string)):\(number + 1)"
      }
    }
  }

  /// Why the plugin does not run in the shell that asks.
  static func missing() -> Finding {
    if let reason = Settings.unfit {
      return Finding(
        .broken, "shell", "simmer leaves it alone: \(reason)",
        advice: "simmer run -- COMMAND works anywhere; lines are looked at in bash 5.1, zsh 5.8 and later")
    }
    let shell = Settings.shell.lastComponent?.string == "zsh" ? "zsh" : "bash"
    let file = shell == "zsh" ? "~/.zshrc" : "~/.bashrc"
    if let line = lines().first {
      return Finding(
        .broken, "shell", "the plugin does not run in this shell, though \(line) loads it",
        advice: "for a new shell: exec \(shell)"
          + (shell == "bash" ? "   (a login shell reads ~/.bash_profile only: let that read ~/.bashrc)" : ""))
    }
    return Finding(
      .broken, "shell", "the plugin does not run in this shell",
      advice: "echo 'eval \"$(simmer init \(shell))\"' >> \(file); exec \(shell)")
  }

  /// Whether it is loaded once.
  static func repeated(_ facts: [String: String]) -> [Finding] {
    let lines = lines(), loads = Int(facts["loads"] ?? "") ?? 1
    guard lines.count > 1, loads > 1 else { return [] }
    return [
      Finding(
        .note, "plugin", "loaded \(loads) times, by \(lines.joined(separator: ", "))",
        advice: "each costs time when a shell opens; leave one of them, at the end")
    ]
  }
}
