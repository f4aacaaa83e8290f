// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How often the kernel has killed a process because there was no memory left: evidence for what became of a task that
/// nobody had confined, and that ended by a SIGKILL of unknown origin. Only Linux counts.
struct MemoryKills: Equatable {
  /// Anywhere on the machine (/proc/vmstat, oom_kill); nil where that is not said.
  var onMachine: Int?
  /// In the control group of this process, which a task shares with its supervisor (memory.events, memory.oom_control).
  var inGroup: Int?

  init(onMachine: Int?, inGroup: Int?) { (self.onMachine, self.inGroup) = (onMachine, inGroup) }

  /// Reads both as they are now.
  ///
  /// - Parameter root: What stands in front of /proc and /sys.
  init(root: String = "") {
    func known(_ count: Int64) -> Int? { count >= 0 ? Int(count) : nil }
    (onMachine, inGroup) = (known(simmer_memory_kills(root)), known(simmer_memory_kills_of_group(root)))
  }

  /// Bytes of memory that the machine has.
  static let memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))

  /// Whether a task that ended by `exit`, and had taken `peak` bytes at most, was probably killed for want of memory.
  ///
  /// Nobody says whom the kernel has killed, so this is a conclusion: somebody was, in the group of the task while it
  /// ran; or anywhere, and the task was no small one: it had a hundredth of the machine.
  /// - Parameters:
  ///   - before: The counts when it began.
  ///   - memory: Bytes that the machine has.
  func explain(_ exit: Exit?, peak: Int, since before: MemoryKills, memory: Int = Self.memory) -> Bool {
    // A shell says 137 of a command that was killed.
    guard exit == .signal(.kill) || exit == .code(137) else { return false }
    if let inGroup, let first = before.inGroup { return inGroup > first }
    guard let onMachine, let first = before.onMachine else { return false }
    return onMachine > first && peak >= memory / 100
  }

  /// The most memory that a child that has ended, or one that it had waited for, had at a time, in bytes; 0 when that is not
  /// known any more (getrusage(2), ru_maxrss).
  static func peak(ofEnded pid: Int32) -> Int { Int(simmer_peak_memory(pid)) }
}
