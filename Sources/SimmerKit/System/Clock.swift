// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The two clocks of simmer, both in milliseconds.
public enum Clock {
  /// Milliseconds since the epoch (clock_gettime(3), CLOCK_REALTIME): for people and records.
  public static var wall: Int { read(CLOCK_REALTIME) }

  /// Milliseconds since some fixed moment (CLOCK_MONOTONIC): for deadlines; nobody can set it back.
  public static var steady: Int { read(CLOCK_MONOTONIC) }

  private static func read(_ id: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(id, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
