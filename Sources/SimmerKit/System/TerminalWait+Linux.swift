// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import CSimmer
import Glibc
import SystemPackage

extension TerminalWait {
  /// Looks how the processes of `group` wait for a terminal.
  ///
  /// - Parameter everyThread: Whether to look at all threads; else only at the first of each process, because many
  ///   a server has one that reads keys besides its work.
  static func look(at group: Int32, everyThread: Bool) -> Look {
    var look = Look()
    for name in (try? FilePath("/proc").names()) ?? [] {
      guard let pid = Int32(name), getpgid(pid) == group else { continue }
      look.processes.append(pid)
      look.cpuTime += (ProcessRow(of: pid)?.cpuTicks ?? 0) * ProcessRow.tick
      let threads = everyThread ? (try? FilePath("/proc/\(pid)/task").names()) ?? [] : [name]
      for thread in threads {
        do throws(Errno) {
          guard let call = try WaitCall(of: "/proc/\(pid)/task/\(thread)") else { continue }
          let process = Sleeper(pid: pid)
          if let wait = TerminalWait(call, of: process) { look.waits.append(wait) }
          if let alarm = process.alarm(call) { look.alarm = min(look.alarm ?? alarm, alarm) }
        } catch {
          // What is gone was not waiting.
          if error != .noSuchFileOrDirectory, error != .noSuchProcess { look.isBlind = true }
        }
      }
    }
    return look
  }

  private init?(_ call: WaitCall, of process: Sleeper) {
    let arguments = call.arguments
    switch call.kind {
    case SIMMER_READ:
      guard process.isTerminal(Int32(truncatingIfNeeded: arguments[0])) else { return nil }
      self.init(timeout: nil, isAlone: true)
    case SIMMER_POLL, SIMMER_PPOLL:
      guard let isAlone = process.polls(arguments[0], count: Int(clamping: arguments[1])) else { return nil }
      self.init(
        timeout: call.kind == SIMMER_POLL
          ? Self.milliseconds(arguments[2]) : process.timeout(at: arguments[2], fraction: 1_000_000),
        isAlone: isAlone)
    case SIMMER_SELECT, SIMMER_PSELECT:
      guard let isAlone = process.selects(arguments[1], count: Int(clamping: arguments[0])) else {
        return nil
      }
      let fraction = call.kind == SIMMER_SELECT ? 1_000 : 1_000_000
      self.init(timeout: process.timeout(at: arguments[4], fraction: fraction), isAlone: isAlone)
    case SIMMER_EPOLL, SIMMER_EPOLL2:
      guard let isAlone = process.awaits(Int32(truncatingIfNeeded: arguments[0])) else { return nil }
      self.init(
        timeout: call.kind == SIMMER_EPOLL
          ? Self.milliseconds(arguments[3]) : process.timeout(at: arguments[3], fraction: 1_000_000),
        isAlone: isAlone)
    default: return nil
    }
  }

  /// A timeout of poll(2): an int, of which less than zero is for ever.
  private static func milliseconds(_ argument: UInt) -> Int? {
    let value = Int(Int32(truncatingIfNeeded: argument))
    return value < 0 ? nil : value
  }
}

/// The system call that a thread sleeps in.
private struct WaitCall {
  let kind: simmer_wait
  let arguments: [UInt]

  /// proc_pid_syscall(5): the number of the system call, then its arguments in hexadecimal; `running` where there is none.
  init?(of thread: String) throws(Errno) {
    let bytes = try FilePath(thread + "/syscall").contents(limit: 256)
    let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard words.count > 5, let number = Int(words[0]) else { return nil }
    kind = simmer_wait_call(number)
    arguments = words[1...5].map { UInt(truncatingIfNeeded: UInt64($0.dropFirst(2), radix: 16) ?? 0) }
  }
}

/// A process that sleeps, and what its system call was given.
private struct Sleeper {
  let pid: Int32

  /// The most descriptors of a list that are looked at.
  private static let limit = 1024

