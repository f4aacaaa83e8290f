// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
import SystemPackage

/// Waits for names that come, go or change in directories: looks once a second, as the names of arrivals are needed and
/// kqueue(2) does not tell them.
struct ArrivalWatch {
  private(set) var arrivals: [String] = []

  init(_ directories: [FilePath]) throws(Errno) {}

  func close() {}

  mutating func wait(_ milliseconds: Int?, unless hangup: FileDescriptor?) -> Bool {
    var set = PollSet()
    let gone = hangup.map { set.add($0, []) }
    set.wait(timeout: min(milliseconds ?? 1000, 1000))
    return gone.map { set.events(at: $0).isEmpty } ?? true
  }
}
#endif
