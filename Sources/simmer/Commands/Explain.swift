// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import ShellSyntax
import SimmerAgents
import SimmerKit
import SystemPackage

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what would become of a line, and why.",
    discussion: """
      Nothing is run. Scripts (npm run dev, make watch) are looked up in the project's files, from here.
      With --stdin there is one line in, one verdict out; with --json one object a line.
      Example: simmer explain -- 'cd web && npm run dev'
      """)

  @Option(help: "The shell that would read the line: bash or zsh.", completion: .list(["bash", "zsh"]))
  var shell: Shell?
  @Flag(help: "Read many lines from standard input.") var stdin = false
  @Flag(help: "Print JSON.") var json = false
  @Argument(parsing: .postTerminator, help: "The line, after --.") var line: [String] = []

  func validate() throws {
    if stdin, !line.isEmpty { throw ValidationError("--stdin reads the lines: none can be given after --") }
    if !stdin, line.isEmpty {
      throw ValidationError("no line: put it after --, as in: simmer explain -- 'npm run dev'")
    }
  }

  func run() throws {
    if let project = Config.effective(in: try ThisProcess.directory()).project, project.state != .allowed {
      Failure.say("simmer: \(Harmless.text(project.path.string)): \(project.state.words)")
    }
    let judge = LineJudge(shell: shell ?? (Settings.shell.lastComponent == "zsh" ? .zsh : .bash))
    guard stdin else {
      let decision = judge.decide(line.count == 1 ? line[0] : ShellQuote.line(line))
      print(
        json ? try JSON.text(Row(line: line.joined(separator: " "), decision)) : Explanation(decision).text)
      return
    }
    var out: [UInt8] = []
    while let line = readLine() {
      let decision = judge.decide(line)
      let answer = json ? try JSON.text(Row(line: line, decision), pretty: false) : decision.verdict.rawValue
      out += Array(answer.utf8) + [UInt8(ascii: "\n")]
      if out.count > 1 << 16 {
        try FileDescriptor.standardOutput.writeFully(out)
        out.removeAll(keepingCapacity: true)
      }
    }
    try FileDescriptor.standardOutput.writeFully(out)
  }

  private struct Row: Encodable {
    let line, verdict, shell, task, reason: String
    let incomplete: Bool
    let command, rule: String?

    init(line: String, _ decision: Decision) {
      self.line = line
      verdict = decision.verdict.rawValue
      let leaves = decision.verdict != .foreground
      shell = leaves ? decision.before : decision.task
      task = leaves ? decision.task : ""
      incomplete = decision.incomplete
      (command, rule, reason) = (decision.decidingWord, decision.rule, decision.reason)
    }
  }
}

extension Shell: ExpressibleByArgument {}

/// A decision in words, for people.
private struct Explanation {
  let decision: Decision

  init(_ decision: Decision) { self.decision = decision }

  var text: String {
    var rows = [("verdict", decision.verdict.rawValue), ("because", decision.reason)]
    if let word = decision.decidingWord { rows.append(("command", word)) }
    if let rule = decision.rule { rows.append(("rule", rule)) }
    switch decision.verdict {
    case .foreground: rows.append(("in the shell", decision.task))
    case .adaptive:
      rows.append(("in the shell", decision.before))
      rows.append(("then a task", decision.task + "   (in the terminal first)"))
    case .background:
      rows.append(("in the shell", decision.before))
      rows.append(("then a task", decision.task))
    }
    if decision.verdict != .foreground, decision.word.isEmpty {
      rows.append(
        ("but", "it begins with no plain word that a shell would let stand for it: Ctrl+B moves it"))
    }
    return rows.filter { !$0.1.isEmpty }
      .map { name, text in name + String(repeating: " ", count: 14 - name.count) + Harmless.text(text) }
      .joined(separator: "\n")
  }
}
