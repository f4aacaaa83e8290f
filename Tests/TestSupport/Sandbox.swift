// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A home, a store and a search path of its own for one test; at its end nothing is left running or behind.
///
/// Its path is in the environment of everything that is started in it, so that strays are found by it.
public final class Sandbox {
  public let root: FilePath
  public var home: FilePath { root.appending("home") }
  public var store: FilePath { root.appending("store") }
  /// The directory that is first in the search path; it holds `simmer`, and fake programs.
  public var bin: FilePath { root.appending("bin") }
  /// The directory in which shells start.
  public var work: FilePath { root.appending("work") }
  public var environment: [String: String]
  /// Commands that a test leaves on purpose, such as a helper that hangs for good: killed at the end without a word.
  public var expectedStrays: Set<String> = []
  private var terminals: [Terminal] = []

  private init() throws {
    _ = Self.sweep
    var template = Array("/tmp/\(Self.prefix)\(getpid()).XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
    root = FilePath(platformString: template)
    let home = root.appending("home")
    environment = [
      "HOME": home.string, "PATH": "\(root)/bin:/usr/local/bin:/usr/bin:/bin", "SANDBOX": root.string,
      "SIMMER_HOME": root.appending("store").string, "TMPDIR": root.appending("tmp").string,
      "XDG_CONFIG_HOME": home.appending(".config").string, "XDG_STATE_HOME": home.appending(".state").string,
      "XDG_RUNTIME_DIR": root.appending("run").string, "XDG_CACHE_HOME": home.appending(".cache").string,
      "LANG": "C.UTF-8", "TERM": "screen-256color", "USER": "tester",
    ]
    for name in ["home", "bin", "tmp", "run", "work"] { try root.appending(name).makeDirectory() }
    guard symlink(Repository.simmer.string, bin.appending("simmer").string) == 0 else {
      throw Errno(rawValue: errno)
    }
    try addPrograms("npm", "pnpm", "yarn", "vite", "docker", "nodemon")
  }

  /// Runs `body` in a new sandbox and removes it, whatever happened.
  public static func with(_ body: (Sandbox) throws -> Void) throws {
    let sandbox = try Sandbox()
    defer { sandbox.remove() }
    try body(sandbox)
  }

  /// Puts programs into the search path that do what `Fixtures/program` says.
  public func addPrograms(_ names: String...) throws {
    for name in names { try addProgram(bin.appending(name)) }
  }

  /// Puts such a program at `path`.
  public func addProgram(_ path: FilePath) throws {
    try addLink(path, to: Repository.fixtures.appending("program"))
  }

  /// Makes `path` a link to `target`.
  public func addLink(_ path: FilePath, to target: FilePath) throws {
    try path.removingLastComponent().makeDirectory()
    guard symlink(target.string, path.string) == 0 else {
      throw Errno(rawValue: errno)
    }
  }

  /// Returns the path of what is called `name` in the sandbox, such as `work/dev.log`.
  public func file(_ name: String) -> FilePath { root.appending(name) }

  /// Runs a command in the sandbox to its end.
  public func run(
    _ arguments: String..., input: String = "", deadline: Double = 60, with more: [String: String] = [:]
  ) throws -> Command.Result { try run(arguments, input: input, deadline: deadline, with: more) }

  /// Runs a command in the sandbox to its end.
  public func run(
    _ arguments: [String], input: String = "", deadline: Double = 60, with more: [String: String] = [:]
  ) throws -> Command.Result {
    var command = Command(
      ["/usr/bin/env"] + arguments, environment: environment.merging(more) { $1 }, in: work)
    command.input = Array(input.utf8)
    command.deadline = deadline
    return try command.run()
  }

  /// Runs `simmer` in the sandbox to its end.
  public func simmer(
    _ arguments: String..., input: String = "", with more: [String: String] = [:]
  ) throws -> Command.Result {
    try simmer(arguments, input: input, with: more)
  }

  public func simmer(
    _ arguments: [String], input: String = "", with more: [String: String] = [:]
  ) throws -> Command.Result {
    var command = Command(
      [bin.appending("simmer").string] + arguments, environment: environment.merging(more) { $1 }, in: work)
    command.input = Array(input.utf8)
    return try command.run()
  }

  /// Runs `script` in the system's shell to its end.
  public func script(_ script: String, with more: [String: String] = [:], deadline: Double = 60) throws
    -> Command.Result
  {
    var command = Command(
      ["/bin/bash", "-c", script], environment: environment.merging(more) { $1 }, in: work)
    command.deadline = deadline
    return try command.run()
  }

  var terminalCount: Int { terminals.count }

  func keep(_ terminal: Terminal) { terminals.append(terminal) }

  // MARK: - The end

  private func remove() {
    for terminal in terminals { terminal.close() }
    if store.appending("tasks").exists {
      _ = try? simmer("stop", "--all")
    }
    var strays: [RunningProcess] = []
    do {
      try eventually("an end without strays", within: 10) {
        strays = RunningProcess.carrying(root.string)
        for stray in strays where expectedStrays.contains(stray.command) { kill(stray.pid, SIGKILL) }
        return strays.isEmpty
      }
    } catch {
      for stray in strays { kill(stray.pid, SIGKILL) }
      Issue.record("left running: \(strays.map(\.description).joined(separator: "; "))")
    }
    root.removeAll()
  }

  private static let prefix = "simmer.test."

  /// Clears away what a test run left that was killed before its end.
  private static let sweep: Void = {
    for name in FilePath("/tmp").entries where name.hasPrefix(prefix) {
      guard let owner = name.dropFirst(prefix.count).split(separator: ".").first.flatMap({ pid_t($0) }),
        !RunningProcess.isAlive(owner)
      else { continue }
      let root = FilePath("/tmp").appending(name)
      for stray in RunningProcess.carrying(root.string) { kill(stray.pid, SIGKILL) }
      root.removeAll()
    }
  }()
}
