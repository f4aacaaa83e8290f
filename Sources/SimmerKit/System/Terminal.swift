// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The size of a terminal in cells.
public struct TerminalSize: Equatable, Sendable {
  public var columns: UInt16, rows: UInt16

  public init(columns: UInt16, rows: UInt16) { (self.columns, self.rows) = (columns, rows) }

  /// What a task gets that nobody's terminal started.
  public static let standard = TerminalSize(columns: 80, rows: 24)

  /// The size of the terminal behind `descriptor`, if there is one that knows it.
  public init?(of descriptor: FileDescriptor) {
    var columns: UInt16 = 0, rows: UInt16 = 0
    guard simmer_get_size(descriptor.rawValue, &columns, &rows) == 0, columns > 0, rows > 0 else {
      return nil
    }
    self.init(columns: columns, rows: rows)
  }

  /// The size of the terminal that this process was started from, if any.
  public static var current: TerminalSize? {
    for descriptor in [FileDescriptor.standardOutput, .standardError, .standardInput] {
      if let size = TerminalSize(of: descriptor) { return size }
    }
    guard let terminal = try? FilePath("/dev/tty").open(.readOnly) else { return nil }
    defer { terminal.shut() }
    return TerminalSize(of: terminal)
  }
}

/// A pseudoterminal: what a task writes to `inner` is read from `outer`.
struct Pty {
  let outer: FileDescriptor
  let inner: FileDescriptor

  /// Opens a pseudoterminal of `size` whose output is stored as it was written.
  ///
  /// OPOST is off: `\n` stays `\n`, and short lines are captured about ten times faster than with ONLCR.
  /// The corresponding C function is `openpty`.
  static func open(size: TerminalSize) throws(Errno) -> Pty {
    var outer: Int32 = -1, inner: Int32 = -1
    guard openpty(&outer, &inner, nil, nil, nil) == 0 else { throw Errno.last }
    let pty = Pty(outer: FileDescriptor(rawValue: outer), inner: FileDescriptor(rawValue: inner))
    pty.outer.closeOnExec()
    pty.inner.closeOnExec()
    pty.outer.makeNonBlocking()
    _ = simmer_set_size(inner, size.columns, size.rows)
    var modes = termios()
    guard tcgetattr(inner, &modes) == 0 else { throw Errno.last }
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_iflag |= tcflag_t(IUTF8)
    guard tcsetattr(inner, TCSANOW, &modes) == 0 else { throw Errno.last }
    return pty
  }

  func close() {
    outer.shut()
    inner.shut()
  }
}
