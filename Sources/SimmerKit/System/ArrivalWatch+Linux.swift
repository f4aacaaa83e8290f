// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import Glibc
import SystemPackage

/// Waits for names that come, go or change in directories (inotify(7)).
struct ArrivalWatch {
  /// The names that came since the last look, oldest first.
  private(set) var arrivals: [String] = []
  private let descriptor: FileDescriptor

  /// - Throws: when the system lets nobody watch any more (`max_user_instances`).
  init(_ directories: [FilePath]) throws(Errno) {
    descriptor = FileDescriptor(rawValue: inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)))
    guard descriptor.rawValue >= 0 else { throw .last }
    for directory in directories {
      let mask = UInt32(IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
      guard inotify_add_watch(descriptor.rawValue, directory.string, mask) >= 0 else {
        let reason = Errno.last
        descriptor.shut()
        throw reason
      }
    }
  }

  func close() { descriptor.shut() }

  /// Returns when something happened, `milliseconds` have passed (nil: for ever), or `hangup` hung up: then false.
  mutating func wait(_ milliseconds: Int?, unless hangup: FileDescriptor?) -> Bool {
    arrivals = []
    var set = PollSet()
    let own = set.add(descriptor, .input)
    // No events asked for: only the hang-up is of interest.
    let gone = hangup.map { set.add($0, []) }
    set.wait(timeout: milliseconds)
    if let gone, !set.events(at: gone).isEmpty { return false }
    if !set.events(at: own).isEmpty { read() }
    return true
  }

  private mutating func read() {
    withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 8) { buffer in
      while let count = try? descriptor.readSome(into: buffer), count > 0 {
        var place = 0
        while place + MemoryLayout<inotify_event>.size <= count {
          let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
          let start = place + MemoryLayout<inotify_event>.size
          let name = buffer[start..<min(count, start + Int(event.len))].prefix { $0 != 0 }
          if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 {
            arrivals.append(String(decoding: name, as: UTF8.self))
          }
          place = start + Int(event.len)
        }
      }
    }
  }
}
#endif
