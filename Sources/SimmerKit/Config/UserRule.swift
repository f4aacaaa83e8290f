// SPDX-License-Identifier: GPL-3.0-or-later

public import ShellSyntax
public import SystemPackage

/// One rule of the user's, and where it stands.
public struct UserRule: Equatable, Sendable {
  public let verdict: Verdict
  public let pattern: String
  public let file: FilePath
  public let line: Int

  init(_ pattern: ConfigText.Pattern, in file: FilePath) {
    verdict =
      switch pattern.key {
      case .background, .agents: .background
      case .adaptive: .adaptive
      default: .foreground
      }
    (self.pattern, self.file, line) = (pattern.text, file, pattern.line)
  }

  /// The rule in the form that judges lines.
  var custom: Rules.Custom {
    let source = "\(pattern), \(file):\(line)"
    guard let regex = Self.regex(in: pattern) else {
      return Rules.Custom(verdict, words: pattern, source: source)
    }
    // One that cannot be compiled was reported when the file was read, and is not among the rules.
    let compiled = try? PerlRegex(regex, caseSensitive: true, isForMany: false)
    return Rules.Custom(verdict, source: source, literal: RegexLiteral.longest(in: regex)) { text in
      compiled?.matches(text) ?? false
    }
  }

  /// What stands between the slashes of `/regex/`; nil for a pattern of words.
  static func regex(in pattern: String) -> String? {
    guard pattern.utf8.count > 2, pattern.hasPrefix("/"), pattern.hasSuffix("/")
    else { return nil }
    return String(pattern.dropFirst().dropLast())
  }

  /// What is wrong with a pattern; nil when nothing is.
  static func reasonAgainst(_ pattern: String) -> String? {
    if pattern.allSatisfy(\.isWhitespace) { return "an empty rule matches nothing" }
    if pattern.utf8.count > 1000 { return "a rule has at most 1000 bytes" }
    guard let regex = regex(in: pattern) else { return nil }
    do throws(PerlRegex.Invalid) { _ = try PerlRegex(regex, isForMany: false) } catch {
      return
        "\(Harmless.text(pattern)) is no regular expression: \(error.message), at its character \(error.offset)"
    }
    return nil
  }
}
