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

/// How a terminal treats what is typed and printed (termios(3)).
public struct TerminalModes: Sendable {
  private var modes = termios()

  /// Asks the terminal behind `descriptor`; the outer end of a pseudoterminal tells of the inner one.
  public init(of descriptor: FileDescriptor) throws(Errno) {
    guard tcgetattr(descriptor.rawValue, &modes) == 0 else { throw Errno.last }
  }

  /// What a program that was killed may have left undone, in words: `echo is off`. A shell's own command finds all of
  /// this on.
  public var disorders: [String] {
    var found: [String] = []
    func check(_ flags: tcflag_t, _ bit: Int32, _ name: String) {
      if flags & tcflag_t(bit) == 0 { found.append(name + " is off") }
    }
    check(modes.c_lflag, ECHO, "echo")
    check(modes.c_lflag, ICANON, "line editing")
    check(modes.c_lflag, ISIG, "Ctrl+C")
    check(modes.c_oflag, OPOST, "output processing")
    check(modes.c_iflag, ICRNL, "Enter")
    return found
  }

  /// Sets the terminal behind `descriptor` to these modes; with `draining`, once all that was written has gone out.
  public func apply(to descriptor: FileDescriptor, draining: Bool = false) throws(Errno) {
    var modes = modes
    while tcsetattr(descriptor.rawValue, draining ? TCSADRAIN : TCSANOW, &modes) != 0 {
      guard errno == EINTR else { throw Errno.last }
    }
  }

  /// Calls `body` with these modes as C has them.
  func withPointer<R>(_ body: (UnsafePointer<termios>) -> R) -> R { withUnsafePointer(to: modes, body) }

  /// These modes, but everything passes: keys come as bytes, one by one, and what is printed stands as it was written.
  public var transparent: TerminalModes {
    var copy = self
    // Not BRKINT and the like: a line that breaks is the business of the real terminal.
    copy.modes.c_iflag &= ~tcflag_t(ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXOFF)
    copy.modes.c_oflag &= ~tcflag_t(OPOST)
    copy.modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | ISIG | IEXTEN)
    withUnsafeMutableBytes(of: &copy.modes.c_cc) { keys in
      keys[Int(VMIN)] = 1
      keys[Int(VTIME)] = 0
    }
    return copy
  }

  /// These modes with lines given out as they come, whole or not, and reads that never wait.
  var unbuffered: TerminalModes {
    var copy = self
    copy.modes.c_lflag &= ~tcflag_t(ICANON)
    withUnsafeMutableBytes(of: &copy.modes.c_cc) { keys in
      keys[Int(VMIN)] = 0
      keys[Int(VTIME)] = 0
    }
    return copy
  }

  /// These modes without the showing of what is typed.
  var silent: TerminalModes {
    var copy = self
    copy.modes.c_lflag &= ~tcflag_t(ECHO)
    return copy
  }

  /// These modes as stty(1) reads them back (`stty -g` of GNU coreutils).
  public var saved: String {
    #if os(Linux)
    let keys = withUnsafeBytes(of: modes.c_cc) { Array($0) }
    let numbers = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag] + keys.map { tcflag_t($0) }
    return numbers.map { String($0, radix: 16) }.joined(separator: ":")
    #else
    return "sane"
    #endif
  }

  /// Whether output is changed on its way (OPOST).
  var postprocesses: Bool {
    get { modes.c_oflag & tcflag_t(OPOST) != 0 }
    set { if newValue { modes.c_oflag |= tcflag_t(OPOST) } else { modes.c_oflag &= ~tcflag_t(OPOST) } }
  }

  /// Whether each `\n` comes out as `\r\n`.
  var turnsNewlines: Bool { postprocesses && modes.c_oflag & tcflag_t(ONLCR) != 0 }

  /// Whether a program gets whole lines, edited by the terminal (ICANON).
  var givesLines: Bool { modes.c_lflag & tcflag_t(ICANON) != 0 }

  /// The key that stops what is in front, Ctrl+Z as a rule; nil for none.
  var suspendKey: UInt8? {
    let key = withUnsafeBytes(of: modes.c_cc) { $0[Int(VSUSP)] }
    // _POSIX_VDISABLE on Linux, and there on macOS.
    return key == 0 || key == 0xff ? nil : key
  }

  /// Whether what is typed is shown (ECHO).
  var echoes: Bool { modes.c_lflag & tcflag_t(ECHO) != 0 }
}

/// A pseudoterminal: what a task writes to `inner` is read from `outer`.
struct Pty {
  let outer: FileDescriptor
  private(set) var inner: FileDescriptor
  /// Whether it has the modes of another terminal, for good.
  var isFaithful = false

  /// Opens a pseudoterminal of `size`. The corresponding C function is `openpty`.
  ///
  /// With `given` it has the modes of another terminal, so that no program can tell it from that one. Without, OPOST is
  /// off: `\n` stays `\n`, and short lines are captured about ten times faster than with ONLCR.
  static func open(size: TerminalSize, modes given: TerminalModes? = nil) throws(Errno) -> Pty {
    var outer: Int32 = -1, inner: Int32 = -1
    guard openpty(&outer, &inner, nil, nil, nil) == 0 else { throw Errno.last }
    var pty = Pty(outer: FileDescriptor(rawValue: outer), inner: FileDescriptor(rawValue: inner))
    pty.outer.closeOnExec()
    pty.inner.closeOnExec()
    pty.outer.makeNonBlocking()
    _ = simmer_set_size(inner, size.columns, size.rows)
    if let given {
      try given.apply(to: pty.inner)
      pty.isFaithful = true
      return pty
    }
    var modes = termios()
    guard tcgetattr(inner, &modes) == 0 else { throw Errno.last }
    modes.c_oflag &= ~tcflag_t(OPOST)
    modes.c_iflag |= tcflag_t(IUTF8)
    guard tcsetattr(inner, TCSANOW, &modes) == 0 else { throw Errno.last }
    return pty
  }

  func resize(_ size: TerminalSize) { _ = simmer_set_size(outer.rawValue, size.columns, size.rows) }

  /// The process group in front. The corresponding C function is `tcgetpgrp`.
  var frontGroup: Int32? {
    let group = tcgetpgrp(outer.rawValue)
    return group > 0 ? group : nil
  }

  /// Opens the inner end again, which was closed; where that cannot be, it stays closed.
  mutating func reopenInner() { inner = FileDescriptor(rawValue: simmer_open_inner(outer.rawValue)) }

  func close() {
    outer.shut()
    inner.shut()
  }
}
