// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// A coding agent whose hooks simmer answers: where its words differ from those of the others.
public enum HookHost: String, CaseIterable, Sendable {
  case claude = "claude-code"
  case codex, gemini, cursor
  /// By its plugin file, in the words of Claude Code.
  case opencode

  /// Reads the name of a host; `claude` will do.
  public init?(_ name: String) {
    guard let host = name == "claude" ? .claude : Self(rawValue: name) else { return nil }
    self = host
  }

  /// The moments of a session at which a hook is called.
  enum Moment {
    case beforeTool, afterTool, prompt, stop, start
  }

  /// What the host calls a moment; nil for all that simmer has nothing to say to.
  func moment(_ event: String) -> Moment? {
    switch (self, event) {
    case (.claude, "PreToolUse"), (.codex, "PreToolUse"), (.opencode, "PreToolUse"), (.gemini, "BeforeTool"),
      (.cursor, "preToolUse"):
      .beforeTool
    case (.claude, "PostToolUse"), (.claude, "PostToolUseFailure"), (.claude, "PostToolBatch"),
      (.codex, "PostToolUse"), (.opencode, "PostToolUse"), (.gemini, "AfterTool"), (.cursor, "postToolUse"):
      .afterTool
    case (.claude, "UserPromptSubmit"), (.codex, "UserPromptSubmit"), (.gemini, "BeforeAgent"): .prompt
    case (.claude, "Stop"), (.codex, "Stop"), (.cursor, "stop"): .stop
    case (.claude, "SessionStart"), (.codex, "SessionStart"), (.gemini, "SessionStart"),
      (.cursor, "sessionStart"):
      .start
    default: nil
    }
  }

  /// The tool that runs a line of the shell.
  var shellTool: String {
    switch self {
    case .claude, .codex, .opencode: "Bash"
    case .gemini: "run_shell_command"
    case .cursor: "Shell"
    }
  }

  /// What says that there is nothing to say.
  public var silence: String {
    switch self {
    case .claude, .codex, .opencode: ""
    case .gemini, .cursor: "{}"
    }
  }

  /// The answer that gives the model something to read.
  func context(_ text: String, at moment: Moment, event: String) -> JSONValue {
    switch (self, moment) {
    case (.claude, _), (.opencode, _), (.gemini, _), (.codex, .afterTool), (.codex, .prompt),
      (.codex, .start), (.codex, .beforeTool):
      ["hookSpecificOutput": ["hookEventName": .string(event), "additionalContext": .string(text)]]
    // The reason becomes the next prompt.
    case (.codex, .stop): ["decision": "block", "reason": .string(text)]
    case (.cursor, .stop): ["followup_message": .string(text)]
    case (.cursor, _): ["additional_context": .string(text)]
    }
  }

  /// The answer that runs `command` in the place of the one in `input`, all else of which stays as it is.
  func rewrite(_ input: [String: JSONValue], to command: String, event: String, note: String) -> JSONValue {
    var whole = input
    whole["command"] = .string(command)
    // The task is in the background: the call that starts it is not.
    if whole["run_in_background"] == true { whole["run_in_background"] = false }
    switch self {
    case .claude, .opencode:
      // No decision: the host's rules look at the new command as they do at any.
      return [
        "hookSpecificOutput": [
          "hookEventName": .string(event), "updatedInput": .object(whole), "additionalContext": .string(note),
        ]
      ]
    case .codex:
      // It takes a new input only together with this decision.
      return [
        "hookSpecificOutput": [
          "hookEventName": .string(event), "permissionDecision": "allow", "updatedInput": .object(whole),
        ]
      ]
    // What is not named stays.
    case .gemini:
      return [
        "hookSpecificOutput": ["hookEventName": .string(event), "tool_input": ["command": .string(command)]]
      ]
    case .cursor:
      return ["permission": "allow", "updated_input": .object(whole), "agent_message": .string(note)]
    }
  }

  /// The conversation that a call is about.
  func agent(_ input: JSONValue) -> AgentThread {
    AgentThread(rawValue, thread: (input["session_id"] ?? input["conversation_id"])?.string)
  }

  /// The host that calls itself `client` in the Model Context Protocol.
  static func named(_ client: String) -> String {
    let name = client.lowercased()
    for (part, host) in [
      ("claude", "claude-code"), ("codex", "codex"), ("gemini", "gemini"), ("cursor", "cursor"),
      ("opencode", "opencode"),
    ] where name.contains(part) {
      return host
    }
    return client
  }
}
