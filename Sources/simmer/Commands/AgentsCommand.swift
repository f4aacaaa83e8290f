// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct AgentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agents",
    abstract: "Give coding agents the tools, hooks and guidance of simmer, or take them back.",
    discussion: """
      HOST is claude-code, codex, gemini, cursor, opencode or amp. Shows what changes in which file below the home; keeps \
      what is there, order and comments too; does nothing twice. remove takes out what install put in.
      Example: simmer agents install claude-code --dry-run
      """)

  enum Action: String, ExpressibleByArgument, CaseIterable { case install, remove }

  @Flag(help: "Only show what would change.") var dryRun = false
  @Argument(help: "install or remove.") var action: Action
  @Argument(help: "Which agent.", completion: .list(AgentEquipment.hosts)) var host: String

  func validate() throws {
    guard AgentEquipment.hosts.contains(host) || host == "claude" else {
      throw ValidationError(
        "no such agent: \(host); there are \(AgentEquipment.hosts.joined(separator: ", "))")
    }
  }

  func run() throws { try Self.run(host, removing: action == .remove, dryRun: dryRun) }

  static func run(_ host: String, removing: Bool, dryRun: Bool) throws {
    guard let home = Settings.userHome else {
      throw SimmerError(.refused, cannot: "find your home", "HOME is not set")
    }
    guard
      let equipment = AgentEquipment(
        host, program: try ThisProcess.nameOrPath().string, store: try Settings.unusualHome()?.string,
        files: { AgentFiles.text($0) })
    else { return }
    var hasChanged = false, isLeft = false
    for piece in equipment.pieces {
      let file = UserFile(home.pushing(FilePath(piece.path)))
      do {
        let before = try file.contents()
        let after = try piece.applied(to: before, removing: removing)
        guard after != before else { continue }
        hasChanged = true
        print(LineDifference(before, after).text(of: file.path.string))
        if !dryRun { try file.replace(with: after, isProgram: piece.isProgram) }
      } catch let failure as ToolFailure {
        isLeft = true
        Failure.say("simmer: \(file.path): \(failure.message)")
      }
    }
    if !hasChanged, !isLeft { print(removing ? "nothing of simmer is there" : "everything is in place") }
    if hasChanged, !removing, let advice = equipment.advice { print(advice) }
    if isLeft { throw ExitCode(SimmerError.Code.refused.rawValue) }
  }
}

/// What changes from one text to another, in lines.
private struct LineDifference {
  private let old, new: [String]

  init(_ before: [UInt8]?, _ after: [UInt8]?) {
    func lines(_ bytes: [UInt8]?) -> [String] {
      bytes.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) } ?? []
    }
    (old, new) = (lines(before), lines(after))
  }

  /// As `diff` shows it, each change with its place in the old or new text.
  func text(of path: String) -> String {
    var text = "--- \(Harmless.text(path))\n"
    for change in new.difference(from: old) {
      switch change {
      case .remove(let place, let line, _): text += "-\(place + 1): \(Harmless.text(line))\n"
      case .insert(let place, let line, _): text += "+\(place + 1): \(Harmless.text(line))\n"
      }
    }
    return text
  }
}
