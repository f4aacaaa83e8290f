// SPDX-License-Identifier: GPL-3.0-or-later

extension TaskDirectory {
  /// The most that a task can be given at once, in milliseconds.
  public static let longestExtension = SupervisorRequest.longestExtension

  /// Gives the task `span` milliseconds more, and returns how many it has left.
  ///
  /// - Throws: `noMatch` when it has ended, or has no end to be put off; `refused` when it is being stopped, or nobody answers.
  public func extend(by span: Int) throws(SimmerError) -> Int {
    let answer = ask(.extend(span)) ?? (status?.state == .running ? nil : "ended")
    let words = (answer ?? "").split(separator: " ")
    if words.count == 2, words[0] == "left", let left = Int(words[1]) { return left }
    let action = "give \(id) more time"
    switch answer {
    case "ended": throw SimmerError(.noMatch, cannot: action, "it has ended")
    case "never" where flag == .foreground:
      throw SimmerError(.noMatch, cannot: action, "its time begins when it moves to the background")
    case "never": throw SimmerError(.noMatch, cannot: action, "it has no timeout")
    case "stopping": throw SimmerError(.refused, cannot: action, "it is being stopped")
    default: throw SimmerError(.refused, cannot: action, "its supervisor does not answer")
    }
  }
}
