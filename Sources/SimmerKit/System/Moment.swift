// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A moment as a person names it, in milliseconds since the epoch.
public enum Moment {
  /// Reads `90s`, `5m`, `2h`, `1d` (so long ago), `12:30`, `12:30:15` (the last time the clock showed it),
  /// `2026-11-21`, `2026-11-21T12:30[:15]` or the same with a blank (local time).
  public static func read(_ text: String, now: Int = Clock.wall) -> Int? {
    if let ago = span(text) { return now - ago }
    var parts = tm()
    var seconds = time_t(now / 1000)
    localtime_r(&seconds, &parts)
    let halves = text.split(whereSeparator: { $0 == "T" || $0 == " " }).map(String.init)
    guard (1...2).contains(halves.count) else { return nil }
    var isDated = false
    for half in halves {
      if half.contains("-") {
        let date = half.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) ?? -1 }
        guard date.count == 3, !isDated, date[0] >= 1970, (1...12).contains(date[1]),
          (1...31).contains(date[2])
        else { return nil }
        (parts.tm_year, parts.tm_mon, parts.tm_mday) = (date[0] - 1900, date[1] - 1, date[2])
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (0, 0, 0)
        isDated = true
      } else {
        let clock = half.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) ?? -1 }
        guard (2...3).contains(clock.count), (0...23).contains(clock[0]),
          clock.dropFirst().allSatisfy({ (0...59).contains($0) })
        else { return nil }
        (parts.tm_hour, parts.tm_min, parts.tm_sec) = (clock[0], clock[1], clock.count > 2 ? clock[2] : 0)
      }
    }
    parts.tm_isdst = -1
    var moment = mktime(&parts)
    if !isDated, moment > now / 1000 {
      parts.tm_mday -= 1
      parts.tm_isdst = -1
      moment = mktime(&parts)
    }
    return moment < 0 ? nil : moment * 1000
  }

  /// `2026-11-21T12:30:15Z` (RFC 3339, UTC).
  public static func text(_ milliseconds: Int) -> String {
    var parts = tm()
    var seconds = time_t(milliseconds / 1000)
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "\(date)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  private static func span(_ text: String) -> Int? {
    let units: [Character: Double] = ["s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()), number >= 0,
      number < 1e9
    else { return nil }
    return Int(number * unit)
  }
}
