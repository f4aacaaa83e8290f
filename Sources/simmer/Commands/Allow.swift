// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Allow: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Let a project's .simmer.toml add rules, as it is now.",
    discussion: """
      It is used until it changes; then it has to be allowed again. Without FILE the one that is in force here is meant.
      A project can set foreground, adaptive, background and threshold, and nothing else.
      Example: simmer allow --list
      """)

  @Flag(help: "Print what is allowed.") var list = false
  @Flag(help: "Take the permission back.") var remove = false
  @Flag(help: "Print JSON, with --list.") var json = false
  @Argument(help: "The file; without it the nearest one from here upward.", completion: .file()) var file:
    String?

  private struct Row: Encodable {
    let path: String
    let current: Bool
  }

  func validate() throws {
    if list, remove || file != nil { throw ValidationError("--list stands alone") }
    if json, !list { throw ValidationError("--json goes with --list") }
  }

  func run() throws {
    let allowed = try AllowedFiles()
    if list { return try show(allowed) }
    if remove {
      print("not allowed any more: \(Harmless.text(try allowed.remove(try named()).string))")
      return
    }
    let (path, problems) = try allowed.allow(try named())
    print("allowed: \(Harmless.text(path.string))")
    for problem in problems { Failure.say("simmer: \(problem)") }
  }

  private func show(_ allowed: AllowedFiles) throws {
    let rows = allowed.all.map { Row(path: $0.path.string, current: allowed.isCurrent($0.path)) }
    if json { return print(try JSON.text(["allowed": rows])) }
    if rows.isEmpty { print("no project's file is allowed") }
    for row in rows {
      print(Harmless.text(row.path) + (row.current ? "" : "  (changed or gone since, not used)"))
    }
  }

  private func named() throws(SimmerError) -> FilePath {
    if let file { return FilePath(file) }
    let directory = try ThisProcess.directory()
    guard let project = Config.effective(in: directory).project else {
      throw SimmerError(
        .noMatch, cannot: "find a project's rules",
        "no \(ProjectRules.name) here or above \(Harmless.text(directory.string))")
    }
    return project.path
  }
}
