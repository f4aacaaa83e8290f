// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What is typed and pressed while a line runs, as `Cases/adaptive.tsv` has it.
struct Scene: Sendable {
  let line: String
  let steps: [[Substring]]
  /// How many prompts come.
  var prompts = 1

  init(_ row: [String]) {
    line = row[2]
    let all = row.dropFirst(3).map { $0.split(separator: " ", maxSplits: 1) }
    steps = all.filter { $0[0] != "prompts" }
    if let count = all.first(where: { $0[0] == "prompts" })?.last.flatMap({ Int($0) }) { prompts = count }
  }

  /// The scenes of a group that `shell` has a part in.
  static func all(_ group: String, _ shell: Shell) -> [Scene] {
    Table.rows("Tests/InteractiveTests/Cases/adaptive.tsv")
      .filter { $0[0] == group && ($0[1] == "both" || $0[1] == shell.rawValue) }.map { Scene($0) }
  }

  /// Plays it in `session`, and returns what the screen shows of it: each prompt, what was typed at it, what came then.
  func play(in session: Session) throws -> [String] {
    let start = try session.prompt().number
    try session.terminal.type(line)
    try session.terminal.press(.enter)
    for step in steps { try act(step, in: session, since: start) }
    return try session.terminal.wait(for: "\(prompts) prompts after number \(start): \(line)") { screen in
      guard let last = screen.waiting, last.number >= start + prompts else { return nil }
      return screen.prompts.filter { $0.number >= start }
        .map {
          "\($0.number - start) \($0.badge)\($0.number == start ? 0 : $0.status)> \($0.typed)\n"
            + $0.output.joined(separator: "\n")
        }
    }
  }

  private func act(_ step: [Substring], in session: Session, since start: Int) throws {
    let rest = step.count > 1 ? String(step[1]) : ""
    switch step[0] {
    case "wait":
      try session.terminal.wait(for: "the text \(rest)") { screen in
        screen.prompts.contains { $0.number >= start && $0.output.contains { $0.contains(rest) } }
          ? true : nil
      }
    case "screen":
      try session.terminal.wait(for: "the text \(rest)") { screen in
        screen.lines.suffix(30).contains { $0.contains(rest) } ? true : nil
      }
    case "type": try session.terminal.type(rest)
    case "press": try session.terminal.press(Self.key(rest))
    case "resize":
      let numbers = rest.split(separator: " ").compactMap { Int($0) }
      try session.terminal.resize(columns: numbers[0], rows: numbers[1])
    default: Issue.record("no such step: \(step)")
    }
  }

  private static func key(_ name: String) -> Key {
    switch name {
    case "enter": .enter
    case "backspace": .backspace
    case "left": .left
    default: .ctrl(name.last!)
    }
  }
}

/// A line that starts in the foreground and may move cannot be told from one that simmer has nothing to do with.
struct LikeTests {
  @Test(arguments: Shell.allCases, ["output", "status", "pipes", "errors", "time", "terminal", "keys"])
  func `a session with adaptive lines looks like one without simmer`(shell: Shell, group: String) throws {
    try Sandbox.with { one in
      try Sandbox.with { other in
        let modes = try [one, other].map { sandbox in
          let bare = sandbox.root == other.root
          try sandbox.addActors("pytest")
          return try Session(sandbox, shell, .init(plugin: !bare))
        }
        for scene in Scene.all(group, shell) {
          let shown = try modes.map { try scene.play(in: $0) }
          #expect(shown[0] == shown[1], "\(scene.line)")
          let after = try modes.map { try $0.output(of: "stty -g; jobs; fc -ln -2") }
          #expect(after[0] == after[1], "after \(scene.line)")
        }
        #expect(one.tasks.count > 0)
        #expect(one.file("store/done").entries == [])
        #expect(one.file("store/live").entries == [])
      }
    }
  }
}

extension Sandbox {
  /// Puts programs into the search path that do what `ACT` says.
  func addActors(_ names: String...) throws {
    for name in names { try addLink(bin.appending(name), to: Repository.fixtures.appending("actor")) }
  }
}
