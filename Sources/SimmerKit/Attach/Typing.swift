// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension TaskDirectory {
  /// Types `keys` on the terminal of the task.
  ///
  /// - Parameter secretly: Only while that does not show what is typed, which would end in the log.
  /// - Throws: `refused` when it would show a secret, or the keys are too many; `noMatch` when the task has ended.
  public func type(_ keys: [UInt8], secretly: Bool) throws(SimmerError) {
    let action = "answer \(id)"
    guard keys.count <= Frame.limit else { throw SimmerError(.usage, cannot: action, "the text is too long") }
    guard let connection = try? Connection(to: self, .type(secretly ? .secret : .plain)) else {
      throw SimmerError(.noMatch, cannot: action, "it has ended")
    }
    defer { connection.close() }
    var frame: [UInt8] = []
    keys.withUnsafeBytes { Frame.append(.input, $0, to: &frame) }
    try? LocalSocket.send(frame, to: connection.descriptor)
    switch connection.answer() {
    case "typed": return
    case "shown":
      throw SimmerError(
        .refused, cannot: action, "it shows what is typed, so a secret would be in its log",
        advice: "see what it asks: simmer output \(id)")
    case nil where status?.state == .running:
      throw SimmerError(
        .refused, cannot: action, "its supervisor was killed, and whether it has typed that is not known",
        advice: "see simmer output \(id)")
    default: throw SimmerError(.noMatch, cannot: action, "it has ended")
    }
  }

  /// Stops all processes of the task, or lets them go on.
  ///
  /// - Throws: `noMatch` when it has ended.
  public func setPaused(_ pause: Bool) throws(SimmerError) {
    guard ask(pause ? .pause : .resume) == (pause ? "paused" : "resumed") else {
      throw SimmerError(.noMatch, cannot: "\(pause ? "pause" : "resume") \(id)", "it has ended")
    }
  }
}

/// A line that nobody is to see.
public enum SecretInput {
  /// Asks `prompt` on the terminal and returns the line that is typed, unseen; without a terminal, the first line of
  /// standard input.
  ///
  /// - Throws: `refused` when there is none.
  public static func read(_ prompt: String) throws(SimmerError) -> [UInt8] {
    let input = FileDescriptor.standardInput
    let modes = input.isTerminal ? try? TerminalModes(of: input) : nil
    if let modes {
      try? FileDescriptor.standardError.writeFully(Array(prompt.utf8))
      try? modes.silent.apply(to: input)
    }
    defer {
      if let modes {
        try? modes.apply(to: input)
        try? FileDescriptor.standardError.writeFully([UInt8(ascii: "\n")])
      }
    }
    var line: [UInt8] = []
    while let byte = try? input.exactly(1), byte[0] != UInt8(ascii: "\n") {
      line += byte
      if line.count > Frame.limit { break }
    }
    guard !line.isEmpty else { throw SimmerError(.refused, cannot: "read the text", "there is none") }
    return line
  }
}
