// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What simmer does to descriptors beyond swift-system. All of them are closed on exec.
extension FileDescriptor {
  /// A pipe with both ends close-on-exec. The corresponding C function is `pipe`.
  static func closedPipe() throws(Errno) -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
    var ends: (Int32, Int32) = (-1, -1)
    let made = withUnsafeMutableBytes(of: &ends) {
      simmer_pipe($0.assumingMemoryBound(to: Int32.self).baseAddress!)
    }
    guard made == 0 else { throw Errno.last }
    return (FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
  }

  func closeOnExec() { _ = fcntl(rawValue, F_SETFD, FD_CLOEXEC) }

  func makeNonBlocking() { _ = fcntl(rawValue, F_SETFL, fcntl(rawValue, F_GETFL) | O_NONBLOCK) }

  func shut() { _ = try? close() }

  /// Whether a terminal is behind it. The corresponding C function is `isatty`.
  public var isTerminal: Bool { isatty(rawValue) == 1 }

  /// Takes the exclusive lock of this file, or says that another has it. The corresponding C function is `flock`.
  func lock() throws(Errno) {
    guard flock(rawValue, LOCK_EX | LOCK_NB) == 0 else { throw Errno.last }
  }

  /// Whether another descriptor holds the exclusive lock. Takes nothing that lasts.
  var isLocked: Bool {
    if flock(rawValue, LOCK_SH | LOCK_NB) == 0 {
      flock(rawValue, LOCK_UN)
      return false
    }
    return errno == EWOULDBLOCK
  }

  /// Reads what is there, at most the size of `buffer`; nil when a non-blocking descriptor has nothing now.
  func readSome(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int? {
    while true {
      let count = C.read(rawValue, buffer.baseAddress!, buffer.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: return nil
      default: throw Errno.last
      }
    }
  }

  /// Writes all of `bytes`. The corresponding C function is `write`.
  public func writeFully(_ bytes: [UInt8]) throws(Errno) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { C.write(rawValue, $0.baseAddress! + written, $0.count - written) }
      if count >= 0 { written += count } else if errno != EINTR { throw Errno.last }
    }
  }

  /// Writes what fits now, and returns how much that was: 0 when a non-blocking descriptor is full.
  func writeSome(_ bytes: UnsafeRawBufferPointer) throws(Errno) -> Int {
    while true {
      let count = C.write(rawValue, bytes.baseAddress!, bytes.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      case EAGAIN: return 0
      default: throw Errno.last
      }
    }
  }

  /// Writes `bytes` at `offset`. The corresponding C function is `pwrite`.
  func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        C.pwrite(rawValue, $0.baseAddress!, $0.count, offset + written)
      }
      if count < 0 { if errno == EINTR { continue } else { throw Errno.last } }
      written += count
    }
  }

}

extension FilePath {
  /// Opens this file, close-on-exec; with `creating` it is made when it is not there, 0600.
  func open(
    _ mode: FileDescriptor.AccessMode, creating: Bool = false, options: FileDescriptor.OpenOptions = []
  ) throws(Errno)
    -> FileDescriptor
  {
    let all = options.union(creating ? [.create, .closeOnExec] : .closeOnExec)
    do {
      return try FileDescriptor.open(self, mode, options: all, permissions: creating ? .ownerReadWrite : nil)
    } catch { throw error as? Errno ?? .ioError }
  }

  /// Returns the whole of a small file, at most `limit` bytes.
  func contents(limit: Int = 1 << 20) throws(Errno) -> [UInt8] {
    let descriptor = try open(.readOnly)
    defer { descriptor.shut() }
    return try descriptor.contents(limit: limit)
  }

  /// Returns the whole of a regular file, at most `limit` bytes; anything else is refused, and never waited for.
  func fileContents(limit: Int) throws(Errno) -> [UInt8] {
    let descriptor = try open(.readOnly, options: .nonBlocking)
    defer { descriptor.shut() }
    let facts = try FileFacts(of: descriptor)
    guard facts.isRegular else { throw facts.isDirectory ? .isDirectory : .invalidArgument }
    return try descriptor.contents(limit: limit)
  }

  /// Creates this file with `bytes` in it, 0600; it must not be there yet.
  func create(_ bytes: [UInt8]) throws(Errno) {
    let descriptor = try open(.writeOnly, creating: true, options: .exclusiveCreate)
    defer { descriptor.shut() }
    try descriptor.writeFully(bytes)
  }
}

extension FileDescriptor {
  /// Returns what can be read until the end, at most `limit` bytes.
  func contents(limit: Int = 1 << 20) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let chunk = min(limit - bytes.count, max(4096, bytes.count))
      let start = bytes.count
      bytes.append(contentsOf: repeatElement(0, count: chunk))
      let result: Result<Int?, Errno> = bytes.withUnsafeMutableBytes { all in
        do throws(Errno) {
          return .success(try readSome(into: UnsafeMutableRawBufferPointer(rebasing: all[start...])))
        } catch { return .failure(error) }
      }
      let count = try result.get() ?? 0
      bytes.removeLast(chunk - count)
      if count == 0 { break }
    }
    return bytes
  }
}
