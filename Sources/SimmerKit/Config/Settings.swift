// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// What the environment says: every variable that simmer reads has one line here. Below it the configuration's numbers.
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

  /// The home of the user: `HOME`.
  static var homeDirectory: String? { absolute("HOME")?.string }

  /// The shell that runs a line when nobody names one: `SHELL`, else `/bin/sh`.
  public static var shell: FilePath { absolute("SHELL") ?? "/bin/sh" }

  /// The interactive shell that this command was typed in, as the plugin tells: `SIMMER_SESSION`.
  public static var session: Session? { Environment["SIMMER_SESSION"].flatMap(Session.init) }

  /// Makes `session` the one of all that this process starts: a console stands in for a shell.
  public static func stand(for session: Session) {
    Environment.set("SIMMER_SESSION", to: session.description)
  }

  /// What shows long text, as a shell line: `PAGER`, else `less`.
  public static var pager: String {
    if let pager = Environment["PAGER"], !pager.isEmpty { return pager }
    return "less"
  }

  /// Whether the terminal does more than print: `TERM` is set, and not `dumb`.
  public static var canMoveCursor: Bool { !["", "dumb"].contains(Environment["TERM"] ?? "") }

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

  /// What `~` stands for: `HOME`.
  static var userHome: FilePath? { absolute("HOME") }

  /// What is searched for programs: `PATH`.
  static var searchPath: [FilePath] {
    (Environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(
      separator: ":", omittingEmptySubsequences: false
    )
    .map { FilePath($0.isEmpty ? "." : String($0)) }
  }

  /// Where the user's configuration lies: `${XDG_CONFIG_HOME:-~/.config}/simmer/config.toml`.
  public static var configFile: FilePath? {
    let base = absolute("XDG_CONFIG_HOME") ?? userHome?.appending(".config")
    return base?.appending("simmer/config.toml")
  }

  /// Minutes after which a task is stopped unless it is told otherwise.
  public static var timeoutMinutes: Double {
    if case .span(let span) = ConfigKey.timeout.fallback, !Config.mentions(.timeout) {
      return Double(span) / 60_000
    }
    return Double(Config.user.span(.timeout)) / 60_000
  }
  /// How many tasks may run at a time; nil where the configuration does not say.
  static var mostTasks: Int? { Config.mentions(.maxTasks) ? Config.user.count(.maxTasks) : nil }
  /// Minutes after which the reaper stops a task that has no longer timeout.
  public static var reapMinutes: Double { Double(Config.user.span(.maxAge)) / 60_000 }
  /// Seconds that an adaptive command has the terminal.
  public static var thresholdSeconds: Double { Double(Config.judging().threshold) / 1000 }
  /// How many finished tasks are kept, and for how long (days).
  public static var keptTasks: Int { Config.user.count(.keepTasks) }
  public static var keptDays: Int { Config.user.count(.keepDays) }
  /// How many bytes of each log are kept; nil is all.
  static var logBudget: Int? {
    if case .size(let size) = ConfigKey.logBudget.fallback, !Config.mentions(.logBudget) { return size }
    return Config.user.size(.logBudget)
  }
  /// How many bytes the records of finished tasks may take; nil is any number.
  static var storeBudget: Int? { Config.user.size(.storeBudget) }
  /// How many lines the console remembers.
  public static var consoleHistory: Int { Config.user.count(.consoleHistory) }
  /// Seconds between asking a task to end and killing it.
  public static var graceSeconds: Double { Double(Config.user.span(.grace)) / 1000 }

  private static func absolute(_ name: String) -> FilePath? {
    guard let value = Environment[name], value.hasPrefix("/") else { return nil }
    return FilePath(value)
  }
}
