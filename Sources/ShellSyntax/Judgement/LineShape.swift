// SPDX-License-Identifier: GPL-3.0-or-later

/// What a shell makes of a line when it runs it, as far as that can be seen beforehand.
public struct LineShape: Equatable, Sendable {
  /// Whether it is a single command without redirections: nothing is left to do for the shell once that runs, so it can
  /// stand in the place of its shell.
  public let isOneCommand: Bool
  /// Whether it is made of simple commands and nothing else: no loops, no groups.
  public let isPlain: Bool
  /// How the last pipeline of the line leaves its statuses: `2` for one of two commands, `&2` for one that runs only if
  /// what is before it went well, `|2` for one that runs only if it did not; with `!` in front of the number where it is
  /// negated. Empty where there is one status, that of the line.
  public let pipeline: String

  /// Reads `line`; what is not understood has no known shape.
  public init(_ line: String, shell: Shell) {
    guard case .complete(let list) = SyntaxTree(line, shell: shell), let chain = list.items.last?.chain else {
      (isOneCommand, isPlain, pipeline) = (false, false, "")
      return
    }
    isPlain = list.items.allSatisfy { item in
      ([item.chain.first] + item.chain.rest.map(\.pipeline)).allSatisfy { pipeline in
        pipeline.commands.allSatisfy { if case .simple = $0.kind { true } else { false } }
      }
    }
    let last = chain.rest.last?.pipeline ?? chain.first
    let isAlone = list.items.count == 1 && chain.rest.isEmpty && last.commands.count == 1
    if isAlone, !last.isNegated, !last.isTimed, last.commands[0].redirections.isEmpty,
      case .simple = last.commands[0].kind
    {
      isOneCommand = true
    } else {
      isOneCommand = false
    }
    guard last.commands.count > 1 || last.isNegated else {
      pipeline = ""
      return
    }
    let joint =
      switch chain.rest.last?.joint {
      case .and: "&"
      case .or: "|"
      case nil: ""
      }
    pipeline = joint + (last.isNegated ? "!" : "") + "\(last.commands.count)"
  }
}
