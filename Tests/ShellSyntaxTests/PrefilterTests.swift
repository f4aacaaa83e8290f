// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import Testing

@Suite struct `The prefilter` {
  private let gate = Prefilter(rules: .builtIn).gate

  @Test func `lets every line through that belongs in the background`() throws {
    let decider = Decider()
    for file in ["core.tsv", "background.tsv", "adaptive.tsv", "split.tsv"] {
      for row in try CaseFile(file).rows {
        let line = row.columns[0]
        let decision = decider.decide(line, shell: .bash)
        // Without a word there is nothing that could be taken over.
        guard decision.verdict == .background, !decision.word.isEmpty else { continue }
        #expect(lets(line), "\(row)")
      }
    }
  }

  @Test(arguments: [
    "git status", "git add -p", "cd src", "ls -la", "export A=1", "cargo fmt", "kill 12", "docker ps", "/bin/true", "cat logs/dev.txt",
    "make all", "npm install", "vim server.js", "cd src && ls", "echo done; pwd", "grep -r serve .",
  ])
  func `keeps ordinary lines away from the helper`(line: String) {
    #expect(!lets(line))
  }

  /// What the plugins do with the gate (`_simmer_worth`): words are split at blanks, operators and quotes.
  private func lets(_ line: String) -> Bool {
    if line.contains("--watch") { return true }
    let words = line.split { " \t;&|<>()\"'".contains($0) }.map(String.init)
    let isList = line.contains { ";&|".contains($0) }
    let first = words.first ?? ""
    guard isList || gate[first] != nil || first.contains(where: { "=/0123456789".contains($0) }) else { return false }
    for word in words {
      var mark = gate[word]
      if mark == nil, let slash = word.lastIndex(of: "/") {
        let name = String(word[word.index(after: slash)...])
        mark = gate[name]
        if mark == nil, word == first || isList, case .any(let literals)? = gate["/"], literals.contains(where: { name.contains($0) }) {
          return true
        }
      } else if mark == nil, word.last?.isNumber == true {
        mark = gate[String(word.prefix { !$0.isNumber })]
      }
      switch mark {
      case nil, .leads: continue
      case .alone: return true
      case .any(let literals): if literals.contains(where: { line.contains($0) }) { return true }
      }
    }
    return false
  }
}
