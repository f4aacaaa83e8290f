// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Operations on directories and names that swift-system does not have, each one system call.
extension FilePath {
  /// Creates this directory, for its owner alone. The corresponding C function is `mkdir`.
  func makeDirectory() throws(Errno) {
    guard mkdir(string, 0o700) == 0 else { throw Errno.last }
  }

  /// Creates a pipe of this name, for its owner alone. The corresponding C function is `mkfifo`.
  func makePipe() throws(Errno) {
    guard mkfifo(string, 0o600) == 0 else { throw Errno.last }
  }

  /// Creates this directory and those above it that are missing.
  func makeDirectories() throws(Errno) {
    if exists { return }
    if lastComponent != nil { try removingLastComponent().makeDirectories() }
    do throws(Errno) { try makeDirectory() } catch { if error != .fileExists { throw error } }
  }

  /// Gives this file the name `other`, in one step; a file of that name is replaced. The corresponding C function is `rename`.
  func rename(to other: FilePath) throws(Errno) {
    guard C.rename(string, other.string) == 0 else { throw Errno.last }
  }

  /// Puts a file with `bytes` in the place of this one, in one step: a reader finds the old one or the new one, whole.
  ///
  /// - Parameters:
  ///   - aside: Where it is written first, in the same directory; what is there is taken away.
  ///   - prepare: What else is done to it before.
  /// - Throws: What the system says; nothing has changed then.
  func replace(
    with bytes: [UInt8], aside: FilePath, _ prepare: (FilePath) throws(Errno) -> Void = { _ throws(Errno) in }
  ) throws(Errno) {
    do throws(Errno) {
      try? aside.removeFile()
      try aside.create(bytes)
      try prepare(aside)
      try aside.rename(to: self)
    } catch {
      try? aside.removeFile()
      throw error
    }
  }

  /// This path without links and dots; what it names must be there. The corresponding C function is `realpath`.
  func resolved() throws(Errno) -> FilePath {
    guard let path = realpath(string, nil) else { throw Errno.last }
    defer { free(path) }
    return FilePath(String(cString: path))
  }

  /// This path from the root on, with links as they are.
  var absolute: FilePath {
    guard isRelative, let directory = try? Access.currentDirectory() else { return lexicallyNormalized() }
    return directory.pushing(self).lexicallyNormalized()
  }

  /// Gives this file the time of last change `time`, in nanoseconds since the epoch. The corresponding C function is
  /// `utimensat`.
  func setModified(_ time: Int) throws(Errno) {
    let moment = timespec(tv_sec: time / 1_000_000_000, tv_nsec: time % 1_000_000_000)
    let both = [moment, moment]
    guard utimensat(AT_FDCWD, string, both, 0) == 0 else { throw Errno.last }
  }

  /// The corresponding C function is `chmod`.
  func setMode(_ mode: UInt32) throws(Errno) {
    guard chmod(string, mode_t(mode)) == 0 else { throw Errno.last }
  }

  /// Removes this name. The corresponding C function is `unlink`.
  func removeFile() throws(Errno) {
    guard unlink(string) == 0 else { throw Errno.last }
  }

  /// Returns the names in this directory, without those that begin with a dot. The corresponding C function is `readdir`.
  func names(hidden: Bool = false) throws(Errno) -> [String] {
    guard let stream = opendir(string) else { throw Errno.last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." || (name.hasPrefix(".") && !hidden) { continue }
      names.append(name)
    }
    return names
  }

  /// Removes this directory if nothing is in it. The corresponding C function is `rmdir`.
  @discardableResult func removeEmptyDirectory() -> Bool { rmdir(string) == 0 }

  /// Removes this directory and all below it, as far as it can be removed. Links are removed, not followed.
  func removeTree() {
    for name in (try? names(hidden: true)) ?? [] {
      let path = appending(name)
      if unlink(path.string) != 0, errno == EISDIR || errno == EPERM { path.removeTree() }
    }
    rmdir(string)
  }

  /// Whether a file of this name is there, without following a link.
  var exists: Bool { (try? FileFacts(of: self)) != nil }
}

/// What simmer asks of a file. The corresponding C function is `lstat`.
struct FileFacts {
  var isDirectory: Bool
  var isRegular: Bool
  var owner: UInt32
  var mode: UInt32
  var size: Int
  /// When the contents last changed: nanoseconds since the epoch, for comparisons.
  var modifiedExactly: Int
  /// Milliseconds since the epoch.
  var modified: Int { modifiedExactly / 1_000_000 }

  init(of path: FilePath) throws(Errno) {
    var facts = stat()
    guard lstat(path.string, &facts) == 0 else { throw Errno.last }
    self.init(facts)
  }

  init(of descriptor: FileDescriptor) throws(Errno) {
    var facts = stat()
    guard fstat(descriptor.rawValue, &facts) == 0 else { throw Errno.last }
    self.init(facts)
  }

  private init(_ facts: stat) {
    isDirectory = facts.st_mode & S_IFMT == S_IFDIR
    isRegular = facts.st_mode & S_IFMT == S_IFREG
    owner = facts.st_uid
    mode = UInt32(facts.st_mode & 0o7777)
    size = Int(facts.st_size)
    #if canImport(Glibc)
    modifiedExactly = facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec
    #else
    modifiedExactly = facts.st_mtimespec.tv_sec * 1_000_000_000 + facts.st_mtimespec.tv_nsec
    #endif
    links = Int(facts.st_nlink)
    allocated = Int(facts.st_blocks) * 512
    identity = Identity(device: UInt64(truncatingIfNeeded: facts.st_dev), inode: UInt64(facts.st_ino))
  }

  /// What makes a file that file, whatever its names are.
  struct Identity: Equatable { var device: UInt64, inode: UInt64 }
  var identity: Identity

  /// How much of the disk it takes, in bytes: less than its size when there are holes in it.
  var allocated: Int

  /// How many names the file has: 0 once it was removed while open.
  var links: Int
}

extension Errno {
  /// What the last system call left in `errno`.
  static var last: Errno { Errno(rawValue: errno) }
}

/// Who this process acts as, and what it may do.
enum Access {
  static var user: UInt32 { geteuid() }

  static func isExecutable(_ path: FilePath) -> Bool {
    access(path.string, X_OK) == 0 && (try? FileFacts(followed: path).isDirectory) == false
  }

  static func isReadable(_ path: FilePath) -> Bool { access(path.string, R_OK) == 0 }

  /// The corresponding C function is `access`, which knows of read-only file systems too.
  static func isWritable(_ path: FilePath) -> Bool { access(path.string, W_OK) == 0 }

  /// Changes the working directory. The corresponding C function is `chdir`.
  static func enter(_ directory: FilePath) throws(Errno) {
    guard chdir(directory.string) == 0 else { throw Errno.last }
  }

  /// The working directory, links resolved. The corresponding C function is `getcwd`.
  static func currentDirectory() throws(Errno) -> FilePath {
    guard let path = getcwd(nil, 0) else { throw Errno.last }
    defer { free(path) }
    return FilePath(String(cString: path))
  }
}

extension FileFacts {
  /// The facts of what `path` leads to. The corresponding C function is `stat`.
  init(followed path: FilePath) throws(Errno) {
    var facts = stat()
    guard stat(path.string, &facts) == 0 else { throw Errno.last }
    self.init(facts)
  }
}
