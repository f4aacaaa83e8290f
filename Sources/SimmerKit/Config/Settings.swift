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

  /// Where the store lies, unless that is where everybody looks who knows nothing but `HOME`.
  public static func unusualHome() throws(SimmerError) -> FilePath? {
    let home = try home()
    return home == userHome?.appending(".local/state/simmer") ? nil : home
  }

  /// The home of the user: `HOME`.
  public static var homeDirectory: String? { absolute("HOME")?.string }

  /// The shell that runs a line when nobody names one: `SHELL`, else `/bin/sh`.
  public static var shell: FilePath { absolute("SHELL") ?? "/bin/sh" }

  /// The interactive shell that this command was typed in, as the plugin tells: `SIMMER_SESSION`.
  public static var session: Session? { Environment["SIMMER_SESSION"].flatMap(Session.init) }

  /// The agent that this process acts for, as its environment tells; nil for people.
  ///
  /// `SIMMER_AGENT` (`name` or `name:thread`), else what the hosts set. Amp sets `CLAUDECODE` as well, so it is asked
  /// first.
  public static var agent: AgentThread? {
    if let named = Environment["SIMMER_AGENT"].flatMap({ AgentThread($0) }) { return named }
    if let thread = Environment["AMP_THREAD_ID"] { return AgentThread("amp", thread: thread) }
    if Environment["AGENT"] == "amp" { return AgentThread("amp", thread: Environment["AGENT_THREAD_ID"]) }
    if let session = Environment["CLAUDE_CODE_SESSION_ID"] {
      return AgentThread("claude-code", thread: session)
    }
    if Environment["CLAUDECODE"] != nil { return AgentThread("claude-code") }
    if let thread = Environment["CODEX_THREAD_ID"] { return AgentThread("codex", thread: thread) }
    if Environment["CODEX_SANDBOX"] != nil { return AgentThread("codex") }
    if Environment["GEMINI_CLI"] != nil { return AgentThread("gemini") }
    if Environment["CURSOR_AGENT"] != nil { return AgentThread("cursor") }
    if Environment["OPENCODE"] != nil { return AgentThread("opencode") }
    return nil
  }

  /// What an Amp toolbox file is asked for: `TOOLBOX_ACTION`, `describe` or `execute`.
  public static var toolboxAction: String? { Environment["TOOLBOX_ACTION"] }

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

  /// Why the plugin left an interactive shell alone, for `simmer doctor`: `SIMMER_UNFIT`, set where it did.
  public static var unfit: String? { Environment["SIMMER_UNFIT"] }

  /// The files that a shell may have its line of simmer in: those of `SHELL`, as the user has them.
  public static var startUpFiles: [FilePath] {
    guard let home = userHome else { return [] }
    guard shell.lastComponent?.string != "zsh" else {
      let directory = absolute("ZDOTDIR") ?? home
      return [".zshenv", ".zprofile", ".zshrc", ".zlogin"].map { directory.appending($0) }
    }
    return [".bashrc", ".bash_profile", ".bash_login", ".profile"].map { home.appending($0) }
  }

  /// Where colours are wanted: what the configuration says, unless `NO_COLOR` is set and not empty (no-color.org), or
  /// `TERM` is `dumb`.
  public static var coloring: Config.Coloring {
    guard (Environment["NO_COLOR"] ?? "").isEmpty, Environment["TERM"] != "dumb" else { return .never }
    return Config.mentions(.color) ? Config.user.coloring : .auto
  }

  /// Gives help the least width that the argument parser can do with: in a terminal of 26 columns it would end the process.
  public static func leaveRoomForHelp() {
    let width = Environment["COLUMNS"].flatMap { Int($0) } ?? TerminalSize.current.map { Int($0.columns) } ?? 80
    if width < 40 { Environment.set("COLUMNS", to: "40") }
  }

  /// What the terminal says of itself, and what is between it and this process: `TERM_PROGRAM`, `TMUX` and the like.
  static func terminalFacts(_ name: String) -> String? {
    Environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where this process runs, as the user named it; nil when that is gone.
  public static var directory: FilePath? { LaunchRequest.namedDirectory }

  /// The directory as the user named it, links kept: `PWD`, when it is true.
  static var logicalDirectory: FilePath? { absolute("PWD") }

  /// How many shells there are above: `SHLVL`.
  static var shellLevel: Int? { Environment["SHLVL"].flatMap { Int($0) } }

  /// What `~` stands for: `HOME`.
  public static var userHome: FilePath? { absolute("HOME") }

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
  /// The presets of the user, and what else the user calls a secret. Most files say nothing of them, and are not parsed.
  static var presets: [Preset] { Config.mentions(.presets) ? Config.user.presets : [] }
  static var redactions: [String] { Config.mentions(.redact) ? Config.user.redactions : [] }
  /// How many lines the console remembers.
  public static var consoleHistory: Int { Config.user.count(.consoleHistory) }
  /// Seconds between asking a task to end and killing it.
  public static var graceSeconds: Double { Double(Config.user.span(.grace)) / 1000 }

  private static func absolute(_ name: String) -> FilePath? {
    guard let value = Environment[name], value.hasPrefix("/") else { return nil }
    return FilePath(value)
  }
}
