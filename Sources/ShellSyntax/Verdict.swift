// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a command line belongs.
public enum Verdict: String, Sendable, CaseIterable {
  /// It holds the terminal until it is stopped: started as a task at once.
  case background
  /// It may take long and ends by itself: starts in the foreground and may move.
  case adaptive
  /// Everything else: the shell runs it, untouched.
  case foreground
}
