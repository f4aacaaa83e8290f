// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Local stream sockets: how a supervisor is spoken to.
///
/// An address holds about 100 bytes (sun_path, unix(7)) and a store may lie deeper, so both ends
/// enter the directory and use the bare name.
enum LocalSocket {
  /// Listens at `name` in the working directory. Who may call is decided by who may enter the directory.
  static func listen(at name: String) throws(Errno) -> FileDescriptor {
    let descriptor = try make()
    var result = withAddress(name) { bind(descriptor.rawValue, $0, $1) }
    if result == 0 { result = C.listen(descriptor.rawValue, 64) }
    guard result == 0 else {
      let reason = Errno.last
      descriptor.shut()
      throw reason
    }
    descriptor.makeNonBlocking()
    return descriptor
  }

  /// Connects to `name` in `directory`. ECONNREFUSED or ENOENT: nobody is there.
  static func connect(to name: String, in directory: FilePath) throws(Errno) -> FileDescriptor {
    let descriptor = try make()
    // nil when the working directory was removed: then one place is as good as another.
    let back = try? FilePath(".").open(.readOnly)
    defer {
      if let back { _ = fchdir(back.rawValue) } else { _ = chdir("/") }
      back?.shut()
    }
    var result = chdir(directory.string)
    if result == 0 {
      result = withAddress(name) { address, size in
        C.connect(descriptor.rawValue, address, size)
      }
    }
    guard result == 0 else {
      let reason = Errno.last
      descriptor.shut()
      throw reason
    }
    return descriptor
  }

  /// Sends all of `bytes`. One that hung up is an error (EPIPE) and no signal, which would end this process.
  static func send(_ bytes: [UInt8], to descriptor: FileDescriptor) throws(Errno) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { C.send(descriptor.rawValue, $0.baseAddress! + sent, $0.count - sent) }
      if count >= 0 { sent += count } else if errno != EINTR { throw Errno.last }
    }
  }

  /// The next caller, or nil when there is none now.
  static func accept(on listener: FileDescriptor) -> FileDescriptor? {
    let raw = C.accept(listener.rawValue)
    guard raw >= 0 else { return nil }
    let descriptor = FileDescriptor(rawValue: raw)
    descriptor.closeOnExec()
    descriptor.makeNonBlocking()
    return descriptor
  }

  /// Two connected ends, neither of which ever waits, with about `room` bytes on the way between them.
  static func pair(room: Int32) throws(Errno) -> (FileDescriptor, FileDescriptor) {
    var ends: (Int32, Int32) = (-1, -1)
    let made = withUnsafeMutableBytes(of: &ends) {
      C.localSocketPair($0.assumingMemoryBound(to: Int32.self).baseAddress!)
    }
    guard made == 0 else { throw Errno.last }
    let pair = (FileDescriptor(rawValue: ends.0), FileDescriptor(rawValue: ends.1))
    var room = room
    for end in [pair.0, pair.1] {
      setsockopt(end.rawValue, SOL_SOCKET, SO_SNDBUF, &room, socklen_t(MemoryLayout<Int32>.size))
      end.closeOnExec()
      end.makeNonBlocking()
    }
    return pair
  }

  private static func make() throws(Errno) -> FileDescriptor {
    let raw = C.localSocket()
    guard raw >= 0 else { throw Errno.last }
    let descriptor = FileDescriptor(rawValue: raw)
    descriptor.closeOnExec()
    return descriptor
  }

  private static func withAddress(_ name: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32)
    -> Int32
  {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { path in
      path.copyBytes(from: name.utf8.prefix(path.count - 1))
    }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
