// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What the budget of a log has dropped: whole lines from its middle. The file `stdout.gap` says it, "from to lines".
public struct LogGap: Equatable, Sendable {
  /// Offsets of the log.
  public var range: Range<Int>
  /// How many lines were in it, as far as somebody counted.
  public var lines: Int

  /// Digits of each number in the file: a record is written over the one before.
  private static let digits = 20

  static func file(of log: FilePath) -> FilePath { FilePath(log.string + ".gap") }

  var record: [UInt8] {
    var record: [UInt8] = []
    for value in [range.lowerBound, range.upperBound, lines] {
      let digits = String(value).utf8
      record += repeatElement(UInt8(ascii: "0"), count: max(0, Self.digits - digits.count))
      record += digits
      record.append(UInt8(ascii: " "))
    }
    record[record.count - 1] = UInt8(ascii: "\n")
    return record
  }

  init(_ range: Range<Int>, lines: Int) { (self.range, self.lines) = (range, lines) }

  /// Reads the record; nil when it is none.
  init?(_ bytes: [UInt8]) {
    let values = bytes.dropLast().split(separator: 0x20).compactMap { Int(ascii: $0) }
    guard values.count == 3, values[0] >= 0, values[0] <= values[1] else { return nil }
    self.init(values[0]..<values[1], lines: values[2])
  }

  /// What is missing for somebody who stands at `offset`. How many lines that are nobody knows who is amidst of them.
  func rest(from offset: Int) -> LogGap {
    offset <= range.lowerBound ? self : LogGap(offset..<max(offset, range.upperBound), lines: 0)
  }

  /// `12.3M (301,223 lines)`
  var text: String {
    ByteCount.text(range.count)
      + (lines > 0 ? " (\(ByteCount.grouped(lines)) line\(lines == 1 ? "" : "s"))" : "")
  }
}
