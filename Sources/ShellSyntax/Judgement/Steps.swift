// SPDX-License-Identifier: GPL-3.0-or-later

/// The pipelines of a line in order, each judged, and the places where the line may be cut.
struct Steps {
  private struct Step {
    var pipeline: Pipeline
    var judgement: Judgement
    /// What joins it to the step before within its chain; nil for the first of a chain.
    var joint: Chain.Joint?
    var isAmpersanded: Bool
  }

  private var steps: [Step] = []
  private let list: List
  private let bytes: [UInt8]

  init(_ list: List, bytes: [UInt8], judge: Judge) {
    self.list = list
    self.bytes = bytes
    var judge = TreeJudge(judge: judge, bytes: bytes)
    for item in list.items {
      let isAmpersanded = item.end == .ampersand
      let chain = [(nil, item.chain.first)] + item.chain.rest.map { ($0.joint, $0.pipeline) }
      for (joint, pipeline) in chain {
        let judgement = judge.judge(pipeline)
        steps.append(
          .init(pipeline: pipeline, judgement: judgement, joint: joint, isAmpersanded: isAmpersanded))
        judge.follow(pipeline)
      }
    }
  }

  // MARK: Verdicts

  func decision() -> Decision {
    if bytes.contains(.newline) { return stays("more than one line") }
    if steps.isEmpty { return stays("nothing to run") }
    if steps.contains(where: \.isAmpersanded) { return stays("already sent to the background with &") }
    if hasHereDocument { return stays("its input follows on the next lines") }
    if isBypassed { return stays("its command word is quoted or escaped, which asks for the foreground") }
    if let step = steps.first(where: { $0.judgement.kind.needsTerminal }) {
      return stays(step.judgement.reason, step.judgement)
    }
    let cut = (steps.lastIndex { $0.judgement.changesShell }).map { $0 + 1 } ?? 0
    if let step = steps[..<cut].first(where: { $0.judgement.kind.verdict == .background }) {
      return stays("the shell itself is changed afterwards", step.judgement)
    }
    guard let deciding = strongest(steps[cut...]), deciding.kind.verdict != .foreground else {
      let judgement = strongest(steps[...])
      return stays(judgement?.reason ?? Kind.quick.reason, judgement)
    }
    guard let start = cutThatKeepsMeaning(from: cut) else {
      return stays("it cannot be cut without changing its meaning", deciding)
    }
    return split(at: start, deciding.kind.verdict, reason: deciding.reason, by: deciding)
  }

  /// Ctrl+B: everything goes, after what only the shell can do.
  func forced() -> Decision {
    let whole = Decision(whole: text(0..<bytes.count), .background, reason: Decider.asked)
    guard !steps.isEmpty, !bytes.contains(.newline) else { return whole }
    let cut = (steps.lastIndex { $0.judgement.changesShell }).map { $0 + 1 } ?? 0
    guard cut > 0, cut < steps.count, let start = cutThatKeepsMeaning(from: cut) else { return whole }
    return split(at: start, .background, reason: Decider.asked, by: nil)
  }

  private func strongest(_ steps: ArraySlice<Step>) -> Judgement? {
    guard let first = steps.first else { return nil }
    return steps.dropFirst().reduce(first.judgement) { $0.joined(with: $1.judgement) }
  }

  private func stays(_ reason: String, _ judgement: Judgement? = nil) -> Decision {
    Decision(whole: text(0..<bytes.count), .foreground, reason: reason, by: judgement)
  }

  private func split(at index: Int, _ verdict: Verdict, reason: String, by judgement: Judgement?) -> Decision
  {
    let start = index == 0 ? 0 : steps[index].pipeline.range.lowerBound
    return Decision(
      verdict: verdict, incomplete: false, word: "", before: text(0..<start), task: text(start..<bytes.count),
      rule: judgement?.rule, decidingWord: judgement?.word, reason: reason)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The first step at or behind `cut` where the line falls into two without a change of meaning.
  ///
  /// `&&` and `||` bind to the left with equal strength, so `a && b || c` may not be cut behind `a`: if `a` fails,
  /// `c` would not run. It may be cut where all operators that follow in the chain are the one at the cut.
  private func cutThatKeepsMeaning(from cut: Int) -> Int? {
    var index = cut
    while index < steps.count {
      guard let joint = steps[index].joint else { return index }
      var next = index + 1
      while next < steps.count, steps[next].joint == joint { next += 1 }
      if next == steps.count || steps[next].joint == nil { return index }
      guard steps[index].judgement.kind.verdict == .foreground else { return nil }
      index += 1
    }
    return nil
  }

  // MARK: What the shell must keep

  private var hasHereDocument: Bool {
    steps.contains { step in
      step.pipeline.commands.contains { $0.redirections.contains { $0.sign == .hereDocument } }
    }
  }

  /// Whether a command word is quoted or escaped (`\npm run dev`): the way round for one line.
  private var isBypassed: Bool {
    steps.contains { step in
      guard step.judgement.kind.verdict != .foreground,
        case .simple(let simple)? = step.pipeline.commands.first?.kind,
        let first = simple.words.first
      else { return false }
      return WordText(first.parts, in: bytes).isQuoted
    }
  }

  /// See `Decision.word`.
  var firstWord: String {
    guard let pipeline = list.items.first?.chain.first, !pipeline.isNegated, !pipeline.isTimed,
      let command = pipeline.commands.first, case .simple(let simple) = command.kind,
      !simple.startsWithRedirection,
      let word = simple.words.first, word.parts.count == 1, word.parts[0].kind == .literal,
      !simple.assignments.contains(where: {
        $0.parts.contains { if case .array = $0.kind { true } else { false } }
      })
    else { return "" }
    let bytes = bytes[word.range]
    let isPlain = bytes.allSatisfy { $0.isName || $0 >= 0x80 || "-+./:,@%^".utf8.contains($0) }
    return isPlain ? text(word.range) : ""
  }
}
