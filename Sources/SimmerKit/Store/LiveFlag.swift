// SPDX-License-Identifier: GPL-3.0-or-later

/// What the name of a live entry says beyond the id: `live/17.waiting`. One at a time, the most urgent.
public enum LiveFlag: String, Sendable, CaseIterable {
  /// Its processes are stopped, as by Ctrl+Z.
  case paused
  /// It wants an answer from its keyboard.
  case waiting
  /// It does what it was started for: a server answers.
  case ready
  /// It is shown in the terminal that it was started in, whose prompt waits for it.
  case foreground
}
