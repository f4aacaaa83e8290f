// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents

/// What the argument parser knows of the command line. Help, completions and manual are all made of it, so that none of
/// them can say what another does not.
struct CommandTree: Decodable {
  let command: Verb

  /// The tree of this program.
  static func own() throws -> CommandTree { try JSON.value(CommandTree.self, of: Simmer._dumpHelp()) }

  /// The verbs that a person may use, in the order of the help.
  var verbs: [Verb] { (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }

  /// Every name that may stand behind `simmer`: verbs, their other names, and those of the plugin.
  var names: [String] { verbs.flatMap(\.names) + Self.shellVerbs.map(\.name) + ["help"] }

  /// What only the plugin can do, inside a shell.
  static let shellVerbs = [
    (name: "on", abstract: "Switch simmer on in this shell."),
    (name: "off", abstract: "Switch simmer off in this shell: lines are left alone."),
  ]

  struct Verb: Decodable {
    let commandName: String
    let aliases: [String]?
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let arguments: [Word]?
    let subcommands: [Verb]?

    var names: [String] { [commandName] + (aliases ?? []) }
    var inner: [Verb] { (subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" } }
    /// `--version` belongs to the program, not to each of its verbs.
    var options: [Word] {
      (arguments ?? []).filter { $0.kind != .positional && $0.shouldDisplay && $0.valueName != "version" }
    }
    var places: [Word] { (arguments ?? []).filter { $0.kind == .positional && $0.shouldDisplay } }

    /// The text behind the abstract, without its examples.
    var prose: [String] { lines.filter { Self.example(in: $0) == nil } }
    /// Command lines that show the use.
    var examples: [String] { lines.compactMap(Self.example) }

    private var lines: [String] {
      (discussion ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    private static func example(in line: String) -> String? {
      let mark = "Example: "
      return line.hasPrefix(mark) ? String(line.dropFirst(mark.count)) : nil
    }
  }

  /// An option, a flag or a positional argument.
  struct Word: Decodable {
    enum Kind: String, Decodable { case positional, option, flag }
    struct Name: Decodable {
      let kind: String
      let name: String
      /// As it is typed.
      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    let kind: Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let isOptional: Bool
    let isRepeating: Bool
    let parsingStrategy: String?
    let sectionTitle: String?
    let shouldDisplay: Bool
    let allValues: [String]?
    let completionKind: Completion?

    var spellings: [String] { (names ?? []).map(\.text) }
    /// Stands behind `--`.
    var isBehindTerminator: Bool { parsingStrategy == "postTerminator" }
    var summary: String { (abstract ?? "").split(separator: "\n").joined(separator: " ") }

    /// What its value may be.
    var value: Value {
      if kind == .flag { return .nothing }
      if isBehindTerminator { return .command }
      switch completionKind {
      case .list(let words): return .words(words)
      case .directory: return .directory
      case .file: return .file
      case .named(let name): return Value(named: name)
      case nil: break
      }
      if let allValues { return .words(allValues) }
      return valueName == "task" || valueName == "tasks" ? .tasks : .anything
    }
  }

  /// What can be completed.
  enum Value: Equatable {
    case nothing, anything, tasks, running, directory, file, program, command
    case words([String])

    init(named name: String) {
      switch name {
      case "running": self = .running
      case "tasks": self = .tasks
      case "program": self = .program
      default: self = .anything
      }
    }
  }

  enum Completion: Decodable {
    case list([String]), file, directory, named(String)

    private enum Key: CodingKey { case list, file, directory, shellCommand, custom }
    private struct List: Decodable { let values: [String] }
    private struct ShellCommand: Decodable { let command: String }

    init(from decoder: any Decoder) throws {
      let kinds = try decoder.container(keyedBy: Key.self)
      if let list = try kinds.decodeIfPresent(List.self, forKey: .list) {
        self = .list(list.values)
      } else if kinds.contains(.file) {
        self = .file
      } else if kinds.contains(.directory) {
        self = .directory
      } else {
        self = .named(try kinds.decodeIfPresent(ShellCommand.self, forKey: .shellCommand)?.command ?? "")
      }
    }
  }
}

extension CompletionKind {
  // The argument parser has no kinds of ours; these carry their names through it, to `CommandTree.Value`.

  /// A task that runs.
  static let runningTask = shellCommand("running")
  /// A task, running or not.
  static let task = shellCommand("tasks")
  /// A program.
  static let program = shellCommand("program")
}
