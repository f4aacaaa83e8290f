// SPDX-License-Identifier: GPL-3.0-or-later

/// One interactive shell, for which notices are kept until it shows a prompt.
public struct Session: Hashable, Sendable, CustomStringConvertible {
  public let shell: ProcessIdentity

  public init(shell: ProcessIdentity) { self.shell = shell }

  /// Reads `4242-123456`: the pid of the shell and its start time, 0 where the shell could not tell it.
  public init?(_ text: String) {
    guard let dash = text.utf8.firstIndex(of: UInt8(ascii: "-")), let pid = Int32(text[..<dash]), pid > 0,
      let start = UInt64(text[text.utf8.index(after: dash)...])
    else { return nil }
    shell = ProcessIdentity(pid: pid, startTime: start)
  }

  public var description: String { shell.description }

  /// Whether the shell still runs. Without a start time, any process of that number counts.
  public var isAlive: Bool {
    shell.startTime == 0 ? ProcessIdentity(runningAs: shell.pid) != nil : shell.isRunning
  }
}
