// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// The last lines of a log, found from its end: what it costs depends on what is shown, not on the size of the log.
public enum LogTail {
  /// Returns the offset at which the last `lines` lines of `log` begin. A last line without a newline counts.
  static func start(of lines: Int, in log: LogBytes) throws(Errno) -> Int {
    let size = log.size
    guard lines > 0 else { return size }
    var missing = lines, end = size
    while end > 0 {
      if let gap = log.gaps.last(where: { $0.range.lowerBound < end && end <= $0.range.upperBound }) {
        end = gap.range.lowerBound
        continue
      }
      let begin = max(log.gaps.last { $0.range.upperBound < end }?.range.upperBound ?? 0, end - 1 << 16)
      let block = try log.bytes(from: begin, count: end - begin)
      for index in block.indices.reversed() where block[index] == UInt8(ascii: "\n") {
        // The newline at the end of the log ends its last line and begins no other.
        if begin + index + 1 == size { continue }
        missing -= 1
        if missing == 0 { return begin + index + 1 }
      }
      end = begin
    }
    return 0
  }

  /// Returns the last `lines` lines of the log `file` as bytes, at most `limit` of them; nothing when it cannot be read.
  public static func lines(_ lines: Int, of file: FilePath, limit: Int = 1 << 16) -> [UInt8] {
    do throws(Errno) {
      let log = try LogBytes(file)
      let begin = max(try start(of: lines, in: log), log.size - limit)
      return try log.bytes(from: begin, count: log.size - begin)
    } catch { return [] }
  }
}

extension FileDescriptor {
  /// The size of the file, in bytes.
  var size: Int { get throws(Errno) { try FileFacts(of: self).size } }

  /// Returns the bytes from `offset` on, fewer than `count` only at the end. The corresponding C function is `pread`.
  func bytes(from offset: Int, count: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got: Result<Int, Errno> = bytes.withUnsafeMutableBytes { buffer in
        do {
          return .success(
            try read(
              fromAbsoluteOffset: Int64(offset + filled),
              into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])))
        } catch { return .failure(error as? Errno ?? .ioError) }
      }
      let more = try got.get()
      if more == 0 { break }
      filled += more
    }
    bytes.removeLast(count - filled)
    return bytes
  }
}
