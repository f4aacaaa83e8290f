// SPDX-License-Identifier: GPL-3.0-or-later

/// How a process that sleeps waits for its terminal: in a read of it, or in a poll that has it in its list.
struct TerminalWait: Equatable, Sendable {
  /// Milliseconds after which it gives up; nil is never.
  var timeout: Int?
  /// Whether it waits for nothing else.
  var isAlone: Bool

  /// What a look at the processes of a group has found.
  struct Look {
    var waits: [TerminalWait] = []
    /// Whether one of them cannot be looked at: a program of another user, as behind sudo.
    var isBlind = false
    /// All that are in the group.
    var processes: [Int32] = []
    /// Milliseconds after which the first of them has slept as long as it wanted, at the latest; nil: none sleeps so.
    var alarm: Int?
    /// Milliseconds of processors that they have used.
    var cpuTime = 0
  }
}
