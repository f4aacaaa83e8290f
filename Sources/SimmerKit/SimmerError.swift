// SPDX-License-Identifier: GPL-3.0-or-later

/// What stopped a verb, in words for a person: printed as `simmer: cannot VERB THING: reason`.
public struct SimmerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// How a verb ends: the documented exit codes.
  public enum Code: Int32, Sendable {
    /// No such task, or nothing matched.
    case noMatch = 1
    /// The arguments were wrong.
    case usage = 2
    /// The system refused: permissions, disk, processes.
    case refused = 3
    /// As many tasks run as may.
    case full = 4
  }

  public var code: Code
  /// What could not be done, without the leading "cannot": "start npm run dev".
  public var action: String
  public var reason: String
  /// What to do about it, if anything.
  public var advice: String?

  public init(_ code: Code, cannot action: String, _ reason: String, advice: String? = nil) {
    (self.code, self.action, self.reason, self.advice) = (code, action, reason, advice)
  }

  public var description: String {
    "cannot \(action): \(reason)" + (advice.map { "; \($0)" } ?? "")
  }
}
