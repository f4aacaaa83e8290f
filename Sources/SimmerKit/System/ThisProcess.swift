// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a process does to itself.
public enum ThisProcess {
  static var pid: Int32 { getpid() }

  static var parent: Int32 { getppid() }

  /// The file that this process was started from.
  ///
  /// - Throws: `refused` when the system does not tell.
  public static func program() throws(SimmerError) -> FilePath {
    guard let path = programPath else {
      throw SimmerError(.refused, cannot: "find the simmer program", "the system does not tell where it is")
    }
    return FilePath(path)
  }

  /// `simmer`, where the search path leads to this program by that name; else its path.
  public static func nameOrPath() throws(SimmerError) -> FilePath {
    let path = try program(), name = FilePath("simmer")
    let found = Settings.searchPath.map { $0.appending("simmer") }.first(where: Access.isExecutable)
    return found.flatMap { try? $0.resolved() } == path ? name : path
  }

  /// Where it is, links resolved.
  ///
  /// - Throws: `refused` when that directory is gone.
  public static func directory() throws(SimmerError) -> FilePath {
    do throws(Errno) { return try Access.currentDirectory() } catch {
      throw SimmerError(.refused, cannot: "find the working directory", error.description)
    }
  }

  /// The whole of a file that the user named, at most a megabyte, read in order to do `action`.
  ///
  /// - Throws: `noMatch` when there is none, `refused` when it cannot be read.
  public static func contents(of file: FilePath, to action: String) throws(SimmerError) -> [UInt8] {
    do throws(Errno) { return try file.contents() } catch {
      throw SimmerError(
        error == .noSuchFileOrDirectory ? .noMatch : .refused, cannot: action, error.description)
    }
  }

  /// What stands on standard input until its end, at most `limit` bytes.
  ///
  /// - Throws: `refused` when it cannot be read.
  public static func input(limit: Int) throws(SimmerError) -> [UInt8] {
    do throws(Errno) { return try FileDescriptor.standardInput.contents(limit: limit) } catch {
      throw SimmerError(.refused, cannot: "read standard input", error.description)
    }
  }

  /// The processes above this one, its parent first, at most four.
  public static var ancestors: [ProcessIdentity] {
    var found: [ProcessIdentity] = [], next = getppid()
    while found.count < 4, next > 1, let row = ProcessRow(of: next) {
      found.append(row.identity)
      next = row.parent
    }
    return found
  }

  /// Writes `text` to the terminal that this process was started from, wherever its output goes.
  public static func tellTerminal(_ text: String) {
    guard let terminal = try? FilePath("/dev/tty").open(.writeOnly) else { return }
    try? terminal.writeFully(Array(text.utf8))
    terminal.shut()
  }

  /// Makes `nothing` its standard input, output and error.
  static func standOn(_ nothing: FileDescriptor) {
    for standard: Int32 in 0...2 { dup2(nothing.rawValue, standard) }
  }

  /// Makes `input` and `output` its standard ones.
  static func become(input: FileDescriptor, output: FileDescriptor) {
    dup2(input.rawValue, 0)
    dup2(output.rawValue, 1)
  }

  /// Leads a new session, without a terminal. The corresponding C function is `setsid`.
  static func leadSession() { setsid() }

  /// Closes what the caller of this program left open beyond the standard three, so that no task holds it.
  public static func dropStrayDescriptors() { simmer_close_from(3) }

  /// Lets the system end this process in `seconds`; nil: not any more. The corresponding C function is `alarm`.
  public static func setAlarm(_ seconds: UInt32?) { alarm(seconds ?? 0) }

  /// Lets the system end this process with the one that started it, where it can.
  public static func endWithParent() { simmer_end_with_parent() }

  /// Ends at once, running nothing that was registered for the end. The corresponding C function is `_exit`.
  public static func leave(_ code: Int32 = 0) -> Never { _exit(code) }

  /// Ends after what was printed is written. The corresponding C function is `exit`.
  public static func leaveFlushed(_ code: Int32) -> Never { exit(code) }

  /// Continues as a process that nobody waits for, with nothing open; returns false in the caller.
  public static func detach() -> Bool {
    guard simmer_fork() == 0 else { return false }
    setsid()
    if simmer_fork() != 0 { leave() }
    if let nothing = try? FilePath("/dev/null").open(.readWrite) { standOn(nothing) }
    simmer_close_from(3)
    return true
  }
}

/// Strings for C, alive during one call.
enum CStrings {
  static func with<R>(_ strings: [[UInt8]], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> R) -> R {
    let copies: [UnsafeMutablePointer<CChar>?] = strings.map { bytes in
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count + 1)
      for (i, byte) in bytes.enumerated() { copy[i] = CChar(bitPattern: byte) }
      copy[bytes.count] = 0
      return copy
    }
    defer { for copy in copies { copy?.deallocate() } }
    return (copies + [nil]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }
}
