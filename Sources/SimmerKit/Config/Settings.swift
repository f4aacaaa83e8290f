// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// What the environment says: every variable that simmer reads has one line here.
public enum Settings {
  /// Where the store lies: `SIMMER_HOME`, else `${XDG_STATE_HOME:-~/.local/state}/simmer`.
  ///
  /// - Throws: When none of the three variables holds an absolute path.
  public static func home() throws(SimmerError) -> FilePath {
    if let path = absolute("SIMMER_HOME") { return path }
    if let path = absolute("XDG_STATE_HOME") { return path.appending("simmer") }
    if let path = absolute("HOME") { return path.appending(".local/state/simmer") }
    throw SimmerError(
      .refused, cannot: "find the store", "HOME is not set", advice: "set SIMMER_HOME to a directory of yours"
    )
  }

  /// The shell that runs a line when nobody names one: `SHELL`, else `/bin/sh`.
  public static var shell: FilePath { absolute("SHELL") ?? "/bin/sh" }

  /// The interactive shell that this command was typed in, as the plugin tells: `SIMMER_SESSION`.
  public static var session: Session? { Environment["SIMMER_SESSION"].flatMap(Session.init) }

  /// The task that this process belongs to: `SIMMER_TASK`, which its supervisor sets.
  public static var task: TaskID? { Environment["SIMMER_TASK"].flatMap { TaskID($0) } }

  /// The key that moves a task to the background and detaches, in caret notation: `SIMMER_KEY`, else `^B`.
  public static var key: String { Environment["SIMMER_KEY"] ?? "^B" }

  /// What the plugin knows of its shell, for `simmer doctor`: `SIMMER_SHELL_FACTS`, `key=value` lines.
  public static var shellFacts: [String: String]? {
    guard let text = Environment["SIMMER_SHELL_FACTS"] else { return nil }
    var facts: [String: String] = [:]
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      facts[String(line[..<equals])] = String(line[line.index(after: equals)...])
    }
    return facts
  }

  /// Whether colours are wanted at all: `NO_COLOR` unset or empty (no-color.org), `TERM` not `dumb`.
  public static var allowsColor: Bool {
    (Environment["NO_COLOR"] ?? "").isEmpty && Environment["TERM"] != "dumb"
  }

  /// The directory as the user named it, links kept: `PWD`, when it is true.
  static var logicalDirectory: FilePath? { absolute("PWD") }

  /// What is searched for programs: `PATH`.
  static var searchPath: [FilePath] {
    (Environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(
      separator: ":", omittingEmptySubsequences: false
    )
    .map { FilePath($0.isEmpty ? "." : String($0)) }
  }

  /// Minutes after which a task is stopped unless it is told otherwise.
  public static let timeoutMinutes = 120.0
  /// Minutes after which the reaper stops a task that has no longer timeout.
  public static let reapMinutes = 180.0
  /// Seconds after which a line that started in the foreground moves to the background: `SIMMER_THRESHOLD`, else 30; 0 is
  /// never.
  public static var thresholdSeconds: Double {
    Environment["SIMMER_THRESHOLD"].flatMap { Double($0) }.flatMap { $0 >= 0 && $0.isFinite ? $0 : nil } ?? 30
  }
  /// How many finished tasks are kept, and for how long (days).
  public static let keptTasks = 200
  public static let keptDays = 7
  /// Seconds between asking a task to end and killing it.
  public static let graceSeconds = 5.0

  private static func absolute(_ name: String) -> FilePath? {
    guard let value = Environment[name], value.hasPrefix("/") else { return nil }
    return FilePath(value)
  }
}
