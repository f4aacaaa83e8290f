// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import Testing

@Suite struct `Deciding` {
  private let decider = Decider()

  @Test(arguments: ["core.tsv", "background.tsv", "adaptive.tsv", "foreground.tsv", "mentions.tsv", "everyday.tsv"])
  func `every case of the data file gets its verdict`(_ file: String) throws {
    for row in try CaseFile(file).rows {
      let wanted = row.columns[1].split(separator: "|").map(String.init)
      let decision = decider.decide(row.columns[0], shell: .bash)
      #expect(
        wanted.contains(decision.verdict.rawValue),
        "\(row) is \(decision.verdict) by \(decision.rule ?? "no rule"), because \(decision.reason)")
    }
  }

  @Test(arguments: ["split.tsv"])
  func `a line is cut where the shell must run the first part itself`(_ file: String) throws {
    for row in try CaseFile(file).rows {
      let decision = decider.decide(row.columns[0], shell: .bash)
      #expect([decision.word, decision.before, decision.task] == Array(row.columns[1...3]), "\(row)")
      #expect(decision.before + decision.task == row.columns[0], "\(row)")
    }
  }

  @Test func `an incomplete line is left to the shell, forced or not`() {
    for line in [
      "npm run dev |", "npm run dev &&", "npm run 'dev", "if true; then npm run dev", "npm run dev \\",
    ] {
      for shell in [Shell.bash, .zsh] {
        for force in [false, true] {
          let decision = decider.decide(line, shell: shell, force: force)
          #expect(decision.incomplete && decision.verdict == .foreground, "\(line)")
        }
      }
    }
  }

  @Test func `a syntax error is left to the shell`() {
    for line in [
      "npm run dev | | x", "npm run dev )", "npm run dev ;; x", "npm run dev & && x", "&& npm run dev",
    ] {
      for shell in [Shell.bash, .zsh] {
        let decision = decider.decide(line, shell: shell)
        #expect(decision.verdict == .foreground && decision.reason == "a syntax error", "\(line) in \(shell)")
      }
    }
  }

  @Test func `force sends any complete line to the background, after what only the shell can do`() {
    for (line, before) in [
      ("ls", ""), ("cd web && ls", "cd web && "), ("cd web", ""), ("for i in 1 2; do echo $i; done", ""),
      ("export A=1; make", "export A=1; "), ("vim x", ""),
    ] {
      let decision = decider.decide(line, shell: .bash, force: true)
      #expect(decision.verdict == .background && decision.before == before, "\(line)")
      #expect(decision.before + decision.task == line)
    }
  }
}
