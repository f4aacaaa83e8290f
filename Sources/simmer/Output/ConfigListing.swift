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

  struct Project: Encodable {
    let path, state: String
  }

  let file: String?
  let project: Project?
  let settings: [Setting]
  /// In the order in which they are looked at.
  let rules: [Rule]
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
