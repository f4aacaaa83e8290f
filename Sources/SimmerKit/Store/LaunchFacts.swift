// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// How the output of a task is kept.
public enum Streams: String, Sendable, CaseIterable {
  /// One terminal, one log, in the exact order.
  case merged
  /// Standard error on a terminal and in a log of its own.
  case split
}

/// The file `launch` of a task: how it was started, written before the task is visible and never again.
public struct LaunchFacts: Equatable, Sendable {
  /// The program that reads the line: the shell of the person who typed it.
  public var shell: FilePath
  public var streams: Streams = .merged
  /// Minutes until the watchdog stops the task; 0 is never.
  public var timeout: Double
  /// Minutes without output until it is stopped; 0 is never.
  public var idleTimeout = 0.0
  /// Who started it: `shell` (typed at a prompt), `command` (`simmer run`), `agent` (a tool call).
  public var origin = "command"
  public var session: Session?
  /// The agent for which it was started.
  public var agent: AgentThread?
  public var size = TerminalSize.standard
  public var restart: RestartPolicy?
  /// By how much its priority is lowered, 0 to 19.
  public var nice = 0
  /// What lines of its output somebody wants to hear of: Perl regular expressions.
  public var alerts: [String] = []
  /// What it may take of the machine.
  public var limits = ResourceLimits()
  /// How those are held; nil when there are none.
  public internal(set) var confinement: Confinement?
  /// Whether it was given aliases, functions and variables of the shell that it was typed in, which are kept nowhere.
  var hadState = false
  /// What makes it ready, if somebody said so.
  public var ready: ReadyCondition?

  public init(shell: FilePath) { self.init(shell: shell, timeout: Settings.timeoutMinutes) }

  private init(shell: FilePath, timeout: Double) { (self.shell, self.timeout) = (shell, timeout) }

  var text: String {
    """
    shell \(shell)
    streams \(streams.rawValue)
    timeout \(timeout)
    idle-timeout \(idleTimeout)
    origin \(origin)
    session \(session?.description ?? "none")
    columns \(size.columns)
    lines \(size.rows)

    """ + (nice > 0 ? "nice \(nice)\n" : "") + (hadState ? "state yes\n" : "")
      + (limits.memory.map { "memory \($0)\n" } ?? "") + (limits.cpu.map { "cpu \($0)\n" } ?? "")
      + (confinement?.text ?? "")
      + alertLines
      + (agent.map { "agent \($0)\n" } ?? "")
      + (restart.map { "restart \($0.text)\n" } ?? "")
      + (ready.map { "ready \($0.text)\n" } ?? "")
  }

  private var alertLines: String {
    var text = ""
    for index in alerts.indices { text += "alert-\(index) \(alerts[index])\n" }
    return text
  }

  init(_ bytes: [UInt8]) {
    let values = KeyValueLines(bytes)
    self.init(
      shell: FilePath(values["shell"] ?? "/bin/sh"),
      timeout: values["timeout"].flatMap { Double($0) } ?? Settings.timeoutMinutes)
    idleTimeout = values["idle-timeout"].flatMap { Double($0) } ?? 0
    streams = values["streams"].flatMap(Streams.init) ?? .merged
    origin = values["origin"] ?? origin
    session = values["session"].flatMap(Session.init)
    agent = values["agent"].flatMap { AgentThread($0) }
    nice = values["nice"].flatMap { Int($0) } ?? 0
    limits = ResourceLimits(
      memory: values["memory"].flatMap { Int($0) }, cpu: values["cpu"].flatMap { Double($0) })
    confinement = Confinement(values)
    while let alert = values["alert-\(alerts.count)"] { alerts.append(alert) }
    restart = values["restart"].flatMap { RestartPolicy($0) }
    hadState = values["state"] == "yes"
    ready = values["ready"].flatMap { ReadyCondition($0) }
    if let columns = values["columns"].flatMap({ UInt16($0) }),
      let rows = values["lines"].flatMap({ UInt16($0) })
    {
      size = TerminalSize(columns: columns, rows: rows)
    }
  }
}
