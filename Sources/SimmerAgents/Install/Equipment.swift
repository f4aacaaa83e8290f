// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// What a coding agent gets of simmer: files, below the user's home, and what is put into each.
public struct AgentEquipment: Sendable {
  /// One file.
  public struct Piece: Sendable {
    enum Change: Sendable {
      /// The whole file is simmer's.
      case whole(String, isProgram: Bool)
      /// Members and elements of a JSON file that others keep.
      case merged(JSONValue)
      /// Lines between two marks, at the end of a text that others keep.
      case marked(String)
    }

    /// Where it lies, below the home.
    public let path: String
    let change: Change

    public var isProgram: Bool { if case .whole(_, true) = change { true } else { false } }

    /// What comes of the file, of which `before` is what it holds now (nil: there is none).
    ///
    /// - Returns: The new contents; nil when there should be none.
    /// - Throws: Why it is left alone.
    public func applied(to before: [UInt8]?, removing: Bool) throws(ToolFailure) -> [UInt8]? {
      switch change {
      case .whole(let text, _):
        guard before == nil || before == Array(text.utf8) else {
          throw ToolFailure(
            "it is not as simmer would write it, and is left alone; move it away to get simmer's")
        }
        return removing ? nil : Array(text.utf8)
      case .merged(let addition): return try merged(addition, before, removing)
      case .marked(let text): return Self.marked(text, before, removing)
      }
    }

    private func merged(_ addition: JSONValue, _ before: [UInt8]?, _ removing: Bool) throws(ToolFailure)
      -> [UInt8]?
    {
      if removing, before == nil { return nil }
      var text = JSONText(before ?? [])
      guard text.root() != nil else {
        throw ToolFailure("it is no JSON object, and is left alone; mend it first")
      }
      if removing {
        text.withdraw(addition)
        // What is left says no more than no file does.
        if let root = text.root(), let left = text.value(of: root), left == [:] || left == ["version": 1] {
          return nil
        }
      } else {
        guard text.merge(addition) else {
          throw ToolFailure("it has something else in the place of an object or a list, and is left alone")
        }
      }
      guard text.root() != nil else { throw ToolFailure("simmer cannot edit it, and leaves it alone") }
      return text.bytes
    }

    private static let marks = (begin: ">>> simmer >>>", end: "<<< simmer <<<")

    private static func marked(_ text: String, _ before: [UInt8]?, _ removing: Bool) -> [UInt8]? {
      var lines = String(decoding: before ?? [], as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .map(String.init)
      if let begin = lines.firstIndex(where: { $0.contains(marks.begin) }),
        let end = lines[begin...].firstIndex(where: { $0.contains(marks.end) })
      {
        // The blank line before it came with it.
        let first = begin > 0 && lines[begin - 1].isEmpty ? begin - 1 : begin
        lines.removeSubrange(first...end)
      }
      let rest = lines.joined(separator: "\n")
      if removing { return rest.isEmpty || before == nil ? nil : Array(rest.utf8) }
      let gap = rest.isEmpty ? "" : rest.hasSuffix("\n") ? "\n" : "\n\n"
      return Array((rest + gap + text).utf8)
    }

    static func comment(_ text: String, opening: String, closing: String = "") -> String {
      "\(opening) \(marks.begin)\(closing)\n\(text)\(opening) \(marks.end)\(closing)\n"
    }
  }

  public let host: String
  public let pieces: [Piece]
  /// What is left for the user to do or to know.
  public let advice: String?

  /// The hosts that can be equipped.
  public static let hosts = HookHost.allCases.map(\.rawValue) + ["amp"]

