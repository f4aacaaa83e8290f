// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
public import SimmerKit

/// What `simmer hook HOST` answers to one call of a host.
///
/// Whatever goes wrong, the host goes on as without simmer: nothing here throws.
public struct Hook {
  /// What a call is answered with.
  public struct Answer: Equatable {
    public var output = ""
    /// For the model, together with exit code 2: it wakes a session that is idle.
    public var wakeUp: String?
  }

  private let host: HookHost
  private let input: JSONValue
  private let patterns: [String]
  private let agents: [AgentThread]

  /// - Parameters:
  ///   - input: What the host has written on standard input; nil when it is no such call.
  ///   - patterns: What is moved into tasks beside what the configuration names.
  public init?(_ host: HookHost, input: [UInt8], patterns: [String] = []) {
    guard let value = JSONValue(input), value.object != nil else { return nil }
    (self.host, self.input, self.patterns) = (host, value, patterns)
    let own = host.agent(value)
    // Servers that are not told the conversation go by the process that holds both.
    agents = [own] + ThisProcess.ancestors.map { AgentThread(host.rawValue, thread: $0.description) }
  }

  private var event: String { input["hook_event_name"]?.string ?? "" }

  /// The answer at once.
  public func answer() -> Answer {
    let silence = Answer(output: host.silence)
    guard let moment = host.moment(event) else { return silence }
    switch moment {
    case .beforeTool: return move() ?? silence
    case .stop where input["stop_hook_active"] == true: return silence
    case .start: return tell(Telling.running(for: agents), at: moment) ?? silence
    case .afterTool, .prompt, .stop: return tell(Telling.news(for: agents), at: moment) ?? silence
    }
  }

  /// Waits until a task of this session, which no other call watches, has ended or asks something; with nothing to wait
  /// for, or the `audience` gone, returns at once.
  public func wait(for audience: Audience) -> Answer {
    guard host.moment(event) == .afterTool, let text = Telling.nextNews(for: agents, audience) else {
      return Answer()
    }
    return Answer(wakeUp: text)
  }

  private func tell(_ text: String?, at moment: HookHost.Moment) -> Answer? {
    text.map { Answer(output: host.context($0, at: moment, event: event).text) }
  }

  /// Moves a command into a task, if the user has said so.
  private func move() -> Answer? {
    guard input["tool_name"]?.string == host.shellTool, let arguments = input["tool_input"]?.object,
      let command = arguments["command"]?.string,
      let moved = AgentRules(more: patterns)?.moved(command, for: host, host.agent(input))
    else { return nil }
    return Answer(
      output: host.rewrite(
        arguments, to: moved, event: event,
        note:
          "By the user's settings, simmer runs this as a background task: its number is printed. Read it with bg_output or `simmer output`."
      ).text)
  }
}
