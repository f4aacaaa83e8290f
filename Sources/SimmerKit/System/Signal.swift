// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A signal by number and name (signal(7)).
public struct Signal: RawRepresentable, Equatable, Sendable, CustomStringConvertible {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let hangup = Signal(rawValue: SIGHUP)
  public static let interrupt = Signal(rawValue: SIGINT)
  public static let terminate = Signal(rawValue: SIGTERM)
  public static let brokenPipe = Signal(rawValue: SIGPIPE)
  public static let kill = Signal(rawValue: SIGKILL)
  static let windowChange = Signal(rawValue: SIGWINCH)
  public static let suspend = Signal(rawValue: SIGTSTP)
  public static let proceed = Signal(rawValue: SIGCONT)
  static let freeze = Signal(rawValue: SIGSTOP)

  private static let names: [(Int32, String)] = [
    (SIGHUP, "HUP"), (SIGINT, "INT"), (SIGQUIT, "QUIT"), (SIGILL, "ILL"), (SIGTRAP, "TRAP"),
    (SIGABRT, "ABRT"),
    (SIGBUS, "BUS"), (SIGFPE, "FPE"), (SIGKILL, "KILL"), (SIGUSR1, "USR1"), (SIGSEGV, "SEGV"),
    (SIGUSR2, "USR2"),
    (SIGPIPE, "PIPE"), (SIGALRM, "ALRM"), (SIGTERM, "TERM"), (SIGCHLD, "CHLD"), (SIGCONT, "CONT"),
    (SIGSTOP, "STOP"),
    (SIGTSTP, "TSTP"), (SIGTTIN, "TTIN"), (SIGTTOU, "TTOU"), (SIGXCPU, "XCPU"), (SIGXFSZ, "XFSZ"),
    (SIGWINCH, "WINCH"),
    (SIGSYS, "SYS"),
  ]

  /// Reads `TERM`, `SIGTERM`, `term` or `15`; nil for what is no signal.
  public init?(_ text: String) {
    if let number = Int32(text) {
      guard (1..<65).contains(number) else { return nil }
      self.init(rawValue: number)
      return
    }
    var name = text.uppercased()
    if name.hasPrefix("SIG") { name.removeFirst(3) }
    guard let known = Self.names.first(where: { $0.1 == name }) else { return nil }
    self.init(rawValue: known.0)
  }

  /// `SIGTERM`, or `signal 40` for what has no name.
  public var description: String {
    Self.names.first { $0.0 == rawValue }.map { "SIG" + $0.1 } ?? "signal \(rawValue)"
  }

  /// What it does, in lower case: `segmentation fault`. The corresponding C function is `strsignal`.
  public var meaning: String { strsignal(rawValue).map { String(cString: $0).lowercased() } ?? description }

  /// Makes writing to a closed pipe an error (EPIPE) instead of a death.
  public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Undoes `ignoreBrokenPipes()`, which a task would take over.
  static func heedBrokenPipes() { signal(SIGPIPE, SIG_DFL) }
}
