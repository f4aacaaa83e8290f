// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// When which byte was written: fixed-width records, at most ten a second, so that a time is found by binary search.
///
/// A task that runs for long has them further apart, so that a month of them takes 5 MB and not 1 GB.
struct TimeIndex {
  /// "ms stdout-offset stderr-offset\n", 13 digits each.
  static let recordSize = 42
  /// Milliseconds between two records, at first.
  private static let interval = 100
  /// After as many, the time between two doubles.
  private static let generation = 10_000

  private let path: FilePath
  private var descriptor: FileDescriptor?
  private var last = Int.min
  private var count = 0

  init(at path: FilePath) { self.path = path }

  /// Notes where the logs stood before what is now appended.
  mutating func note(stdout: Int, stderr: Int) {
    let now = Clock.steady
    guard last == Int.min || now - last >= Self.interval << min(count / Self.generation, 16) else { return }
    last = now
    count += 1
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
