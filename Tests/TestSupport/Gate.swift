// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A point at which a program waits until the test lets it go on: a FIFO that it reads a line from.
///
/// It opens once, and is gone then: who came back for another line could meet the writer of the first.
public struct Gate {
  /// The path, for the program to read from.
  public let path: FilePath

  public init(in sandbox: Sandbox, called name: String = "gate") throws {
    path = sandbox.file(name)
    guard mkfifo(path.string, 0o600) == 0 else { throw Errno(rawValue: errno) }
  }

  /// Waits until the program is there, and hands it `line`.
  public func open(_ line: String = "") throws {
    let gate = try eventually("somebody at the gate") {
      // Without a reader this fails with ENXIO, where a plain open would block for good.
      try? FileDescriptor.open(path, .writeOnly, options: [.nonBlocking])
    }
    unlink(path.string)
    try gate.closeAfter { _ = try gate.writeAll((line + "\n").utf8) }
  }

  /// Puts a file with `text` in the place of the gate. Who waits there reads nothing and goes on; who comes later
  /// finds the file.
  public func giveWay(to text: String) throws {
    let aside = FilePath(path.string + ".aside")
    try aside.write(text)
    // Open for reading too, it needs nobody at the other end (fifo(7)).
    let gate = try FileDescriptor.open(path, .readWrite, options: [.nonBlocking])
    try gate.closeAfter {
      guard rename(aside.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }
  }
}
