// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Badge: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print what runs, is ready, needs input and has failed, for a status bar.",
    discussion: """
      --as is one of:
        plain     ●2 ◆1 ?1 ✗1, for starship and the like; nothing when there is nothing (badge_signs, badge_colors)
        tmux      the same in the colours of a status line: set -g status-right '#(simmer badge --as tmux)'
        i3blocks  three lines: the text, the short one, a colour
        waybar    JSON with text, tooltip and class
        json      the four numbers
      --format has {running}, {ready}, {waiting}, {failed} (not told to anybody yet) and {all} (those that run).
      Example: simmer badge --format 'tasks: {all}'
      """)

  enum Style: String, CaseIterable, ExpressibleByArgument { case plain, tmux, i3blocks, waybar, json }

  @Option(name: .customLong("as"), help: "How to print it.") var style = Style.plain
  @Option(help: ArgumentHelp("Print this, with its places filled in.", valueName: "template")) var format:
    String?

  private static let fields = ["running", "ready", "waiting", "failed", "all"]

  private var template: Template? { get throws { try format.map { try Template($0, fields: Self.fields) } } }

  func validate() throws { _ = try template }

  private struct Numbers: Encodable { let running, ready, waiting, failed: Int }
  private struct Bar: Encodable { let text, tooltip, `class`: String }

  func run() throws {
    let store = try Store.open()
    let counts = TaskCounts(in: store)
    if let template = try template {
      print(template.filled { String(Self.number($0, counts)) })
      return
    }
    let parts = Self.parts(counts)
    let text = parts.map(\.text).joined(separator: " ")
    switch style {
    case .plain: if !text.isEmpty { print(text) }
    case .tmux:
      let painted = parts.map { part in part.color.map { "#[fg=\($0)]\(part.text)#[default]" } ?? part.text }
      if !parts.isEmpty { print(painted.joined(separator: " ")) }
    case .i3blocks: print("\(text)\n\(text)\n\(parts.last?.hex ?? "")")
    case .waybar:
      let names = store.reports(of: Overview(of: store, recent: 0).all).map {
        "\($0.id) \($0.outcome): \($0.name)"
      }
      print(
        try JSON.text(
          Bar(text: text, tooltip: names.joined(separator: "\n"), class: parts.last?.name ?? "none"),
          pretty: false))
    case .json:
      print(
        try JSON.text(
          Numbers(
            running: counts.running, ready: counts.ready, waiting: counts.waiting, failed: counts.failed),
          pretty: false))
    }
  }

  private static func number(_ field: String, _ counts: TaskCounts) -> Int {
    switch field {
    case "running": counts.running
    case "ready": counts.ready
    case "waiting": counts.waiting
    case "failed": counts.failed
    default: counts.running + counts.ready + counts.waiting
    }
  }

  private struct Part {
    let name, text: String
    /// As tmux calls it, and in numbers.
    let color, hex: String?
  }

  /// What is not zero, the most urgent last.
  private static func parts(_ counts: TaskCounts) -> [Part] {
    let style = BadgeStyle.user
    let numbers = [counts.running, counts.ready, counts.waiting, counts.failed]
    return zip(numbers, ["running", "ready", "waiting", "failed"]).enumerated().compactMap { place, part in
      guard part.0 > 0 else { return nil }
      let color = style.colors[place]
      return Part(
        name: part.1, text: "\(style.signs[place])\(part.0)", color: color?.rawValue, hex: color.map(hex))
    }
  }

  private static func hex(_ color: BadgeStyle.Color) -> String {
    ["#000000", "#D70000", "#00AF00", "#D7AF00", "#0087FF", "#AF5FD7", "#00AFAF", "#FFFFFF"][color.number]
  }
}
