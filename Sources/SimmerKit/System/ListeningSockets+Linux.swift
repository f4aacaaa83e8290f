// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import Glibc
import SystemPackage

extension ListeningSocket {
  /// Every TCP socket of this network namespace that waits for callers: /proc/net/tcp and tcp6 (proc_pid_net(5)).
  static func all() -> [ListeningSocket] {
    ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { file in
      let bytes = (try? FilePath(file).contents(limit: 16 << 20)) ?? []
      return bytes.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { ListeningSocket(row: $0) }
    }
  }

  /// Reads `0: 0100007F:0BB8 00000000:0000 0A … UID TIMEOUT INODE`; nil unless the state is 0A, TCP_LISTEN.
  init?(row: ArraySlice<UInt8>) {
    let fields = row.split(separator: UInt8(ascii: " "))
    guard fields.count > 9, fields[3].elementsEqual("0A".utf8), fields[1].count > 4,
      let port = UInt16(String(decoding: fields[1].suffix(4), as: UTF8.self), radix: 16),
      let owner = UInt32(ascii: fields[7]), let inode = UInt64(ascii: fields[9])
    else { return nil }
    self.init(port: port, inode: inode, owner: owner)
  }

  /// The sockets that process `pid` has open; nil when it may not be looked at, or is gone.
  static func inodes(of pid: Int32) -> Set<UInt64>? {
    guard let directory = opendir("/proc/\(pid)/fd") else { return nil }
    defer { closedir(directory) }
    let prefix = Array("socket:[".utf8)
    var found: Set<UInt64> = []
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      let text = buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
      while let entry = readdir(directory) {
        let count = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) {
            readlinkat(dirfd(directory), $0, text, buffer.count)
          }
        }
        guard count > prefix.count, buffer[..<prefix.count].elementsEqual(prefix),
          let inode = UInt64(ascii: buffer[prefix.count..<(count - 1)])
        else { continue }
        found.insert(inode)
      }
    }
    return found
  }
}

extension ProcessRow {
  /// The environment that process `pid` was started with, /proc/PID/environ (proc_pid_environ(5)).
  static func environment(of pid: Int32) -> [UInt8]? {
    guard let block = try? FilePath("/proc/\(pid)/environ").contents(limit: 8 << 20), !block.isEmpty else {
      return nil
    }
    return block
  }

  /// What a person calls process `pid`: the name of its program, /proc/PID/comm (proc_pid_comm(5)).
  static func programName(of pid: Int32) -> String? {
    guard var bytes = try? FilePath("/proc/\(pid)/comm").contents(limit: 64) else { return nil }
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
#endif
