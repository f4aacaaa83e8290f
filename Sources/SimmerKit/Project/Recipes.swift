// SPDX-License-Identifier: GPL-3.0-or-later

/// Lines under names, which build on one another: the targets of a makefile, the recipes of a justfile.
struct Recipes: ScriptFile {
  enum Step {
    case line(String)
    /// What stands under another name comes here.
    case recipe(String)
  }

  var steps: [String: [Step]]
  /// What is run when no name is given.
  var standard: String?

  /// More than any recipe needs, in lines and in names.
  private static let limit = 100

  /// All lines that would be run, each recipe once; nil when there is none.
  func line(for script: String?) -> String? {
    guard let name = script ?? standard else { return nil }
    var lines: [String] = []
    var seen: Set<String> = []
    collect(name, into: &lines, seen: &seen)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func collect(_ name: String, into lines: inout [String], seen: inout Set<String>) {
    guard seen.count < Self.limit, seen.insert(name).inserted else { return }
    for step in steps[name] ?? [] where lines.count < Self.limit {
      switch step {
      case .line(let line): lines.append(line)
      case .recipe(let other): collect(other, into: &lines, seen: &seen)
      }
    }
  }
}
