// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ShellSyntax

@Suite struct `Against the shells themselves` {
  /// The share of lines on which parser and shell must agree. Measured: 99.8 % for bash, 98.9 % for zsh; most of what is
  /// left are lines that zsh accepts by accident (`repeat 3 |& a`), or of which the oracle cannot tell.
  @Test(
    .enabled(if: ShellOracle.bash != nil && ShellOracle.zsh != nil),
    arguments: [(Shell.bash, 0.99), (.zsh, 0.975)])
  func `a line is complete, incomplete or wrong as the shell has it`(_ shell: Shell, _ share: Double) throws {
    var base = try CaseFile.lines("corpus.bash.txt")
    if shell == .zsh { base += try CaseFile.lines("corpus.zsh.txt") }
    base += try ["core.tsv", "split.tsv"].flatMap { try CaseFile($0).rows.map { $0.columns[0] } }
    var corpus = Corpus(base, seed: 2026)
    let lines = corpus.lines(20_000)
    let answers = try ShellOracle.answers(shell, lines)
    #expect(answers.count == lines.count)
    var disagreements: [String] = []
    for (line, answer) in zip(lines, answers) {
      let ours = Self.answer(SyntaxTree(line, shell: shell))
      if ours != answer {
        disagreements.append(
          "\(String(decoding: line, as: UTF8.self).debugDescription): \(answer), not \(ours)")
      }
    }
    let agreement = 1 - Double(disagreements.count) / Double(lines.count)
    print("\(shell): \(agreement) of \(lines.count) lines")
    #expect(agreement >= share, "for example \(disagreements.prefix(20).joined(separator: "\n"))")
  }

  private static func answer(_ tree: SyntaxTree) -> ShellOracle.Answer {
    switch tree {
    case .complete: .complete
    case .trouble(.incomplete): .incomplete
    case .trouble: .wrong
    }
  }
}