  func isTerminal(_ descriptor: Int32) -> Bool {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = readlink("/proc/\(pid)/fd/\(descriptor)", buffer.baseAddress!, buffer.count)
      guard count > 0 else { return false }
      let name = String(decoding: UnsafeRawBufferPointer(buffer)[..<count], as: UTF8.self)
      return name.hasPrefix("/dev/pts/") || name == "/dev/tty"
    }
  }

  /// Whether all that is waited for is a terminal; nil when none is.
  private func isAlone(_ descriptors: [Int32]) -> Bool? {
    let terminals = descriptors.count(where: isTerminal)
    return terminals == 0 ? nil : terminals == descriptors.count
  }

  /// poll(2): a list of `struct pollfd`, eight bytes each.
  func polls(_ address: UInt, count: Int) -> Bool? {
    guard count > 0, count <= Self.limit, let list = memory(at: address, count: count * 8) else { return nil }
    return list.withUnsafeBytes { list in
      isAlone(
        (0..<count).compactMap { index in
          let descriptor = list.loadUnaligned(fromByteOffset: index * 8, as: Int32.self)
          let events = list.loadUnaligned(fromByteOffset: index * 8 + 4, as: Int16.self)
          return descriptor >= 0 && events & Int16(POLLIN | POLLRDNORM) != 0 ? descriptor : nil
        })
    }
  }

  /// select(2): a set of bits, of which those below `count` matter.
  func selects(_ address: UInt, count: Int) -> Bool? {
    guard address != 0, count > 0, count <= Self.limit, let bits = memory(at: address, count: (count + 7) / 8)
    else { return nil }
    return isAlone((0..<count).filter { bits[$0 / 8] & (1 << UInt8($0 % 8)) != 0 }.map(Int32.init))
  }

  /// epoll(7): /proc/PID/fdinfo has a line `tfd: NUMBER events: BITS …` for each descriptor (proc_pid_fdinfo(5)).
  func awaits(_ descriptor: Int32) -> Bool? {
    guard let bytes = try? FilePath("/proc/\(pid)/fdinfo/\(descriptor)").contents(limit: 1 << 16) else {
      return nil
    }
    return isAlone(
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count > 3, words[0] == "tfd:", let events = UInt32(words[3], radix: 16),
          events & UInt32(POLLIN) != 0
        else { return nil }
        return Int32(words[1])
      })
  }

  /// Milliseconds after which it has slept as long as it wanted, at the latest; nil when it does not sleep so.
  func alarm(_ call: WaitCall) -> Int? {
    switch call.kind {
    case SIMMER_SLEEP: return timeout(at: call.arguments[0], fraction: 1_000_000)
    case SIMMER_CLOCK_SLEEP:
      guard let time = timeout(at: call.arguments[2], fraction: 1_000_000) else { return nil }
      guard call.arguments[1] & UInt(TIMER_ABSTIME) != 0 else { return time }
      var now = timespec()
      guard clock_gettime(clockid_t(truncatingIfNeeded: call.arguments[0]), &now) == 0 else { return nil }
      return max(0, time - now.tv_sec * 1000 - now.tv_nsec / 1_000_000)
    default: return nil
    }
  }

  /// Milliseconds of the time at `address`: seconds, and parts of them of which `fraction` are a millisecond. For ever where
  /// there is none.
  func timeout(at address: UInt, fraction: Int) -> Int? {
    guard address != 0, let time = memory(at: address, count: 16) else { return nil }
    return time.withUnsafeBytes { time in
      let seconds = time.loadUnaligned(as: Int.self)
      let rest = time.loadUnaligned(fromByteOffset: 8, as: Int.self)
      return min(max(0, seconds), 1 << 32) * 1000 + min(max(0, rest), 1 << 32) / fraction
    }
  }

  private func memory(at address: UInt, count: Int) -> [UInt8]? {
    guard let memory = try? FilePath("/proc/\(pid)/mem").open(.readOnly) else { return nil }
    defer { memory.shut() }
    let bytes = try? memory.bytes(from: Int(truncatingIfNeeded: address), count: count)
    return bytes?.count == count ? bytes : nil
  }
}
#endif
