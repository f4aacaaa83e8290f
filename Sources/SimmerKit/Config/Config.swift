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
  /// The user's rules for commands of agents, which all say `background`.
  public private(set) var agents: [UserRule] = []
  public private(set) var problems: [ConfigProblem] = []
  private var settings: [(key: ConfigKey, value: ConfigValue, place: Place)] = []

  /// The user's file, read when it is first needed; one that is not there costs a system call.
  public static let user = Config(file: Settings.configFile)

  /// Whether the user's file can say anything of a key, found without parsing it: what that takes in memory (50 KiB)
  /// would stay with the supervisor of a task that is started.
  static func mentions(_ key: ConfigKey) -> Bool {
    guard let bytes = try? Settings.configFile?.fileContents(limit: ConfigText.maximumSize) else {
      return false
    }
    let name = Array(key.name.utf8)
    return bytes.indices.contains { place in
      // A key in quotes can have its letters escaped.
      bytes[place] == name[0] && bytes[place...].starts(with: name)
        || bytes[place] == UInt8(ascii: "\\")
          && bytes[place...].dropFirst().first.map { $0 | 0x20 } == UInt8(ascii: "u")
    }
  }

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

  /// The bytes of a key that holds a size; nil is no limit.
  func size(_ key: ConfigKey) -> Int? {
    if case .size(let size) = value(of: key).value, size > 0 { size } else { nil }
  }

  func count(_ key: ConfigKey) -> Int {
    if case .count(let count) = value(of: key).value { count } else { 0 }
  }
}
