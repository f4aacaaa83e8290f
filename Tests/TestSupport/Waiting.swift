// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Seconds on a clock that only goes forward.
///
/// The corresponding C function is `clock_gettime` with `CLOCK_MONOTONIC`.
public func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// What a test waited for, and what it saw in its place.
public struct NeverHappened: Error, CustomStringConvertible {
  public let what: String
  public let seen: String

  public var description: String { "never happened: \(what)\(seen.isEmpty ? "" : "\n\(seen)")" }
}

/// Returns what `look` finds, looking again every few milliseconds until there is something.
///
/// The default deadline is generous because it costs nothing where things work.
///
/// - Parameters:
///   - what: the claim, for the error.
///   - within: seconds.
///   - seen: describes what there was instead, asked once, at the deadline.
/// - Throws: `NeverHappened` at the deadline, and whatever `look` throws at once.
@discardableResult
public func eventually<Found>(
  _ what: String, within seconds: Double = 30, seen: () -> String = { "" }, _ look: () throws -> Found?
) throws -> Found {
  let end = now() + seconds
  var pause: Int32 = 5
  while true {
    if let found = try look() { return found }
    guard now() < end else { throw NeverHappened(what: what, seen: seen()) }
    poll(nil, 0, pause)
    pause = min(pause + 5, 30)
  }
}

/// Waits until `condition` is true.
public func eventually(
  _ what: String, within seconds: Double = 30, seen: () -> String = { "" }, _ condition: () throws -> Bool
) throws {
  let _: Void = try eventually(what, within: seconds, seen: seen) { try condition() ? () : nil }
}
