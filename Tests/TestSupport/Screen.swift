// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of a terminal from the beginning of its history; rows that were wrapped are one line.
public struct Screen: CustomStringConvertible {
  /// Without the blanks at their ends.
  public let lines: [String]
  private let whole: String

  public init(_ text: String) {
    whole = text
    // zsh fills a row with blanks to find out whether the cursor stood at its beginning.
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0).trimmingTrailingBlanks }
    while lines.last == "" { lines.removeLast() }
    self.lines = Array(lines.drop { $0 == "" })
  }

  public var description: String { "--- screen\n\(lines.joined(separator: "\n"))\n---" }
  public var text: String { lines.joined(separator: "\n") }

  public func contains(_ text: String) -> Bool { whole.contains(text) }
  public func count(of text: String) -> Int { lines.count { $0.contains(text) } }

  /// A prompt of `Shell.prompt`, what was typed at it, and what was printed until the next one.
  public struct Prompt: CustomStringConvertible {
    /// What stands in front of the prompt: the badge.
    public let badge: String
    /// Counts the prompts of one shell, so that a new one is told from an old one.
    public let number: Int
    /// The status of the command before it.
    public let status: Int
    public let typed: String
    public internal(set) var output: [String] = []

    public var description: String { "\(badge)ps\(number):\(status)> \(typed) \(output)" }

    init?(_ line: String) {
      guard let match = line.firstMatch(of: /^(.*?)ps(\d+):(\d+)> ?(.*?) *$/),
        let number = Int(match.2), let status = Int(match.3)
      else { return nil }
      self.badge = String(match.1)
      self.number = number
      self.status = status
      self.typed = String(match.4)
    }
  }

  public var prompts: [Prompt] {
    var prompts: [Prompt] = []
    for line in lines {
      if let prompt = Prompt(line) {
        prompts.append(prompt)
      } else if !prompts.isEmpty {
        prompts[prompts.count - 1].output.append(line)
      }
    }
    return prompts
  }

  /// The prompt at which the shell waits for a line, if that is what it does.
  public var waiting: Prompt? {
    guard let last = prompts.last, last.typed.isEmpty, last.output.isEmpty else { return nil }
    return last
  }
}

extension String {
  var trimmingTrailingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
