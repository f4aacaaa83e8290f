// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

/// What agents are given, carried in the binary byte for byte as it stands in `hooks/`.
public enum AgentFiles {
  /// The text of one file, by its path there.
  public static func text(_ path: String) -> String {
    let file: simmer_script
    switch path {
    case "skill/SKILL.md": file = simmer_agent_skill
    case "skill/AGENTS.md": file = simmer_agent_guide
    case "claude-code/hooks.json": file = simmer_claude_hooks
    case "claude-code/mcp.json": file = simmer_claude_mcp
    case "codex/config.toml": file = simmer_codex_config
    case "codex/hooks.json": file = simmer_codex_hooks
    case "gemini/settings.json": file = simmer_gemini_settings
    case "cursor/hooks.json": file = simmer_cursor_hooks
    case "cursor/mcp.json": file = simmer_cursor_mcp
    case "opencode/opencode.json": file = simmer_opencode_config
    case "opencode/simmer.js": file = simmer_opencode_plugin
    default: return ""
    }
    return String(decoding: UnsafeRawBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
  }
}
