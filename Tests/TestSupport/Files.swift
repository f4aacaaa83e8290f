// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

extension FilePath {
  /// All bytes of the file, or nil if there is none to read.
  public var bytes: [UInt8]? {
    guard let file = try? FileDescriptor.open(self, .readOnly) else { return nil }
    defer { try? file.close() }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while let count = try? buffer.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// The file as text, or nil if there is none to read.
  public var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The lines of the file, none if it is not there.
  public var lines: [String] { (text ?? "").split(separator: "\n").map(String.init) }

  /// Is there anything of this name?
  public var exists: Bool { access(string, F_OK) == 0 }

  /// The names in this directory, without those that begin with a dot, in order; empty if it is not there.
  public var entries: [String] { allEntries.filter { !$0.hasPrefix(".") } }

  /// The names in this directory, without `.` and `..`, in order.
  public var allEntries: [String] {
    guard let stream = opendir(string) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Writes `text` as the whole file.
  public func write(_ text: String) throws {
    let file = try FileDescriptor.open(
      self, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(text.utf8) }
  }

  /// Makes a program of `script`.
  ///
  /// Another process writes it: a child that another test starts meanwhile would inherit the open file for a moment,
  /// and a file that anybody has open for writing is not executed (`ETXTBSY`, execve(2)).
  public func writeProgram(_ script: String) throws {
    var writer = Command(
      ["/bin/sh", "-c", #"cat >"$0" && chmod 700 "$0""#, string], environment: ["PATH": "/usr/bin:/bin"])
    writer.input = Array(script.utf8)
    let result = try writer.run()
    guard result.code == 0 else { throw NeverHappened(what: "the program \(self)", seen: "\(result)") }
  }

  /// Makes this directory and those above it.
  public func makeDirectory() throws {
    guard mkdir(string, 0o700) != 0, errno != EEXIST else { return }
    guard errno == ENOENT else { throw Errno(rawValue: errno) }
    try removingLastComponent().makeDirectory()
    guard mkdir(string, 0o700) == 0 || errno == EEXIST else { throw Errno(rawValue: errno) }
  }

  /// Removes the file, or the directory with all that is in it; a link goes, not what it points to.
  public func removeAll() {
    guard unlink(string) != 0, errno == EISDIR || errno == EPERM else { return }
    chmod(string, 0o700)
    for name in allEntries { appending(name).removeAll() }
    rmdir(string)
  }
}
