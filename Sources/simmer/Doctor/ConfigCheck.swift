// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Whether the configuration can be used, all of it.
enum ConfigCheck {
  static func findings() -> [Finding] {
    guard let directory = try? ThisProcess.directory() else { return [] }
    let config = Config.effective(in: directory)
    var findings = config.problems.map {
      Finding(.broken, "configuration", $0.description, advice: "the rest is used; simmer config shows all")
    }
    if findings.isEmpty, let file = config.file {
      let count = config.rules.count
      let rules = count == 0 ? "no rules of your own" : "\(count) rule\(count == 1 ? "" : "s") of your own"
      findings.append(Finding(.ok, "configuration", "\(file), \(rules)"))
    }
    if !config.isEnabled {
      findings.append(Finding(.note, "configuration", "enabled = false: lines are left alone"))
    }
    if let project = config.project {
      findings.append(
        Finding(project.state == .allowed ? .ok : .note, "project", "\(project.path): \(project.state.words)")
      )
    }
    return findings
  }
}
