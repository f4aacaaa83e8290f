// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import Glibc
import SystemPackage

extension ProcessRow {
  /// Reads /proc/PID/stat (proc_pid_stat(5)). The name of the program, field 2, may hold blanks and parentheses: it ends at the last ")".
  init?(of pid: Int32) {
    guard let bytes = try? FilePath("/proc/\(pid)/stat").contents(limit: 4096) else { return nil }
    guard let close = bytes.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = bytes[(close + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, let parent = Int32(ascii: fields[1]), let start = UInt64(ascii: fields[19])
    else { return nil }
    let state = fields[0].first
    self.init(
      identity: ProcessIdentity(pid: pid, startTime: start), parent: parent,
      isZombie: state == UInt8(ascii: "Z") || state == UInt8(ascii: "X"))
  }

  /// Every process that can be seen.
  static func all() -> [ProcessRow] {
    let names = (try? FilePath("/proc").names()) ?? []
    return names.compactMap { Int32($0) }.compactMap { ProcessRow(of: $0) }
  }
}

extension ThisProcess {
  /// /proc/self/exe (proc_pid_exe(5)).
  static var programPath: String? {
    withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
      let count = readlink(
        "/proc/self/exe", buffer.baseAddress!.assumingMemoryBound(to: CChar.self), buffer.count)
      return count > 0
        ? String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<count]), as: UTF8.self) : nil
    }
  }
}
#endif
