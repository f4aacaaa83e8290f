// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The C functions whose names are taken, inside extensions, by methods of swift-system.
enum C {
  #if canImport(Glibc)
  static func read(_ d: Int32, _ to: UnsafeMutableRawPointer, _ n: Int) -> Int { Glibc.read(d, to, n) }
  static func write(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int) -> Int { Glibc.write(d, from, n) }
  static func pwrite(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int, _ at: Int) -> Int {
    Glibc.pwrite(d, from, n, at)
  }
  static func pread(_ d: Int32, _ to: UnsafeMutableRawPointer, _ n: Int, _ at: Int) -> Int {
    Glibc.pread(d, to, n, at)
  }
  static func rename(_ old: String, _ new: String) -> Int32 { Glibc.rename(old, new) }
  static func listen(_ d: Int32, _ backlog: Int32) -> Int32 { Glibc.listen(d, backlog) }
  static func accept(_ d: Int32) -> Int32 { Glibc.accept(d, nil, nil) }
  static func connect(_ d: Int32, _ to: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    Glibc.connect(d, to, size)
  }
  static func send(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int) -> Int {
    Glibc.send(d, from, n, Int32(MSG_NOSIGNAL))
  }
  static func localSocketPair(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    Glibc.socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, ends)
  }
  static func localSocket() -> Int32 { Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0) }
  #else
  static func read(_ d: Int32, _ to: UnsafeMutableRawPointer, _ n: Int) -> Int { Darwin.read(d, to, n) }
  static func write(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int) -> Int { Darwin.write(d, from, n) }
  static func pwrite(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int, _ at: Int) -> Int {
    Darwin.pwrite(d, from, n, off_t(at))
  }
  static func pread(_ d: Int32, _ to: UnsafeMutableRawPointer, _ n: Int, _ at: Int) -> Int {
    Darwin.pread(d, to, n, off_t(at))
  }
  static func rename(_ old: String, _ new: String) -> Int32 { Darwin.rename(old, new) }
  static func listen(_ d: Int32, _ backlog: Int32) -> Int32 { Darwin.listen(d, backlog) }
  static func send(_ d: Int32, _ from: UnsafeRawPointer, _ n: Int) -> Int {
    var yes: Int32 = 1
    setsockopt(d, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    return Darwin.send(d, from, n, 0)
  }
  static func accept(_ d: Int32) -> Int32 { Darwin.accept(d, nil, nil) }
  static func connect(_ d: Int32, _ to: UnsafePointer<sockaddr>, _ size: socklen_t) -> Int32 {
    Darwin.connect(d, to, size)
  }
  static func localSocketPair(_ ends: UnsafeMutablePointer<Int32>) -> Int32 {
    Darwin.socketpair(AF_UNIX, SOCK_STREAM, 0, ends)
  }
  static func localSocket() -> Int32 { Darwin.socket(AF_UNIX, SOCK_STREAM, 0) }
  #endif
}
