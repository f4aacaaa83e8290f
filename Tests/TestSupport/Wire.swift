// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that is spoken to in lines, and leads a process group of its own.
public final class Wire {
  public let pid: pid_t
  private var input: Int32
  private let output: Int32
  private var pending: [UInt8] = []
  private var hasEnded = false

  /// Starts `arguments`, the first of which is a full path, with what it says on standard error thrown away.
  public init(_ arguments: [String], environment: [String: String], in directory: FilePath) throws {
    (pid, input, output) = try Command(arguments, environment: environment, in: directory).converse()
  }

  deinit { end() }

  /// Writes `text` as it stands.
  public func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty, input >= 0 {
      let count = bytes.withUnsafeBytes { write(input, $0.baseAddress!, $0.count) }
      if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { break }
    }
  }

  /// Returns the next line; nil at the end of what it says.
  public func line(within seconds: Double = 60) throws -> String? {
    let deadline = now() + seconds
    while true {
      if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: pending[..<end], as: UTF8.self)
        pending.removeFirst(end + 1)
        return line
      }
      var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard now() < deadline else {
        throw NeverHappened(what: "a line", seen: String(decoding: pending, as: UTF8.self))
      }
      guard poll(&entry, 1, 100) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &buffer, buffer.count)
      if count <= 0 { return nil }
      pending += buffer[..<count]
    }
  }

  /// Closes its input, which tells most programs to leave.
  public func hangUp() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Sends a signal to its whole process group.
  public func signal(_ number: Int32) { kill(-pid, number) }

  /// Waits until it has ended and returns the exit code, or 128 and the signal.
  public func code(within seconds: Double = 30) throws -> Int32 {
    hangUp()
    return try eventually("the end of \(pid)", within: seconds) {
      var status: Int32 = 0
      guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
      hasEnded = true
      return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f
    }
  }

  private func end() {
    hangUp()
    close(output)
    guard !hasEnded else { return }
    kill(-pid, SIGKILL)
    waitpid(pid, nil, 0)
  }
}
