// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ShellSyntax

@Suite struct `Hostile input` {
  @Test(arguments: ["(", "'", "\"", "$("])
  func `a megabyte of one thing is read in linear time`(_ unit: String) {
    expectLinear(unit, bytes: 1_000_000)
  }

  @Test(arguments: [
    "`", "{", "((", "$((", "${", "$[", "a[=(", "<(", "if ", "[[ ", "case x in ", "a=(", "\"$(", "<<a ",
    "!", "f(){", "a|", "&&", "}", "$", "\\", "=(", "((a);", "$((a);", "<1", "1", "{a", "(a|", "*(",
    "$((a) ) ",
  ])
  func `much of one thing is read in linear time`(_ unit: String) {
    expectLinear(unit, bytes: 100_000)
  }

  private func expectLinear(_ unit: String, bytes count: Int) {
    for shell in [Shell.bash, .zsh] {
      let clock = ContinuousClock()
      let bytes = Array(String(repeating: unit, count: count / unit.utf8.count).utf8)
      // The debug build takes under 1 s on a quiet core; quadratic time would take many minutes.
      let time = clock.measure { _ = SyntaxTree(bytes, shell: shell) }
      #expect(time < .seconds(60), "\(unit) in \(shell)")
    }
  }

  /// Longer by hand: `SIMMER_FUZZ_LINES=1000000 swift test --filter 'Hostile input'`.
  @Test func `no line makes the parser crash or lose its place`() throws {
    let count = Environment.integer("SIMMER_FUZZ_LINES") ?? 4_000
    let base = try CaseFile.lines("corpus.bash.txt") + CaseFile.lines("corpus.zsh.txt") + ["é ✗ \u{1F600}"]
    var corpus = Corpus(base, seed: 7)
    var noise = Corpus([""], seed: 8)
    let decider = Decider()
    for line in corpus.lines(count) {
      var line = line
      for _ in 0..<noise.random(below: 3) where !line.isEmpty {
        line[noise.random(below: line.count)] = UInt8(truncatingIfNeeded: noise.next())
      }
      for shell in [Shell.bash, .zsh] {
        if case .complete(let list) = SyntaxTree(line, shell: shell) {
          expectRanges(of: list, within: 0..<line.count, line)
        }
        let text = String(decoding: line, as: UTF8.self)
        for force in [false, true] {
          let decision = decider.decide(text, shell: shell, force: force)
          #expect(decision.before + decision.task == text.withoutTrailingNewlines, "\(text.debugDescription)")
        }
      }
    }
  }

  private func expectRanges(of list: List, within range: Range<Int>, _ line: [UInt8]) {
    var last = range.lowerBound
    for item in list.items {
      #expect(item.range.lowerBound >= last && item.range.upperBound <= range.upperBound, "\(line)")
      last = item.range.upperBound
      for pipeline in [item.chain.first] + item.chain.rest.map(\.pipeline) {
        #expect(item.range.lowerBound <= pipeline.range.lowerBound, "\(line)")
        #expect(pipeline.range.upperBound <= item.range.upperBound, "\(line)")
      }
    }
  }
}

extension String {
  fileprivate var withoutTrailingNewlines: String {
    var bytes = Array(utf8)
    while bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
