// SPDX-License-Identifier: GPL-3.0-or-later
#include "CSimmer.h"

static const char skill[] = {
#embed "../../hooks/skill/SKILL.md"
};
static const char guide[] = {
#embed "../../hooks/skill/AGENTS.md"
};
static const char claude_hooks[] = {
#embed "../../hooks/claude-code/hooks/hooks.json"
};
static const char claude_mcp[] = {
#embed "../../hooks/claude-code/.mcp.json"
};
static const char codex_config[] = {
#embed "../../hooks/codex/config.toml"
};
static const char codex_hooks[] = {
#embed "../../hooks/codex/hooks.json"
};
static const char gemini_settings[] = {
#embed "../../hooks/gemini/settings.json"
};
static const char cursor_hooks[] = {
#embed "../../hooks/cursor/hooks.json"
};
static const char cursor_mcp[] = {
#embed "../../hooks/cursor/mcp.json"
};
static const char opencode_config[] = {
#embed "../../hooks/opencode/opencode.json"
};
static const char opencode_plugin[] = {
#embed "../../hooks/opencode/simmer.js"
};
const simmer_script simmer_agent_skill = {skill, sizeof skill};
const simmer_script simmer_agent_guide = {guide, sizeof guide};
const simmer_script simmer_claude_hooks = {claude_hooks, sizeof claude_hooks};
const simmer_script simmer_claude_mcp = {claude_mcp, sizeof claude_mcp};
const simmer_script simmer_codex_config = {codex_config, sizeof codex_config};
const simmer_script simmer_codex_hooks = {codex_hooks, sizeof codex_hooks};
const simmer_script simmer_gemini_settings = {gemini_settings, sizeof gemini_settings};
const simmer_script simmer_cursor_hooks = {cursor_hooks, sizeof cursor_hooks};
const simmer_script simmer_cursor_mcp = {cursor_mcp, sizeof cursor_mcp};
const simmer_script simmer_opencode_config = {opencode_config, sizeof opencode_config};
const simmer_script simmer_opencode_plugin = {opencode_plugin, sizeof opencode_plugin};
