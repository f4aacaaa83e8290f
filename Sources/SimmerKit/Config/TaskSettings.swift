// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
public import SystemPackage
import TOMLKit

/// What the configuration says of the tasks that run a command: the table `[tasks."npm run dev"]`.
public struct TaskSettings: Equatable, Sendable {
  /// Written as a rule is: words, or `/regular expression/`.
  public let pattern: String
  public let file: FilePath
  public let line: Int
  public internal(set) var limits = ResourceLimits()
  public internal(set) var nice: Int?
  public internal(set) var alerts: [String] = []
  /// Milliseconds; 0 is never.
  public internal(set) var timeout: Int?
  public internal(set) var idleTimeout: Int?

  /// The table that holds them.
  static let table = "tasks"
  static let keys = ["memory", "cpu", "nice", "alert", "timeout", "idle_timeout"]

  /// What it says, as TOML writes it, in the order of the keys.
  public var values: [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    if let memory = limits.memory { found.append(("memory", TOMLText.quoted(ByteCount.exactText(memory)))) }
    if let cpu = limits.cpu { found.append(("cpu", "\(cpu)")) }
    if let nice { found.append(("nice", "\(nice)")) }
    if !alerts.isEmpty { found.append(("alert", TOMLText.text(.expressions(alerts)))) }
    if let timeout { found.append(("timeout", TOMLText.text(.span(timeout)))) }
    if let idleTimeout { found.append(("idle_timeout", TOMLText.text(.span(idleTimeout)))) }
    return found
  }

  /// Sets what the launch of a task left open.
  func complete(_ facts: inout LaunchFacts) {
    facts.limits.memory = facts.limits.memory ?? limits.memory
    facts.limits.cpu = facts.limits.cpu ?? limits.cpu
    if facts.nice == 0, let nice { facts.nice = nice }
    if facts.alerts.isEmpty { facts.alerts = alerts }
    if facts.idleTimeout == 0, let idleTimeout { facts.idleTimeout = Double(idleTimeout) / 60_000 }
    if facts.timeout == Settings.timeoutMinutes, let timeout { facts.timeout = Double(timeout) / 60_000 }
  }

  /// Whether one of the commands of a line is meant.
  func matches(_ line: String, in shell: Shell) -> Bool {
    let rule = UserRule(ConfigText.Pattern(key: .foreground, text: pattern, line: self.line), in: file).custom
    let found = Found()
    var rules = Rules.builtIn
    // Asked for each command, behind its prefixes; it decides nothing.
    rules.custom = [
      Rules.Custom(.foreground, source: "") { text in
        if rule.matches(text) { found.isTrue = true }
        return false
      }
    ]
    _ = Decider(rules: rules).decide(line, shell: shell)
    return found.isTrue
  }

  /// Simmer has one thread.
  private final class Found: @unchecked Sendable { var isTrue = false }

  /// What the user's configuration says of `line`; nil is nothing. Of several the first.
  static func ofTask(_ line: [UInt8], in shell: FilePath) -> TaskSettings? {
    guard Config.mentions(anyOf: ["[tasks", "[ tasks", "tasks."]) else { return nil }
    let text = String(decoding: line, as: UTF8.self)
    let shell: Shell = shell.lastComponent?.string == "zsh" ? .zsh : .bash
    return Config.user.tasks.first { $0.matches(text, in: shell) }
  }
}

extension TaskSettings {
  /// Puts a value in its place; returns what is wrong with it instead.
  mutating func set(_ name: String, to value: any TOMLValueConvertible) -> String? {
    switch name {
    case "memory":
      guard let bytes = value.string.flatMap(ByteCount.bytes), bytes >= 1 << 20 else {
        return "wants a size such as \"2G\", not \(ConfigText.word(value))"
      }
      limits.memory = bytes
    case "cpu":
      guard let cpu = value.double ?? value.int.map(Double.init), (0.01...10_000).contains(cpu) else {
        return "wants a number of processors, not \(ConfigText.word(value))"
      }
      self.limits.cpu = cpu
    case "nice":
      guard let nice = value.int, (0...19).contains(nice) else {
        return "wants 0 to 19, not \(ConfigText.word(value))"
      }
      self.nice = nice
    case "alert":
      let texts = value.string.map { [$0] } ?? value.array.map { list in list.compactMap(\.string) } ?? []
      guard !texts.isEmpty, texts.count <= 20,
        texts.allSatisfy({ !$0.isEmpty && !$0.contains(where: \.isNewline) })
      else { return "wants a regular expression, or a list of them, not \(ConfigText.word(value))" }
      for text in texts {
        do throws(PerlRegex.Invalid) { _ = try PerlRegex(text, isForMany: false) } catch {
          return
            "\(Harmless.text(text)) is no regular expression: \(error.message), at its character \(error.offset)"
        }
      }
      alerts = texts
    case "timeout", "idle_timeout":
      guard let span = ConfigText.span(value, .minutes), (0...365 * 86_400_000).contains(span) else {
        return "wants a number of minutes, or a text like \"1h 30m\", not \(ConfigText.word(value))"
      }
      if name == "timeout" { timeout = span } else { idleTimeout = span }
    default:
      let near = NearestWord.of(name, among: Self.keys).map { "did you mean \($0)?" }
      return "there is no such key; " + (near ?? "the keys are " + Self.keys.joined(separator: ", "))
    }
    return nil
  }
}
