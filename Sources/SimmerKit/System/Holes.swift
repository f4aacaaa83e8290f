// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension FileDescriptor.SeekOrigin {
  // The headers show these names only to programs that ask for more than POSIX.
  #if canImport(Glibc)
  fileprivate static let data = Self(rawValue: 3)
  fileprivate static let hole = Self(rawValue: 4)
  #else
  fileprivate static let hole = Self(rawValue: SEEK_HOLE)
  fileprivate static let data = Self(rawValue: SEEK_DATA)
  #endif
}

extension FileDescriptor {
  /// Returns the parts of the file that were punched out of it, and read as zeros. The corresponding C function is `lseek`, SEEK_HOLE.
  ///
  /// A file system that knows no holes has none: the end of the file is where it says the first one is.
  func holes(size: Int) -> [Range<Int>] {
    var holes: [Range<Int>] = []
    var place = 0
    while place < size, holes.count < 1024 {
      guard let hole = try? Int(seek(offset: Int64(place), from: .hole)), hole < size else { break }
      // ENXIO: nothing but the hole until the end.
      let data = (try? Int(seek(offset: Int64(hole), from: .data))) ?? size
      let end = min(data, size)
      guard end > hole else { break }
      holes.append(hole..<end)
      place = end
    }
    return holes
  }

  /// Gives the blocks of `range` back to the disk; they read as zeros then, and the size stays. The corresponding C function
  /// is `fallocate`, FALLOC_FL_PUNCH_HOLE.
  ///
  /// - Throws: `EOPNOTSUPP` where the file system cannot.
  func punch(_ range: Range<Int>) throws(Errno) {
    guard simmer_punch_hole(rawValue, off_t(range.lowerBound), off_t(range.count)) == 0 else {
      throw Errno.last
    }
  }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file. The corresponding C function is `pread`.
  func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(Errno) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = C.pread(rawValue, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
      if count < 0 { if errno == EINTR { continue } else { throw Errno.last } }
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
