// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import ShellSyntax
import Testing

@Suite struct `The prefilter` {
  private let filter = Prefilter(rules: .builtIn)

  @Test func `lets every line through that is not left in the foreground`() throws {
    let coarse = try Pattern(filter.pattern)
    let needs = try filter.needs.mapValues { try Pattern($0) }
    let firstWords = Set(filter.firstWords)
    let decider = Decider()
    for file in ["core.tsv", "background.tsv", "adaptive.tsv", "split.tsv"] {
      for row in try CaseFile(file).rows {
        let line = row.columns[0]
        let decision = decider.decide(line, shell: .bash)
        // Without a word there is nothing that could be taken over.
        guard decision.verdict != .foreground, !decision.word.isEmpty else { continue }
        #expect(coarse.matches(line), "\(row)")
        #expect(filter.literals.contains { line.contains($0) }, "\(row)")
        let first = String(line.drop { $0 == " " }.prefix { !" ;&|<>()".contains($0) })
        let opens =
          first.contains("/") || first.contains("=") || filter.anywhere.contains { line.contains($0) }
        let starts = firstWords.contains(first) && needs[first]?.matches(line) ?? true
        #expect(starts || opens, "\(row)")
      }
    }
  }

  @Test func `keeps ordinary lines away from the helper`() throws {
    let needs = try filter.needs.mapValues { try Pattern($0) }
    for line in [
      "git status", "git add -p", "cd src", "ls -la", "export A=1", "cargo fmt", "kill 12", "docker ps",
    ] {
      let first = String(line.prefix { $0 != " " })
      #expect(!filter.firstWords.contains(first) || needs[first]?.matches(line) == false, "\(line)")
    }
  }

  /// A POSIX extended regular expression, as the shells have it.
  private final class Pattern {
    private var compiled = regex_t()

    init(_ source: String) throws {
      let status = regcomp(&compiled, source, REG_EXTENDED | REG_NOSUB)
      try #require(status == 0, "\(source)")
    }

    func matches(_ text: String) -> Bool { regexec(&compiled, text, 0, nil, 0) == 0 }

    deinit { regfree(&compiled) }
  }
}
