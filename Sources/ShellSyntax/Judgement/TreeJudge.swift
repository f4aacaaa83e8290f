// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges trees: a list, pipeline or compound command is what the strictest of its commands is.
struct TreeJudge {
  var judge: Judge
  let bytes: [UInt8]

  func judge(_ list: List) -> Judgement {
    var result = Judgement.nothing
    var here = self
    for item in list.items {
      // What the user sends to the background is none of our business; a script waits for what it sends there.
      if item.end == .ampersand, judge.depth == 0 {
        result = result.joined(
          with: Judgement(kind: .detaches, rule: "sent to the background with &", word: nil))
        continue
      }
      for pipeline in [item.chain.first] + item.chain.rest.map(\.pipeline) {
        result = result.joined(with: here.judge(pipeline))
        here.follow(pipeline)
      }
    }
    return result
  }

  /// Goes where a plain `cd DIR` goes: what follows looks for its files there.
  mutating func follow(_ pipeline: Pipeline) {
    guard pipeline.commands.count == 1, case .simple(let simple) = pipeline.commands[0].kind,
      simple.words.count == 2
    else { return }
    let command = WordText(simple.words[0].parts, in: bytes)
    let place = WordText(simple.words[1].parts, in: bytes)
    guard ["cd", "pushd"].contains(command.text), !place.isExpanded else { return }
    judge.directory = judge.directory(under: place.text)
  }

  func judge(_ pipeline: Pipeline) -> Judgement {
    var result = Judgement.nothing
    for (index, command) in pipeline.commands.enumerated() {
      var judge = self
      judge.judge.hasInput = judge.judge.hasInput || index > 0
      result = result.joined(with: judge.judge(command))
    }
    // The commands of a pipeline run in shells of their own.
    if pipeline.commands.count > 1 { result.changesShell = false }
    return result
  }

  func judge(_ command: Command) -> Judgement {
    var inner = self
    if command.redirections.contains(where: { $0.sign != .output }) { inner.judge.hasInput = true }
    switch command.kind {
    case .simple(let simple):
      let words = simple.words.map { word in
        let text = WordText(word.parts, in: bytes)
        return Argument(text: text.text, isQuoted: text.isQuoted, isExpanded: text.isExpanded)
      }
      if words.isEmpty, !simple.assignments.isEmpty {
        return Judgement(kind: .shell, rule: "a variable of the shell is set", word: nil, changesShell: true)
      }
      return inner.judge.judge(words[...])
    case .group(let lists), .conditional(let lists):
      return lists.reduce(.nothing) { $0.joined(with: inner.judge($1)) }
    case .subshell(let list):
      var judgement = inner.judge(list)
      judgement.changesShell = false
      return judgement
    case .loop(let loop): return inner.judge(loop)
    case .selection(_, let arms):
      return arms.reduce(.nothing) { $0.joined(with: inner.judge($1.body)) }
    case .test: return .nothing
    case .function:
      return Judgement(kind: .shell, rule: "a function is defined", word: nil, changesShell: true)
    case .anonymousFunction(let body):
      return body.reduce(.nothing) { $0.joined(with: inner.judge($1)) }
    case .coprocess:
      return Judgement(kind: .jobs, rule: "a coprocess belongs to the shell", word: "coproc")
    }
  }

  private func judge(_ loop: Command.Loop) -> Judgement {
    var body = self
    // `while read` takes its input from the pipe, and so does what it runs.
    body.judge.hasInput = judge.hasInput
    let inside = body.judge(loop.body).joined(with: body.judge(loop.condition))
    guard loop.keyword == .while || loop.keyword == .until, !inside.kind.needsTerminal, isEndless(loop) else {
      if loop.keyword == .select { return Judgement(kind: .interactive, rule: "select asks", word: "select") }
      return inside
    }
    return Judgement(kind: .loops, rule: "a loop without an end", word: loop.keyword.rawValue)
  }

  /// `while true`, `while :`, `while sleep 1`, `until false`, without a way out.
  private func isEndless(_ loop: Command.Loop) -> Bool {
    guard let last = loop.condition.items.last?.chain, last.rest.isEmpty,
      last.first.commands.count == 1, case .simple(let simple) = last.first.commands[0].kind,
      let first = simple.words.first
    else { return false }
    let endless = loop.keyword == .while ? ["true", ":", "sleep"] : ["false"]
    guard endless.contains(WordText(first.parts, in: bytes).text) else { return false }
    let body = loop.body.items.flatMap { [$0.chain.first] + $0.chain.rest.map(\.pipeline) }
    return !body.contains { leaves($0) }
  }

  private func leaves(_ pipeline: Pipeline) -> Bool {
    pipeline.commands.contains { command in
      switch command.kind {
      case .simple(let simple):
        guard let first = simple.words.first else { return false }
        return ["break", "exit", "return"].contains(WordText(first.parts, in: bytes).text)
      case .group(let lists), .conditional(let lists):
        return lists.contains { list in
          list.items.contains { leaves($0.chain.first) || $0.chain.rest.contains { leaves($0.pipeline) } }
        }
      default: return false
      }
    }
  }
}
