// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A file of the user's project, read with care: it may be huge, a FIFO, a device, or nonsense.
enum ProjectFile {
  /// More than any file that people write by hand, in bytes.
  static let limit = 1 << 20
  /// How many directories upwards are searched.
  static let levels = 24

  /// The text of `path`; nil unless it is a regular file of at most `limit` bytes.
  static func text(of path: FilePath) -> String? {
    // Opening a FIFO would wait for a writer.
    guard let descriptor = try? path.open(.readOnly, options: .nonBlocking) else { return nil }
    defer { descriptor.shut() }
    guard let facts = try? FileFacts(of: descriptor), facts.isRegular, facts.size <= limit,
      let bytes = try? descriptor.contents(limit: limit)
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first of `names` in `directory`, or, where `upwards`, in the nearest directory above that has one.
  static func find(_ names: [String], in directory: FilePath, upwards: Bool) -> FilePath? {
    // Strings: taking a FilePath apart is slow where a process does it for the first time.
    var place = directory.string
    for _ in 0..<levels {
      for name in names {
        let path = FilePath(place + "/" + name)
        if Access.isReadable(path) { return path }
      }
      guard upwards, let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      place = String(place[..<slash])
    }
    return nil
  }
}
