// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a task is in its life.
public enum TaskState: String, Sendable, Codable, CaseIterable {
  case running
  /// Ended by itself with code 0.
  case completed
  /// Ended by itself with another code or by a signal that simmer did not send.
  case failed
  /// Stopped by somebody through simmer.
  case killed
  /// Stopped by its watchdog.
  case timeout
  /// Its supervisor is gone without having recorded an end: derived when read, never written.
  case lost

  /// Whether the prompt counts it as a failure that somebody should see.
  public var isFailure: Bool { self == .failed || self == .timeout || self == .lost }
}
