// SPDX-License-Identifier: GPL-3.0-or-later

// A line is cut into steps at `&&`, `||`, `;`. Steps that change the shell (`cd web`) must be run by the shell
// itself, so everything through the last of them comes *before* the task; if something lasting stands there, or
// if the cut would change what the operators mean, the line stays in the foreground.

/// Decides where lines belong.
public struct Decider: Sendable {
  private let rules: Rules
  private let lookup: ProjectLookup?

  /// - Parameter lookup: How to find the line behind `npm run dev`; without it the script's name decides.
  public init(rules: Rules = .builtIn, lookup: ProjectLookup? = nil) {
    self.rules = rules
    self.lookup = lookup
  }

  /// - Parameter force: Whether the user asked for the background (Ctrl+B): then every complete line goes there.
  public func decide(_ line: String, shell: Shell, force: Bool = false) -> Decision {
    var bytes = Array(line.utf8)
    while bytes.last == .newline { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    guard bytes.count <= Self.maximumLength else {
      return Decision(whole: text, force ? .background : .foreground, reason: force ? Self.asked : "too long")
    }
    switch SyntaxTree(bytes, shell: shell) {
    case .trouble(.incomplete):
      return Decision(whole: text, .foreground, reason: "the line is incomplete", incomplete: true)
    case .trouble(.wrong):
      return Decision(whole: text, .foreground, reason: "a syntax error")
    case .trouble(.notUnderstood):
      return Decision(
        whole: text, force ? .background : .foreground, reason: force ? Self.asked : "not understood")
    case .complete(let list):
      let steps = Steps(list, bytes: bytes, judge: Judge(rules: rules, lookup: lookup, shell: shell))
      var decision = force ? steps.forced() : steps.decision()
      decision.word = steps.firstWord
      return decision
    }
  }

  static let asked = "you asked for it"

  /// Bytes of a line that are looked at; nobody types more, and a helper must answer in time.
  private static let maximumLength = 65_536
}

extension Decision {
  init(
    whole line: String, _ verdict: Verdict, reason: String, by judgement: Judgement? = nil,
    incomplete: Bool = false
  ) {
    self.init(
      verdict: verdict, incomplete: incomplete, word: "", before: "", task: line, rule: judgement?.rule,
      decidingWord: judgement?.word, reason: reason)
  }
}
