// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The two clocks of simmer, both in milliseconds.
public enum Clock {
  /// Milliseconds since the epoch (clock_gettime(3), CLOCK_REALTIME): for people and records.
  public static var wall: Int { read(CLOCK_REALTIME) }

  /// Milliseconds that the machine has been awake since some fixed moment, the same for all processes until it is started
  /// again: for deadlines; nobody can set it back.
  ///
  /// It stands still while a laptop sleeps (CLOCK_MONOTONIC, against CLOCK_BOOTTIME): what sleeps too makes no use of its
  /// time, and a lid that is opened in the morning must not end what was left running in the evening.
  public static var steady: Int { read(awake) }

  #if canImport(Glibc)
  private static var awake: clockid_t { CLOCK_MONOTONIC }
  #else
  private static var awake: clockid_t { CLOCK_UPTIME_RAW }
  #endif

  private static func read(_ id: clockid_t) -> Int {
    var time = timespec()
    clock_gettime(id, &time)
    #if DEBUG
    let shift = injected(id)
    #else
    let shift = 0
    #endif
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000 + shift
  }

  #if DEBUG
  private static let injection = Environment["SIMMER_TEST_CLOCK"]

  /// What a test adds to a clock, in milliseconds: the file has two numbers, for that of the wall and for the steady one.
  private static func injected(_ id: clockid_t) -> Int {
    guard let injection, let bytes = try? FilePath(injection).contents(limit: 64) else { return 0 }
    let numbers = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    let place = id == CLOCK_REALTIME ? 0 : 1
    return numbers.count > place ? Int(numbers[place]) ?? 0 : 0
  }
  #endif
}
