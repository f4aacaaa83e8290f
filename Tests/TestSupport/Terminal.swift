// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A real terminal with one program in it: a tmux server of its own, so that it can be closed, resized or killed
/// without touching another.
public final class Terminal {
  public let sandbox: Sandbox
  /// The process in the terminal.
  public private(set) var pid: pid_t = 0
  private let socket: FilePath
  private var server: pid_t = 0

  /// Opens a terminal and starts `arguments` in it, with the environment of the sandbox and `more`.
  public init(
    _ sandbox: Sandbox, running arguments: [String], with more: [String: String] = [:], columns: Int = 120,
    rows: Int = 40
  ) throws {
    self.sandbox = sandbox
    let environment = sandbox.environment.merging(more) { $1 }
    socket = sandbox.root.appending("tmux.\(sandbox.terminalCount)")
    sandbox.keep(self)
    let settings = sandbox.root.appending("tmux.conf")
    try settings.write(
      """
      set -g status off
      set -g escape-time 0
      set -g history-limit 5000
      set -g remain-on-exit on
      set -g default-terminal screen-256color

      """)
    let started = try Command(
      ["/usr/bin/env", "tmux", "-u", "-f", settings.string, "-S", socket.string, "new-session", "-d"]
        + ["-x", "\(columns)", "-y", "\(rows)", "-c", sandbox.work.string]
        + ["-P", "-F", "#{pane_pid} #{pid}", "env", "-i"]
        + environment.map { "\($0.key)=\($0.value)" } + arguments,
      environment: sandbox.environment
    ).run()
    let pids = started.stdout.split(whereSeparator: \.isWhitespace).compactMap { pid_t($0) }
    guard pids.count == 2 else { throw NeverHappened(what: "a terminal", seen: "\(started)") }
    (pid, server) = (pids[0], pids[1])
  }

  // MARK: - What a person does

  /// Types `text` as it stands.
  public func type(_ text: String) throws {
    // A last ";" would end the tmux command.
    let literal = text.hasSuffix(";") ? text.dropLast() + "\\;" : text
    try tmux("send-keys", "-l", "--", literal)
  }

  public func press(_ keys: Key...) throws {
    for key in keys { try tmux("send-keys", key.name) }
  }

  /// Pastes `text`, newlines as carriage returns as terminals do; bracketed where the program asked for that.
  public func paste(_ text: String, bracketed: Bool = true) throws {
    try tmux("set-buffer", "-b", "paste", "--", text)
    try tmux(["paste-buffer", "-d", "-b", "paste"] + (bracketed ? ["-p"] : []))
  }

  /// Sends `bytes` as they stand, whether they are keys, parts of keys, or none at all.
  public func send(_ bytes: [UInt8]) throws {
    let path = socket.removingLastComponent().appending("\(socket.lastComponent!).keys")
    let file = try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(bytes) }
    try tmux("load-buffer", "-b", "keys", path.string, ";", "paste-buffer", "-r", "-d", "-b", "keys")
  }

  public func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Closes the window as a person does: what is in it gets SIGHUP and loses its terminal.
  public func close() {
    guard server > 0 else { return }
    _ = try? tmux("kill-server")
    let server = self.server
    self.server = 0
    do {
      try eventually("the end of the terminal", within: 10) { !RunningProcess.isAlive(server) }
    } catch {
      self.server = server
      kill()
    }
  }

  /// Kills the terminal with SIGKILL: it has no time to tell anyone.
  public func kill() {
    let server = self.server
    self.server = 0
    #if canImport(Glibc)
    Glibc.kill(server, SIGKILL)
    #else
    Darwin.kill(server, SIGKILL)
    #endif
  }

  // MARK: - What a person sees

  public var screen: Screen {
    Screen((try? tmux("capture-pane", "-p", "-J", "-S", "-").stdout) ?? "")
  }

  /// The rows as they stand, with the escape sequences of their colours.
  public var colouredText: String { (try? tmux("capture-pane", "-p", "-e").stdout) ?? "" }

  /// The title that the window was given.
  public var title: String {
    ((try? tmux("display-message", "-p", "#{pane_title}").stdout) ?? "").trimmingTrailingBlanks
      .replacing("\n", with: "")
  }

  /// What a program may have left behind of modes: the other screen, a hidden cursor, reports of the mouse, and the like.
  public var leftModes: [String] {
    let modes = [
      "alternate_on": "0", "cursor_flag": "1", "mouse_any_flag": "0", "insert_flag": "0", "origin_flag": "0",
    ]
    return modes.filter { name, usual in
      (try? tmux("display-message", "-p", "#{\(name)}").stdout.trimmingTrailingBlanks) != usual + "\n"
    }.keys.sorted()
  }

  /// Waits until the screen shows `text`.
  @discardableResult
  public func wait(for text: String, within seconds: Double = 30) throws -> Screen {
    try wait(for: "the text \(text)", within: seconds) { $0.contains(text) ? $0 : nil }
  }

  /// Waits until `look` finds something on the screen.
  @discardableResult
  public func wait<Found>(
    for what: String, within seconds: Double = 30, _ look: (Screen) throws -> Found?
  ) throws -> Found {
    try eventually(what, within: seconds, seen: { self.screen.description }) { try look(screen) }
  }

  /// Is the program that the terminal was opened with still there?
  public var isAlive: Bool { RunningProcess.isAlive(pid) }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> Command.Result { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> Command.Result {
    let result = try Command(
      ["/usr/bin/env", "tmux", "-u", "-S", socket.string] + arguments, environment: sandbox.environment
    ).run()
    guard result.code == 0 else { throw NeverHappened(what: "tmux \(arguments)", seen: "\(result)") }
    return result
  }
}
