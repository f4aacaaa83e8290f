// SPDX-License-Identifier: GPL-3.0-or-later

/// What to do with a line, and why.
public struct Decision: Equatable, Sendable {
  public var verdict: Verdict
  /// The shell would ask for more; nothing is decided.
  public var incomplete: Bool
  /// The first command word of the line as typed, behind assignments: what an alias that takes the line over must
  /// be called. Empty where no alias could: a group, a reserved word, a quoted or expanded word.
  public var word: String
  /// What the shell itself runs first, verbatim with its last operator (`cd web && `).
  public var before: String
  /// The rest: what the task runs.
  public var task: String
  /// The rule that decided, readable.
  public var rule: String?
  /// The command word that it decided on.
  public var decidingWord: String?
  /// One short clause that says why.
  public var reason: String

  public init(
    verdict: Verdict, incomplete: Bool, word: String, before: String, task: String, rule: String?,
    decidingWord: String?, reason: String
  ) {
    self.verdict = verdict
    self.incomplete = incomplete
    self.word = word
    self.before = before
    self.task = task
    self.rule = rule
    self.decidingWord = decidingWord
    self.reason = reason
  }
}
