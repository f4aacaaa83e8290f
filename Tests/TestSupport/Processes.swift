// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A running process, as `/proc` tells of it.
public struct RunningProcess: CustomStringConvertible {
  public let pid: pid_t
  public let command: String
  /// The letter of the state: `R` running, `S` sleeping, `T` stopped, `Z` ended and not waited for.
  public let state: Character
  public let parent: pid_t
  public let session: pid_t
  /// In clock ticks since the machine started: with the pid it names a process for good.
  public let startTime: UInt64

  public var description: String { "\(pid) \(state) \(command)" }

  /// Reads what is known of `pid`; nil if there is no such process.
  public init?(_ pid: pid_t) {
    guard let stat = FilePath("/proc/\(pid)/stat").text, let end = stat.lastIndex(of: ")") else { return nil }
    let fields = stat[stat.index(end, offsetBy: 2)...].split(separator: " ")
    guard fields.count > 19, let parent = pid_t(fields[1]), let session = pid_t(fields[3]),
      let startTime = UInt64(fields[19])
    else { return nil }
    self.pid = pid
    self.state = fields[0].first!
    self.parent = parent
    self.session = session
    self.startTime = startTime
    let words = (FilePath("/proc/\(pid)/cmdline").text ?? "").split(separator: "\0")
    self.command = words.isEmpty ? "(\(stat[..<end]))" : words.joined(separator: " ")
  }

  /// All processes, without those that have ended and wait to be waited for.
  public static var all: [RunningProcess] {
    FilePath("/proc").entries.compactMap { pid_t($0).flatMap(RunningProcess.init) }.filter { $0.state != "Z" }
  }

  /// The processes that carry `text` in their environment: how strays of a sandbox are found.
  public static func carrying(_ text: String) -> [RunningProcess] {
    let own = getpid()
    return all.filter { $0.pid != own && FilePath("/proc/\($0.pid)/environ").text?.contains(text) == true }
  }

  /// Is the process there (and not just waiting to be waited for)?
  public static func isAlive(_ pid: pid_t) -> Bool {
    RunningProcess(pid).map { $0.state != "Z" } ?? false
  }
}
