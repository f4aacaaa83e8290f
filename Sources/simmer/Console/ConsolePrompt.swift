// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// The prompt of the console: the badge that a shell shows, and the name.
enum ConsolePrompt {
  /// - Parameter isWide: Whether the terminal shows more than ASCII.
  static func text(_ counts: TaskCounts, isWide: Bool) -> String {
    let parts: [(count: Int, mark: String, plain: String, color: Style.Color?)] = [
      (counts.running, "●", "", nil), (counts.ready, "◆", "+", .green), (counts.waiting, "?", "?", .yellow),
      (counts.failed, "✗", "!", .red),
    ]
    let shown = parts.filter { $0.count > 0 }.map { part in
      paint(isWide ? "\(part.mark)\(part.count)" : "\(part.count)\(part.plain)", part.color)
    }
    guard !shown.isEmpty else { return "simmer> " }
    let badge = shown.joined(separator: " ")
    return (isWide ? badge : "[\(badge)]") + " simmer> "
  }

  /// Colours stand between marks by which readline knows that they take no room (RL_PROMPT_START_IGNORE).
  private static func paint(_ text: String, _ color: Style.Color?) -> String {
    guard Settings.allowsColor, let color else { return text }
    return "\u{1}\u{1b}[\(color.rawValue)m\u{2}\(text)\u{1}\u{1b}[m\u{2}"
  }
}
