// SPDX-License-Identifier: GPL-3.0-or-later
//
// Moves shell commands of OpenCode into tasks of simmer, where they match a pattern of `agents` in simmer's configuration,
// and tells what became of tasks. Whatever goes wrong, the command runs as it is.

import { spawnSync } from "node:child_process"

// The words of Claude Code's hooks, which simmer answers for every host of that kind.
const ask = (call) => {
  try {
    const { stdout } = spawnSync("simmer", ["hook", "opencode"], {
      input: JSON.stringify(call),
      timeout: 5000,
      encoding: "utf8",
    })
    return stdout ? JSON.parse(stdout).hookSpecificOutput : undefined
  } catch {
    return undefined
  }
}

export const Simmer = async () => ({
  "tool.execute.before": async (input, output) => {
    if (input.tool !== "bash") return
    const answer = ask({
      hook_event_name: "PreToolUse",
      session_id: input.sessionID,
      tool_name: "Bash",
      tool_input: { command: output.args.command },
    })
    if (answer?.updatedInput) output.args.command = answer.updatedInput.command
  },
  "tool.execute.after": async (input, output) => {
    const answer = ask({ hook_event_name: "PostToolUse", session_id: input.sessionID, tool_name: input.tool })
    if (answer?.additionalContext) output.output = `${output.output ?? ""}\n${answer.additionalContext}`
  },
})
