// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The terminal that this process was started in, taken over for a while.
public struct UserTerminal {
  /// A description of its own: that it never waits must not reach the shell, which shares the other one.
  let descriptor: FileDescriptor
  /// As they were found.
  public let modes: TerminalModes

  /// Opens the controlling terminal; nil when there is none, or when output goes elsewhere, or input comes from elsewhere.
  ///
  /// - Parameter ignoringInput: Whether standard input is used for something else.
  public init?(ignoringInput: Bool = false) {
    guard ignoringInput || FileDescriptor.standardInput.isTerminal, FileDescriptor.standardOutput.isTerminal,
      let opened = try? FilePath("/dev/tty").open(.readWrite, options: .nonBlocking)
    else { return nil }
    guard let found = try? TerminalModes(of: opened) else {
      opened.shut()
      return nil
    }
    (descriptor, modes) = (opened, found)
  }

  public var size: TerminalSize? { TerminalSize(of: descriptor) }

  /// Whether this process is in front in it.
  public var isOurs: Bool { tcgetpgrp(descriptor.rawValue) == getpgrp() }

  public func makeTransparent() throws(Errno) { try modes.transparent.apply(to: descriptor) }

  /// Gives the terminal `left`, or the modes that were found, once all that was printed has gone out.
  public func restore(_ left: TerminalModes? = nil) {
    try? (left ?? modes).apply(to: descriptor, draining: true)
  }

  /// What was typed and not read yet, at most a few thousand bytes; it never waits.
  public func typed() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { try? descriptor.readSome(into: $0) } ?? 0
    return Array(bytes.prefix(count))
  }

  /// Gives the terminal its modes back, and shows `text`, should this process crash.
  public func restoreAtCrash(showing text: String) {
    modes.withPointer { modes in text.withCString { simmer_restore_at_crash(descriptor.rawValue, modes, $0) }
    }
  }

  /// Types `bytes` on it, to be read by whoever reads next.
  ///
  /// - Returns: How many it took: none where the system does not let programs do that.
  func type(_ bytes: [UInt8]) -> Int {
    var count = 0
    while count < bytes.count, simmer_type_byte(descriptor.rawValue, CChar(bitPattern: bytes[count])) == 0 {
      count += 1
    }
    return count
  }

  /// Writes all of `bytes`, however long the terminal takes; gives up when it is gone.
  public func show(_ bytes: [UInt8]) {
    var outbox = Outbox()
    outbox.put(bytes)
    while !outbox.isEmpty {
      guard (try? outbox.flush(to: descriptor)) != nil, !outbox.isEmpty else { return }
      var set = PollSet()
      set.add(descriptor, .output)
      set.wait(timeout: nil)
      if !set.events(at: 0).isDisjoint(with: .hangup) { return }
    }
  }

  public func show(_ text: String) { show(Array(text.utf8)) }

  /// What moves to the first column of an empty row, wherever the cursor is, in the plainest of colours.
  ///
  /// A row of blanks ends in the last column, from which a carriage return leads back only if that row was the cursor's.
  public var freshRow: String {
    "\u{1b}[m" + String(repeating: " ", count: Int(size?.columns ?? 80)) + "\r\u{1b}[K"
  }
}

extension Signal {
  /// Turns the signals that concern a terminal into bytes, their numbers. Returns the descriptor to poll.
  static func watchTerminal() throws(Errno) -> FileDescriptor {
    let signals = [SIGWINCH, SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT]
    let descriptor = simmer_watch_signals(signals, Int32(signals.count))
    guard descriptor >= 0 else { throw Errno.last }
    return FileDescriptor(rawValue: descriptor)
  }

  public static let quit = Signal(rawValue: SIGQUIT)
  public static let resize = Signal(rawValue: SIGWINCH)
}

extension ThisProcess {
  /// Ends as a process ends that `signal` has killed, so that a shell that waits for it takes it for that one.
  public static func die(of killer: Signal) -> Never {
    // The core is the other's.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
    setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
    setrlimit(RLIMIT_CORE, &none)
    #endif
    signal(killer.rawValue, SIG_DFL)
    var all = sigset_t()
    sigfillset(&all)
    sigprocmask(SIG_UNBLOCK, &all, nil)
    kill(getpid(), killer.rawValue)
    leave(128 + killer.rawValue)
  }
}
