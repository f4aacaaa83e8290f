// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import CSimmer
import Glibc
import SystemPackage

/// Processes that sleep in a read of their terminal.
enum TerminalReader {
  /// Whether a process of `group` does: its first thread is in read(2) of a descriptor that is a terminal.
  ///
  /// What cannot be looked at (a program of another user, as sudo) counts as none.
  static func exists(in group: Int32) -> Bool {
    let names = (try? FilePath("/proc").names()) ?? []
    return names.contains { name in Int32(name).map { getpgid($0) == group && isReading($0) } ?? false }
  }

  /// proc_pid_syscall(5): the number of the system call, then its arguments in hexadecimal.
  private static func isReading(_ pid: Int32) -> Bool {
    guard let bytes = try? FilePath("/proc/\(pid)/syscall").contents(limit: 256) else { return false }
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count > 1, Int32(words[0]) == simmer_read_call(),
      let descriptor = Int(words[1].dropFirst(2), radix: 16)
    else {
      return false
    }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = readlink("/proc/\(pid)/fd/\(descriptor)", buffer.baseAddress!, buffer.count)
      guard count > 0 else { return false }
      let name = String(decoding: UnsafeRawBufferPointer(buffer)[..<count], as: UTF8.self)
      return name.hasPrefix("/dev/pts/") || name == "/dev/tty"
    }
  }
}
#endif
