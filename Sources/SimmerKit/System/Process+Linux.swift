// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import Glibc
import SystemPackage

extension ProcessRow {
  /// Reads /proc/PID/stat (proc_pid_stat(5)). The name of the program, field 2, may hold blanks and parentheses: it ends at the last ")".
  init?(of pid: Int32) {
    // The longest name has 16 bytes, and 52 numbers have 20 digits at most.
    let row = withUnsafeTemporaryAllocation(byteCount: 2048, alignment: 1) { buffer -> ProcessRow? in
      let descriptor = open("/proc/\(pid)/stat", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return nil }
      let count = C.read(descriptor, buffer.baseAddress!, buffer.count)
      close(descriptor)
      return count > 0 ? ProcessRow(pid, stat: UnsafeRawBufferPointer(rebasing: buffer[..<count])) : nil
    }
    guard let row else { return nil }
    self = row
  }

  /// Reads the fields from the third one on: state, parent, …
  private init?(_ pid: Int32, stat: UnsafeRawBufferPointer) {
    guard let close = stat.lastIndex(of: UInt8(ascii: ")")), close + 2 < stat.count else { return nil }
    let state = stat[close + 2]
    self.init(
      identity: ProcessIdentity(pid: pid, startTime: 0), parent: 0,
      isZombie: state == UInt8(ascii: "Z") || state == UInt8(ascii: "X"),
      isStopped: state == UInt8(ascii: "T"))
    var field = 3, number: UInt64 = 0, isNegative = false, start: UInt64?
    for byte in stat[(close + 3)...] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number = number &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
      case UInt8(ascii: "-"): isNegative = true
      default:
        if !isNegative {
          switch field {
          case 4: parent = Int32(truncatingIfNeeded: number)
          case 5: group = Int32(truncatingIfNeeded: number)
          case 7: terminal = number
          case 8: frontGroup = Int32(truncatingIfNeeded: number)
          // PF_EXITING (linux/sched.h)
          case 9: isEnding = number & 4 != 0
          case 14, 15: cpuTicks += Int(truncatingIfNeeded: number)
          case 16, 17: childrenTicks += Int(truncatingIfNeeded: number)
          case 22: start = number
          case 24: pages = Int(truncatingIfNeeded: number)
          default: break
          }
        }
        (field, number, isNegative) = (field + 1, 0, false)
      }
    }
    guard let start else { return nil }
    identity = ProcessIdentity(pid: pid, startTime: start)
  }

  /// Milliseconds of a tick, bytes of a page.
  static let tick = 1000 / max(1, sysconf(Int32(_SC_CLK_TCK)))
  static let page = sysconf(Int32(_SC_PAGESIZE))
  /// The name of the terminal that the process has, below /dev, if it is one that people sit at.
  var terminalName: String? {
    let (major, minor) = ((terminal >> 8) & 0xfff, (terminal & 0xff) | ((terminal >> 12) & 0xfff00))
    return switch major {
    case 136...143: "pts/\((major - 136) * 256 + minor)"
    case 4 where minor > 0 && minor < 64: "tty\(minor)"
    default: nil
    }
  }

  /// The children of all threads of a process (proc_pid_task(5), children); nil where the system does not list them.
  static func children(of pid: Int32) -> [Int32]? {
    var found: [Int32]?
    for thread in (try? FilePath("/proc/\(pid)/task").names()) ?? [] {
      guard let list = try? FilePath("/proc/\(pid)/task/\(thread)/children").contents() else { continue }
      found =
        (found ?? [])
        + list.split(separator: UInt8(ascii: " ")).compactMap { Int(ascii: $0) }.map { Int32($0) }
    }
    return found
  }

  /// Every process that can be seen.
  static func all() -> [ProcessRow] {
    let names = (try? FilePath("/proc").names()) ?? []
    return names.compactMap { Int32($0) }.compactMap { ProcessRow(of: $0) }
  }
}

extension ThisProcess {
  /// This program, even after another one was put in its place.
  static var programFile: String { "/proc/self/exe" }

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
