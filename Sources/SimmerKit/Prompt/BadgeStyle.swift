// SPDX-License-Identifier: GPL-3.0-or-later

/// How the badge looks: in the prompts of shells and of the console, and in status bars.
public struct BadgeStyle: Equatable, Sendable {
  /// The eight colours that every terminal has, in the order of their numbers (ECMA-48).
  public enum Color: String, CaseIterable, Sendable {
    case black, red, green, yellow, blue, magenta, cyan, white

    /// From 0 to 7.
    public var number: Int { Self.allCases.firstIndex(of: self)! }
  }

  /// What the configuration says for each number.
  public enum Part: Equatable, Sendable { case sign, color }

  /// What stands before the numbers of those that run, are ready, wait for input, and have failed.
  public var signs: [String]
  /// The colours of these four; nil is the one of the text around them.
  public var colors: [Color?]

  public static let standard = BadgeStyle(signs: ["●", "◆", "?", "✗"], colors: [nil, .green, .yellow, .red])

  /// Whether the signs need a terminal that shows more than ASCII.
  public var isWide: Bool { signs.contains { !$0.allSatisfy(\.isASCII) } }

  /// How many characters a sign may have.
  static let longest = 12

  /// What is wrong with one of the four texts; nil is nothing.
  static func reason(against text: String, as part: Part) -> String? {
    let found = "not \"\(Harmless.text(String(text.prefix(40))))\""
    switch part {
    case .sign:
      // What a prompt would take for something else, what would move the cursor, and what would be another number.
      let isPlain = text.unicodeScalars.allSatisfy {
        !"\\%$`!0123456789".unicodeScalars.contains($0) && Harmless.text(String($0)) == String($0)
      }
      return isPlain && text.count <= longest
        ? nil
        : "wants at most \(longest) characters that can be shown, without digits and \\ % $ ` !, \(found)"
    case .color:
      let names = Color.allCases.map(\.rawValue)
      guard !text.isEmpty, !names.contains(text) else { return nil }
      let near = NearestWord.of(text, among: names).map { "; did you mean \($0)?" } ?? ""
      return "wants \(names.joined(separator: ", ")) or \"\", \(found)\(near)"
    }
  }

  /// What the plugin of a shell is told: whether there are colours, the four signs and the numbers of the four colours;
  /// nothing where the configuration says nothing of them.
  static var forShells: [String] {
    guard Config.mentions([.color, .badgeSigns, .badgeColors]) else { return [] }
    let style = Config.user.badge
    return [Config.user.coloring.rawValue] + style.signs
      + style.colors.map { $0.map { String($0.number) } ?? "" }
  }

  /// The user's.
  public static var user: BadgeStyle {
    Config.mentions([.badgeSigns, .badgeColors]) ? Config.user.badge : .standard
  }
}
