// SPDX-License-Identifier: GPL-3.0-or-later

public import ShellSyntax
public import SystemPackage

// Who is heard, first match wins: the allowed file of the project, then the user's file, then what is built in. Within a
// file `foreground` comes before `adaptive` before `background`: of two rules that match, the one that takes less.

/// What the configuration says, and where it says so.
public struct Config: Sendable {
  /// Where a value was read.
  public struct Place: Equatable, Sendable {
    public let file: FilePath
    public let line: Int
  }

  /// The user's file, whether it is there or not; nil when the environment names no place for it.
  public let file: FilePath?
  /// The file of the project, if there is one.
  public private(set) var project: ProjectRules?
  /// The user's rules, first match wins.
  public private(set) var rules: [UserRule] = []
  /// What it says of the tasks that run some command, first match wins.
  public private(set) var tasks: [TaskSettings] = []
  /// The user's rules for commands of agents, which all say `background`.
  public private(set) var agents: [UserRule] = []
  public private(set) var problems: [ConfigProblem] = []
  private var settings: [(key: ConfigKey, value: ConfigValue, place: Place)] = []

  /// The user's file, read when it is first needed; one that is not there costs a system call.
  public static let user = Config(file: Settings.configFile)

  /// Whether the user's file can say anything of a key, found without parsing it: what that takes in memory (50 KiB)
  /// would stay with the supervisor of a task that is started.
  static func mentions(_ key: ConfigKey) -> Bool { mentions([key]) }

  /// The same of any of `keys`.
  static func mentions(_ keys: [ConfigKey]) -> Bool { mentions(anyOf: keys.map(\.name)) }

  static func mentions(anyOf names: [String]) -> Bool {
    guard let bytes = text else { return false }
    let names = names.map { Array($0.utf8) }
    return bytes.indices.contains { place in
      // A key in quotes can have its letters escaped.
      names.contains { bytes[place] == $0[0] && bytes[place...].starts(with: $0) }
        || bytes[place] == UInt8(ascii: "\\")
          && bytes[place...].dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "u")
    }
  }

  /// The user's file as it is, read once.
  private static let text = try? Settings.configFile?.fileContents(limit: ConfigText.maximumSize)

  /// - Parameter file: The user's file.
  init(file: FilePath?) {
    self.file = file
    guard let file else { return }
    do throws(Errno) {
      add(ConfigText(try file.fileContents(limit: ConfigText.maximumSize), file: file))
    } catch {
      guard error != .noSuchFileOrDirectory, error != .notDirectory else { return }
      problems.append(ConfigProblem(file: file, line: 1, key: nil, reason: "cannot be read: \(error)"))
    }
  }

  /// What holds in `directory`: the user's file, and the project's if it is allowed.
  public static func effective(in directory: FilePath) -> Config {
    var config = user
    guard let allowed = try? AllowedFiles() else { return config }
    config.project = ProjectRules.nearest(to: directory, allowed)
    if let project = config.project, project.state == .allowed { config.add(project.text) }
    return config
  }

  /// What a hot verb asks: as `effective(in:)`, but without a look at projects as long as none was allowed.
  public static func judging() -> Config {
    guard let allowed = try? AllowedFiles(), !allowed.isEmpty,
      let directory = try? Access.currentDirectory()
    else { return user }
    return effective(in: directory)
  }

  /// Puts what a file says in front of what is known so far.
  private mutating func add(_ text: ConfigText) {
    agents = text.patterns.filter { $0.key == .agents }.map { UserRule($0, in: text.file) } + agents
    let found = text.patterns.filter { $0.key != .agents }.map { UserRule($0, in: text.file) }
    rules =
      [.foreground, .adaptive, .background].flatMap { verdict in found.filter { $0.verdict == verdict } }
      + rules
    settings =
      text.settings.map { ($0.key, $0.value, Place(file: text.file, line: $0.line)) } + settings
    tasks = text.tasks + tasks
    problems += text.problems
  }

  /// What holds for a key that is no list, and where it was said; nil stands for the default.
  public func value(of key: ConfigKey) -> (value: ConfigValue, place: Place?) {
    for setting in settings where setting.key.name == key.name { return (setting.value, setting.place) }
    return (key.fallback, nil)
  }

  /// The built-in rules with the user's in front.
  public var judgingRules: Rules {
    var judging = Rules.builtIn
    judging.custom = rules.map(\.custom)
    return judging
  }

  /// The rules for commands of agents in the form that judges lines.
  public var agentRules: [Rules.Custom] { agents.map(\.custom) }

  public var isEnabled: Bool {
    if case .flag(let flag) = value(of: .enabled).value { flag } else { true }
  }

  /// Milliseconds for which an adaptive command has the terminal.
  public var threshold: Int { span(.threshold) }

  /// Milliseconds from which on the end of a task is news for somebody who looks elsewhere.
  public var notifyAfter: Int { span(.notifyAfter) }

  /// How the terminal of the prompt is told of news; nil is not at all.
  public var messageKind: TerminalMessage.Kind? {
    switch value(of: .notify).value {
    case .word("bell"): .bell
    case .word("terminal"), .word("all"): .ofThisTerminal
    default: nil
    }
  }

  public var showsOnDesktop: Bool { [.word("desktop"), .word("all")].contains(value(of: .notify).value) }

  /// The line for the shell that `key` holds; nil is none.
  public func line(_ key: ConfigKey) -> String? {
    if case .line(let line) = value(of: key).value, !line.isEmpty { line } else { nil }
  }

  /// What the prompt does with news besides showing them, found without parsing a file that does not say it.
  public static var ofNotices: Config? { mentions(.notify) ? user : nil }

  /// Where colours are shown, where they can be.
  public enum Coloring: String, Sendable { case auto, always, never }

  public var coloring: Coloring {
    if case .word(let word) = value(of: .color).value { Coloring(rawValue: word) ?? .auto } else { .auto }
  }

  public var badge: BadgeStyle {
    var style = BadgeStyle.standard
    if case .parts(let signs) = value(of: .badgeSigns).value { style.signs = signs }
    if case .parts(let colors) = value(of: .badgeColors).value {
      style.colors = colors.map { BadgeStyle.Color(rawValue: $0) }
    }
    return style
  }

  /// What to do with how long commands took before.
  public enum Learning: String, Sendable { case off, suggest, auto }

  public var learning: Learning {
    if case .word(let word) = value(of: .learn).value {
      Learning(rawValue: word) ?? .suggest
    } else {
      .suggest
    }
  }

  /// The milliseconds of a key that holds a span.
  func span(_ key: ConfigKey) -> Int {
    if case .span(let span) = value(of: key).value { span } else { 0 }
  }

  /// The user's presets, which come before the built-in ones.
  public var presets: [Preset] {
    if case .presets(let presets) = value(of: .presets).value { presets } else { [] }
  }

  /// What is taken out of what is shown, beside common secrets.
  public var redactions: [String] {
    if case .expressions(let texts) = value(of: .redact).value { texts } else { [] }
  }

  /// The bytes of a key that holds a size; nil is no limit.
  func size(_ key: ConfigKey) -> Int? {
    if case .size(let size) = value(of: key).value, size > 0 { size } else { nil }
  }

  func count(_ key: ConfigKey) -> Int {
    if case .count(let count) = value(of: key).value { count } else { 0 }
  }
}