  /// - Parameters:
  ///   - program: What starts simmer: its name if the search path leads to it, else its path.
  ///   - store: Where the store lies, if hosts would not find it by themselves.
  ///   - files: The contents of what is in `hooks/`.
  public init?(_ host: String, program: String, store: String?, files: (String) -> String) {
    let host = HookHost(host)?.rawValue ?? host
    func json(_ file: String) -> JSONValue {
      (JSONValue(Array(files(file).utf8)) ?? [:]).naming(program, store: store)
    }
    let skill = Piece.Change.whole(files("skill/SKILL.md"), isProgram: false)
    let guide = Piece.Change.marked(
      Piece.comment(files("skill/AGENTS.md"), opening: "<!--", closing: " -->"))
    self.host = host
    switch host {
    case "claude-code":
      guard case .object(var hooks) = json("claude-code/hooks.json") else { return nil }
      hooks["description"] = nil
      pieces = [
        Piece(path: ".claude/settings.json", change: .merged(.object(hooks))),
        Piece(path: ".claude.json", change: .merged(json("claude-code/mcp.json"))),
        Piece(path: ".claude/skills/background-tasks/SKILL.md", change: skill),
      ]
      advice =
        "Start Claude Code again. As a plugin, with all of it in one place: hooks/claude-code of the sources."
    case "codex":
      pieces = [
        Piece(
          path: ".codex/config.toml",
          change: .marked(
            Piece.comment(
              files("codex/config.toml").replacing(
                "command = \"simmer\"", with: "command = \(JSONValue.string(program).text)")
                + (store.map { "env = { SIMMER_HOME = \(JSONValue.string($0).text) }\n" } ?? ""), opening: "#"
            ))),
        Piece(path: ".codex/hooks.json", change: .merged(json("codex/hooks.json"))),
        Piece(path: ".codex/AGENTS.md", change: guide),
        Piece(path: ".agents/skills/background-tasks/SKILL.md", change: skill),
      ]
      advice = "Codex asks once whether it may trust these hooks: /hooks."
    case "gemini":
      pieces = [
        Piece(path: ".gemini/settings.json", change: .merged(json("gemini/settings.json"))),
        Piece(path: ".gemini/GEMINI.md", change: guide),
      ]
      advice = nil
    case "cursor":
      pieces = [
        Piece(path: ".cursor/mcp.json", change: .merged(json("cursor/mcp.json"))),
        Piece(path: ".cursor/hooks.json", change: .merged(json("cursor/hooks.json"))),
      ]
      advice =
        "Cursor runs the hooks of Claude Code as well unless \"Include Third-Party Plugins\" is off: install one of the two."
    case "opencode":
      pieces = [
        Piece(path: ".config/opencode/opencode.json", change: .merged(json("opencode/opencode.json"))),
        Piece(
          path: ".config/opencode/plugins/simmer.js",
          change: .whole(
            files("opencode/simmer.js").replacing(
              "spawnSync(\"simmer\"", with: "spawnSync(\(JSONValue.string(program).text)"),
            isProgram: false)),
        Piece(path: ".config/opencode/AGENTS.md", change: guide),
      ]
      advice = nil
    case "amp":
      pieces =
        Tool.all.map { tool in
          let set = store.map { "SIMMER_HOME=" + ShellQuote.line([$0]) + " " } ?? ""
          return Piece(
            path: ".config/amp/tools/\(tool.name)",
            change: .whole(
              "#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n\(set)exec \(ShellQuote.line([program])) toolbox \(tool.name)\n",
              isProgram: true))
        } + [Piece(path: ".config/agents/skills/background-tasks/SKILL.md", change: skill)]
      advice = "If AMP_TOOLBOX is set, add ~/.config/amp/tools to it."
    default: return nil
    }
  }
}

extension JSONValue {
  /// The same with `program` in the place of `simmer` where a command is, and the store among the variables of a server.
  fileprivate func naming(_ program: String, store: String?) -> JSONValue {
    switch self {
    case .array(let values): return .array(values.map { $0.naming(program, store: store) })
    case .object(var object):
      for (key, value) in object { object[key] = value.naming(program, store: store) }
      switch object["command"] {
      case .string("simmer")?: object["command"] = .string(program)
      case .string(let line)? where line.hasPrefix("simmer "):
        object["command"] = .string(ShellQuote.line([program]) + line.dropFirst("simmer".count))
      case .array(let words)? where words.first == "simmer":
        object["command"] = .array([.string(program)] + words.dropFirst())
        if let store { object["environment"] = ["SIMMER_HOME": .string(store)] }
      default: break
      }
      if let store, object["args"] == ["mcp"] { object["env"] = ["SIMMER_HOME": .string(store)] }
      return .object(object)
    default: return self
    }
  }
}
