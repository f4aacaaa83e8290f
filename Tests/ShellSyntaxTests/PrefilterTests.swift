// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import Testing

@Suite struct `The prefilter` {
  private let filter = Prefilter(rules: .builtIn)
  private var gate: [String: Prefilter.Mark] { filter.gate }

  @Test func `lets every line through that is not to stay in the foreground`() throws {
    let decider = Decider()
    for file in ["core.tsv", "background.tsv", "adaptive.tsv", "split.tsv", "everyday.tsv"] {
      for row in try CaseFile(file).rows {
        let line = row.columns[0]
        let decision = decider.decide(line, shell: .bash)
        // Without a word there is nothing that could be taken over.
        guard decision.verdict != .foreground, !decision.word.isEmpty else { continue }
        #expect(lets(line), "\(row)")
      }
    }
  }

  @Test(arguments: [
    "git status", "git add -p", "cd src", "ls -la", "export A=1", "kill 12", "docker ps", "/bin/true", "cat logs/dev.txt", "vim server.js", "cd src && ls", "echo done; pwd", "grep -r serve .", "cat serve", "vim watch", "cd build", "ls -l serve",
  ])
  func `keeps ordinary lines away from the helper`(line: String) {
    #expect(!lets(line))
  }

  @Test func `lets through what a rule of the user's could mean, and no more`() {
    var rules = Rules.builtIn
    rules.custom = [
      .init(.background, words: "deploy prod"), .init(.background, words: "./go *"), .init(.background, words: "roll*"),
      .init(.background, words: "npm test"), .init(.foreground, words: "ls"), .init(.adaptive, words: "cat"),
      .init(.background, source: "/serve-it/", literal: "serve-it") { $0.contains("serve-it") },
    ]
    let filter = Prefilter(rules: rules)
    #expect(filter.gate["deploy"] == .any(["prod"]))
    #expect(filter.gate["./go"] == .alone)
    #expect(filter.gate["ls"] == nil && filter.gate["cat"] == .alone)
    #expect(filter.anywhere == ["--watch", "roll", "serve-it"])
    #expect(filter.quiet.contains("ls"))
  }

  @Test(arguments: ["*", "* *", "*'*"]) func `a rule without a literal lets every line through`(form: String) {
    var rules = Rules.builtIn
    rules.custom = [.init(.background, words: form)]
    #expect(Prefilter(rules: rules).anywhere == [""])
    rules.custom = [.init(.foreground, words: form)]
    #expect(Prefilter(rules: rules).anywhere == ["--watch"])
  }

  /// What the plugins do with the gate (`_simmer_worth`): words are split at blanks, operators and quotes.
  private func lets(_ line: String) -> Bool {
    if line.contains("--watch") { return true }
    let words = line.split { " \t;&|<>()\"'".contains($0) }.map(String.init)
    let isList = line.contains { ";&|".contains($0) }
    let first = words.first ?? ""
    let isNamed = filter.verbs.contains { line.contains(" " + $0) }
    guard isNamed || isList || gate[first] != nil || first.contains(where: { "=/0123456789".contains($0) }) else { return false }
    guard isList || !filter.quiet.contains(first) else { return false }
    var stranger = false
    for word in words {
      if stranger, filter.verbs.contains(word) { return true }
      var mark = gate[word]
      stranger = mark == nil && !word.hasPrefix("-") && !filter.quiet.contains(word)
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
