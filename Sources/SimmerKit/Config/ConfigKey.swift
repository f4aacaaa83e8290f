// SPDX-License-Identifier: GPL-3.0-or-later

/// What a key of the configuration can hold.
public enum ConfigValue: Equatable, Sendable {
  case flag(Bool)
  /// Rules as they are written: word patterns and `/regular expressions/`.
  case patterns([String])
  /// Milliseconds.
  case span(Int)
  /// Bytes.
  case size(Int)
  case count(Int)
  /// One of a few words.
  case word(String)
  case expressions([String])
  /// One text for each of the badge's numbers.
  case parts([String])
  case presets([Preset])
  /// A line for the shell; empty is none.
  case line(String)
}

/// The keys of the configuration: what is read, printed, suggested and documented comes from this table alone.
public struct ConfigKey: Equatable, Sendable {
  /// The type of a key's value, with its bounds.
  public enum Kind: Equatable, Sendable {
    case flag
    case patterns
    /// A number of `unit`s, or a text such as "1h 30m"; bounds in milliseconds.
    case span(unit: TimeSpan.Unit, bounds: ClosedRange<Int>)
    case count(ClosedRange<Int>)
    /// A number of MiB, or a text such as "512 KiB" or "2 GiB"; bounds in bytes, and 0 is no bound.
    case size(ClosedRange<Int>)
    case choice([String])
    /// A list of Perl regular expressions.
    case expressions
    /// A list of one text for each number of the badge: `running`, `ready`, `waiting`, `failed`.
    case parts(BadgeStyle.Part)
    /// Tables by name, each with `commands` and `noise`.
    case presets
    case line
  }

  public let name: String
  public let kind: Kind
  /// What holds when nobody says anything.
  public let fallback: ConfigValue
  /// In a few words, for a comment beside it.
  public let meaning: String
  /// Whether the file of a project may say it.
  public let isForProjects: Bool

  public static let enabled = ConfigKey(
    "enabled", .flag, .flag(true), "whether lines are moved to the background at all")
  public static let foreground = ConfigKey(
    "foreground", .patterns, .patterns([]), "commands that stay in the terminal; looked at first",
    isForProjects: true)
  public static let adaptive = ConfigKey(
    "adaptive", .patterns, .patterns([]), "commands that move to the background when they take long",
    isForProjects: true)
  public static let background = ConfigKey(
    "background", .patterns, .patterns([]), "commands that go to the background at once", isForProjects: true)
  public static let agents = ConfigKey(
    "agents", .patterns, .patterns([]),
    "commands of coding agents that simmer's hooks move into tasks; an agent's permission rules then see simmer run, not them"
  )
  public static let threshold = ConfigKey(
    "threshold", .span(unit: .seconds, bounds: 1000...day), .span(30_000),
    "how long an adaptive command has the terminal", isForProjects: true)
  public static let learn = ConfigKey(
    "learn", .choice(["off", "suggest", "auto"]), .word("suggest"),
    "what to do with how long an adaptive command took before: leave what is short alone, and of what is long say so or move it at once"
  )
  public static let timeout = ConfigKey(
    "timeout", .span(unit: .minutes, bounds: 0...365 * day), .span(120 * 60_000),
    "when a task is stopped; 0 is never")
  public static let grace = ConfigKey(
    "grace", .span(unit: .seconds, bounds: 0...3_600_000), .span(5000),
    "from asking a task to end until it is killed")
  public static let maxAge = ConfigKey(
    "max_age", .span(unit: .minutes, bounds: 60_000...365 * day), .span(180 * 60_000),
    "when an opening shell stops a task that has no longer timeout")
  public static let keepTasks = ConfigKey(
    "keep_tasks", .count(0...100_000), .count(200), "how many finished tasks are kept")
  public static let keepDays = ConfigKey(
    "keep_days", .count(0...3650), .count(7), "for how many days")
  public static let color = ConfigKey(
    "color", .choice(["auto", "always", "never"]), .word("auto"),
    "colours of simmer's own: on a terminal, everywhere, nowhere; NO_COLOR goes before it")
  public static let badgeSigns = ConfigKey(
    "badge_signs", .parts(.sign), .parts(BadgeStyle.standard.signs),
    "what stands before the numbers of the badge: of those that run, are ready, need input, and have failed")
  public static let badgeColors = ConfigKey(
    "badge_colors", .parts(.color), .parts(BadgeStyle.standard.colors.map { $0?.rawValue ?? "" }),
    "the colours of these four: black, red, green, yellow, blue, magenta, cyan, white, or none")
  public static let consoleHistory = ConfigKey(
    "console_history", .count(0...100_000), .count(1000), "how many lines the console remembers")

  public static let maxTasks = ConfigKey(
    "max_tasks", .count(0...100_000), .count(0), "how many tasks may run at a time; 0 is any number")
  public static let logBudget = ConfigKey(
    "log_budget", .size(LogBudget.least...1 << 40), .size(64 << 20),
    "how much is kept of what a task writes to a stream: its head and its tail; 0 is all")
  public static let storeBudget = ConfigKey(
    "store_budget", .size(1 << 20...1 << 50), .size(2 << 30),
    "how much the records of all tasks may take; of the finished ones the oldest go first; 0 is whatever they take"
  )

  public static let redact = ConfigKey(
    "redact", .expressions, .expressions([]),
    "Perl regular expressions: what they match is taken out of what --redact and agents are shown, beside common secrets"
  )
  public static let presets = ConfigKey(
    "presets", .presets, .presets([]),
    "[presets.NAME] with commands and noise, two Perl regular expressions: for which commands, and which lines of their output are left out"
  )
  public static let notify = ConfigKey(
    "notify", .choice(["off", "bell", "terminal", "desktop", "all"]), .word("off"),
    "how news come besides the prompt: a bell or a message of the terminal with it, a message on the desktop")
  public static let notifyAfter = ConfigKey(
    "notify_after", .span(unit: .seconds, bounds: 0...day), .span(30_000),
    "the end of a task is such news, and for on_finish and on_fail, when it took so long")
  public static let onFinish = ConfigKey(
    "on_finish", .line, .line(""), "a line for sh when a task has ended; facts in SIMMER_…, JSON on its input"
  )
  public static let onFail = ConfigKey("on_fail", .line, .line(""), "the same when it has failed")
  public static let onReady = ConfigKey("on_ready", .line, .line(""), "the same when it is ready")
  public static let onWaiting = ConfigKey("on_waiting", .line, .line(""), "the same when it waits for input")

  /// Those without which nobody but a shell is told of anything.
  static let outreach = [notify, onFinish, onFail, onReady, onWaiting]

  /// In the order in which they are printed; rules in the order in which they are looked at.
  public static let all = [
    enabled, foreground, adaptive, background, agents, threshold, learn, timeout, grace, maxAge, maxTasks,
    keepTasks, keepDays, logBudget, storeBudget, redact, presets, notify, notifyAfter, onFinish, onFail,
    onReady, onWaiting, color, badgeSigns, badgeColors, consoleHistory,
  ]

  private static let day = 86_400_000

  private init(
    _ name: String, _ kind: Kind, _ fallback: ConfigValue, _ meaning: String, isForProjects: Bool = false
  ) {
    (self.name, self.kind, self.fallback, self.meaning) = (name, kind, fallback, meaning)
    self.isForProjects = isForProjects
  }
}
