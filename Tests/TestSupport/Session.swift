// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// An interactive shell in a terminal, at its prompt.
public final class Session {
  public let shell: Shell
  public let sandbox: Sandbox
  public let terminal: Terminal
  public var pid: pid_t { terminal.pid }
  public var screen: Screen { terminal.screen }

  /// Starts `shell` with a start-up file of its own and waits for the first prompt.
  public init(
    _ sandbox: Sandbox, _ shell: Shell, _ setup: Shell.Setup = .init(), with more: [String: String] = [:],
    columns: Int = 120, rows: Int = 40
  ) throws {
    self.shell = shell
    self.sandbox = sandbox
    if setup.plugin, setup.store, !sandbox.store.exists { try Seed.plant(in: sandbox) }
    try shell.startup(in: sandbox).write(
      """
      \(shell.prompt)
      # Most tests want news where they press Enter.
      SIMMER_ASYNC=off
      export TEST_SESSION=${TEST_SESSION:-$$}
      \(setup.before)
      \(setup.plugin ? shell.loading : "")
      \(setup.after)

      """)
    terminal = try Terminal(
      sandbox, running: shell.command(in: sandbox), with: more, columns: columns, rows: rows)
    try prompt()
  }

  /// Waits until the shell waits for a line.
  @discardableResult
  public func prompt() throws -> Screen.Prompt {
    try terminal.wait(for: "a prompt") { $0.waiting }
  }

  /// What became of a line.
  public struct Outcome: CustomStringConvertible {
    /// The line as the terminal shows it.
    public let shown: String
    public let output: [String]
    public let status: Int
    /// What the next prompt begins with.
    public let badge: String

    public var description: String { "[\(shown)] \(output) \(status) [\(badge)]" }
  }

  /// Types `line`, presses Enter and waits for the next prompt.
  @discardableResult
  public func run(_ line: String, press key: Key = .enter) throws -> Outcome {
    let start = try prompt()
    try terminal.type(line)
    return try outcome(since: start, press: key)
  }

  /// Presses a key at a line that is already typed and waits for the prompt after `start`.
  public func outcome(since start: Screen.Prompt, press key: Key = .enter) throws -> Outcome {
    try terminal.press(key)
    return try terminal.wait(for: "the prompt after number \(start.number)") { screen in
      guard let next = screen.waiting, next.number > start.number,
        let entry = screen.prompts.last(where: { $0.number >= start.number && $0.number < next.number })
      else { return nil }
      return Outcome(shown: entry.typed, output: entry.output, status: next.status, badge: next.badge)
    }
  }

  /// The output of a line, as one text.
  public func output(of line: String) throws -> String {
    try run(line).output.joined(separator: "\n")
  }
}

extension Sandbox {
  /// Runs `body` with an interactive shell in a new sandbox.
  public static func with(
    _ shell: Shell, _ setup: Shell.Setup = .init(), with more: [String: String] = [:],
    _ body: (Session) throws -> Void
  ) throws {
    try with { try body(Session($0, shell, setup, with: more)) }
  }
}
