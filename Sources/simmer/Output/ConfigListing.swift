// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SimmerKit
import SystemPackage

/// The configuration as it is printed: TOML for people, fields for programs.
struct ConfigListing: Encodable {
  struct Setting: Encodable {
    let key, value, source: String
  }

  struct Rule: Encodable {
    let verdict, pattern, source: String
  }

  /// `[tasks."npm run dev"]`
  struct TaskTable: Encodable {
    let pattern, source: String
    let settings: [Entry]

    struct Entry: Encodable {
      let key, value: String
    }

    init(_ table: TaskSettings) {
      (pattern, source) = (table.pattern, "\(table.file):\(table.line)")
      settings = table.values.map { Entry(key: $0.key, value: $0.value) }
    }
  }

  struct Project: Encodable {
    let path, state: String
  }

  let file: String?
  let project: Project?
  let settings: [Setting]
  /// In the order in which they are looked at.
  let rules: [Rule]
  /// The first that matches a task holds.
  let tasks: [TaskTable]
  let problems: [String]

  init(_ config: Config) {
    file = config.file?.string
    project = config.project.map { Project(path: $0.path.string, state: $0.state.words) }
    settings = ConfigKey.all.filter { $0.kind != .patterns }.map { key in
      let (value, place) = config.value(of: key)
      return Setting(key: key.name, value: TOMLText.text(value), source: place.map(Self.text) ?? "default")
    }
    func rules(_ rules: [UserRule], called name: (UserRule) -> String) -> [Rule] {
      rules.map { Rule(verdict: name($0), pattern: $0.pattern, source: "\($0.file):\($0.line)") }
    }
    self.rules =
      rules(config.rules) { $0.verdict.rawValue } + rules(config.agents) { _ in ConfigKey.agents.name }
    tasks = config.tasks.map(TaskTable.init)
    problems = config.problems.map(\.description)
  }

  private static func text(_ place: Config.Place) -> String { "\(place.file):\(place.line)" }

  var toml: String {
    var text = file.map { "# yours: \(Harmless.text($0))\n" } ?? ""
    if let project { text += "# project: \(Harmless.text(project.path)): \(project.state)\n" }
    for key in ConfigKey.all {
      text += "\n# \(key.meaning)\n"
      if let setting = settings.first(where: { $0.key == key.name }) {
        text += "\(key.name) = \(setting.value)  # \(Harmless.text(setting.source))\n"
      } else {
        let list = rules.filter { $0.verdict == key.name }
        text += "\(key.name) = [" + (list.isEmpty ? "]  # default\n" : "\n")
        for rule in list { text += "  \(TOMLText.quoted(rule.pattern)),  # \(Harmless.text(rule.source))\n" }
        if !list.isEmpty { text += "]\n" }
      }
    }
    if !tasks.isEmpty { text += "\n# what holds for the tasks that run a command; the first that matches\n" }
    for table in tasks {
      text += "[tasks.\(TOMLText.quoted(table.pattern))]  # \(Harmless.text(table.source))\n"
      for entry in table.settings { text += "\(entry.key) = \(entry.value)\n" }
    }
    return text
  }
}

extension ProjectRules.State {
  /// For people; what to do about it goes with it.
  var words: String {
    switch self {
    case .allowed: "allowed"
    case .changed: "changed since it was allowed, not used; see it, then: simmer allow"
    case .unknown: "not allowed, not used; see it, then: simmer allow"
    }
  }
}
