// SPDX-License-Identifier: GPL-3.0-or-later

/// A span of time as a person says it: "0.8s", "42s", "3m 12s", "2h 5m", "3d 4h".
public enum TimeSpan {
  public static func text(milliseconds: Int) -> String {
    let span = max(0, milliseconds)
    if span < 10_000 {
      let tenths = span / 100
      return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
    }
    let seconds = span / 1000, minutes = seconds / 60, hours = minutes / 60
    if minutes == 0 { return "\(seconds)s" }
    if hours == 0 { return pair(minutes, "m", seconds % 60, "s") }
    if hours < 48 { return pair(hours, "h", minutes % 60, "m") }
    return pair(hours / 24, "d", hours % 24, "h")
  }

  private static func pair(_ large: Int, _ unit: String, _ small: Int, _ smallUnit: String) -> String {
    small == 0 ? "\(large)\(unit)" : "\(large)\(unit) \(small)\(smallUnit)"
  }
}
