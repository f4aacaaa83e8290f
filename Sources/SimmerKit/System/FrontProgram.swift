// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that an interactive face of simmer starts: in front of the terminal, or beside it.
public enum FrontProgram {
  /// Runs a program in this terminal until it ends, and stops with it when it is stopped (Ctrl+Z).
  ///
  /// It stands in the process group of this process, so that the shell in which this one was started continues both.
  /// - Parameters:
  ///   - arguments: The program by its path, and what it is given.
  ///   - readsNothing: Whether its standard input is empty.
  /// - Throws: `refused` when it cannot be started.
  public static func run(_ arguments: [String], readsNothing: Bool = false) throws(SimmerError) -> Exit {
    let pid = try start(arguments, input: readsNothing ? "/dev/null" : nil)
    while true {
      var status: Int32 = 0
      guard waitpid(pid, &status, WUNTRACED) == pid else {
        if errno == EINTR { continue }
        return .code(SimmerError.Code.refused.rawValue)
      }
      guard status & 0xff == 0x7f else { return Exit(waitStatus: status) }
      ThisProcess.suspend()
      kill(pid, SIGCONT)
    }
  }

  /// Starts a program that has neither keys nor a place on the screen; it is collected by `ended(_:)`.
  public static func startSilently(_ arguments: [String]) throws(SimmerError) -> Int32 {
    try start(arguments, input: "/dev/null", output: "/dev/null")
  }

  /// How a program ended that was started silently; nil while it runs.
  public static func ended(_ pid: Int32) -> Exit? {
    var status: Int32 = 0
    let found = waitpid(pid, &status, WNOHANG)
    if found == 0 || (found < 0 && errno == EINTR) { return nil }
    return found == pid ? Exit(waitStatus: status) : .code(SimmerError.Code.refused.rawValue)
  }

  /// The corresponding C function is `posix_spawn`: signals are the default ones, none is blocked.
  private static func start(_ arguments: [String], input: String?, output: String? = nil) throws(SimmerError)
    -> Int32
  {
    #if canImport(Glibc)
    var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
    #else
    var actions: posix_spawn_file_actions_t?, attributes: posix_spawnattr_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input { posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0) }
    if let output {
      for descriptor: Int32 in 1...2 {
        posix_spawn_file_actions_addopen(&actions, descriptor, output, O_WRONLY, 0)
      }
    }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    var pid: pid_t = 0
    let error = CStrings.with(arguments.map { Array($0.utf8) }) { words in
      posix_spawn(&pid, arguments[0], &actions, &attributes, words, environ)
    }
    guard error == 0 else {
      throw SimmerError(
        .refused, cannot: "start \(Harmless.text(arguments[0]))", Errno(rawValue: error).description)
    }
    return pid
  }
}
