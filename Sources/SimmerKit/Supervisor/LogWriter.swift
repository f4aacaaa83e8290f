// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Appends what a task writes to its log. Trouble with the disk costs bytes of the log, counted, and nothing else.
struct LogWriter {
  let descriptor: FileDescriptor
  /// How many bytes the log holds.
  private(set) var size = 0
  /// How many bytes could not be stored.
  private(set) var lost = 0

  init(creating path: FilePath) throws(Errno) {
    descriptor = try path.open(.writeOnly, creating: true, options: [.append, .exclusiveCreate])
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    while !rest.isEmpty {
      guard let written = try? descriptor.writeSome(rest), written > 0 else {
        lost += rest.count
        return
      }
      size += written
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

/// When which byte was written: fixed-width records, at most ten a second, so that a time is found by binary search.
struct TimeIndex {
  /// "ms stdout-offset stderr-offset\n", 13 digits each.
  static let recordSize = 42
  /// Milliseconds between two records.
  static let interval = 100

  private let path: FilePath
  private var descriptor: FileDescriptor?
  private var last = Int.min

  init(at path: FilePath) { self.path = path }

  /// Notes where the logs stood before what is now appended.
  mutating func note(stdout: Int, stderr: Int) {
    let now = Clock.steady
    guard last == Int.min || now - last >= Self.interval else { return }
    last = now
    var record: [UInt8] = []
    record.reserveCapacity(Self.recordSize)
    for value in [Clock.wall, stdout, stderr] {
      let digits = String(value).utf8
      record.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 13 - digits.count)))
      record.append(contentsOf: digits)
      record.append(UInt8(ascii: " "))
    }
    record[record.count - 1] = UInt8(ascii: "\n")
    if descriptor == nil { descriptor = try? path.open(.writeOnly, creating: true, options: .append) }
    try? descriptor?.writeFully(record)
  }
}
