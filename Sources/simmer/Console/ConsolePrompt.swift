// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// The prompt of the console: the badge that a shell shows, and the name.
enum ConsolePrompt {
  private static let style = BadgeStyle.user

  /// - Parameter isWide: Whether the terminal shows more than ASCII.
  static func text(_ counts: TaskCounts, isWide: Bool) -> String {
    let isPlain = !isWide && style.isWide
    let numbers = [counts.running, counts.ready, counts.waiting, counts.failed]
    let shown = numbers.indices.filter { numbers[$0] > 0 }.map { place in
      let text =
        isPlain ? "\(numbers[place])\(["", "+", "?", "!"][place])" : "\(style.signs[place])\(numbers[place])"
      return paint(text, style.colors[place])
    }
    guard !shown.isEmpty else { return "simmer> " }
    let badge = shown.joined(separator: " ")
    return (isPlain ? "[\(badge)]" : badge) + " simmer> "
  }

  /// Colours stand between marks by which readline knows that they take no room (RL_PROMPT_START_IGNORE).
  private static func paint(_ text: String, _ color: BadgeStyle.Color?) -> String {
    guard Style.isOn, let color else { return text }
    return "\u{1}\u{1b}[3\(color.number)m\u{2}\(text)\u{1}\u{1b}[m\u{2}"
  }
}
