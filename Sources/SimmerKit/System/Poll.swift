// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The descriptors that a loop waits for. The corresponding C function is `poll`.
struct PollSet {
  struct Events: OptionSet {
    let rawValue: Int16
    static let input = Events(rawValue: Int16(POLLIN))
    static let output = Events(rawValue: Int16(POLLOUT))
    /// The other end is gone, or the descriptor is broken.
    static let hangup = Events(rawValue: Int16(POLLHUP | POLLERR | POLLNVAL))
  }

  private var entries: [pollfd] = []

  var count: Int { entries.count }

  mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

  /// Adds `descriptor` and returns its place, for `events(at:)`.
  @discardableResult mutating func add(_ descriptor: FileDescriptor, _ events: Events) -> Int {
    entries.append(pollfd(fd: descriptor.rawValue, events: events.rawValue, revents: 0))
    return entries.count - 1
  }

  /// Waits until something happens or `timeout` milliseconds have passed (nil: for ever).
  mutating func wait(timeout: Int?) {
    let limit = Int32(clamping: timeout.map { max(0, $0) } ?? -1)
    if poll(&entries, nfds_t(entries.count), limit) < 0 {
      // EINTR: the loop looks at its clocks and comes back.
      for index in entries.indices { entries[index].revents = 0 }
    }
  }

  func events(at place: Int) -> Events { Events(rawValue: entries[place].revents) }
}

extension FileDescriptor {
  /// Waits `milliseconds`; returns false at once when the other end is gone.
  public func staysOpen(_ milliseconds: Int) -> Bool {
    let end = Clock.steady + milliseconds
    repeat {
      var set = PollSet()
      // No events asked for: only the hang-up is of interest.
      set.add(self, [])
      set.wait(timeout: end - Clock.steady)
      if !set.events(at: 0).isEmpty { return false }
    } while Clock.steady < end
    return true
  }
}

extension PollSet {
  /// Waits `milliseconds`, for what sends no word.
  static func pause(_ milliseconds: Int) {
    var nothing = PollSet()
    nothing.wait(timeout: milliseconds)
  }
}
