// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
public import SystemPackage

/// How a line that was typed in a shell is run in front of a terminal: by another one that is interactive too, so that its
/// errors read the same, Ctrl+C does the same to lists and loops, and what was killed is told of.
///
/// That one differs from the one at the prompt in what matters once nobody sits there: SIGTERM ends it, and what it started
/// is not hung up on. A single command takes its place; then it must not leave it signals that are ignored.
public struct FrontScript: Sendable {
  private enum Dialect { case bash, zsh }

  private let dialect: Dialect
  private let line: [UInt8]
  /// Whether it gets aliases, functions and variables of the shell that the line was typed in.
  let hasState: Bool
  /// Whether the shell stays, with a group of its own for each of its jobs.
  public let staysShell: Bool
  /// Whether the shell leaves the row unfinished where Ctrl+C has ended the line, though the one at the prompt would not:
  /// zsh does so in `eval`, as in loops and functions.
  public let leavesRow: Bool

  /// - Parameter hasState: Whether it is to have aliases and functions, of which the line may use some.
  /// - Returns: nil for a shell that is none of ours.
  public init?(_ line: [UInt8], for shell: FilePath, hasState: Bool) {
    let name = shell.lastComponent?.string ?? ""
    if name.hasPrefix("zsh") {
      dialect = .zsh
    } else if name.hasPrefix("bash") {
      dialect = .bash
    } else {
      return nil
    }
    (self.line, self.hasState) = (line, hasState)
    let shape = LineShape(String(decoding: line, as: UTF8.self), shell: dialect == .zsh ? .zsh : .bash)
    staysShell = hasState || !shape.isOneCommand
    leavesRow = dialect == .zsh && hasState && shape.isPlain
  }

  /// What the shell is given besides its name.
  ///
  /// - Parameter statuses: Where the statuses of the last pipeline are to be written.
  func arguments(statusesIn statuses: FilePath) -> [[UInt8]] {
    let file = staysShell ? " " + ShellQuote.word(statuses.string) : ""
    let begin = ". /dev/fd/9\(file)"
    switch dialect {
    case .bash: return words("--norc", "--noprofile", "-i", "-c") + [Array("\(begin)\n".utf8) + line]
    // Only a shell that reads standard input leaves its line number out of errors (zsh, Src/utils.c, zerrmsg).
    // It parses what it is given at once, and aliases count only in what is parsed after they are made.
    case .zsh where hasState:
      return words("-fis", "-c") + [Array("\(begin); eval -- ".utf8) + ShellQuote.word(line)]
    case .zsh: return words("-fis", "-c") + [Array("\(begin)\n".utf8) + line]
    }
  }

  private func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

  /// Returns a descriptor of the script that the shell reads before the line.
  ///
  /// - Parameters:
  ///   - name: What the shell that the line was typed in calls itself, in bash.
  ///   - state: Where its aliases, functions and variables are read, if it is to have some.
  public func preparation(callingItself name: String, state: FileDescriptor?) throws(SimmerError)
    -> FileDescriptor
  {
    try SavedState.read(from: state, after: prelude(callingItself: name))
  }

  private func prelude(callingItself name: String) -> [UInt8] {
    switch dialect {
    case .bash:
      let signals = staysShell ? "TERM" : "TERM TSTP TTIN TTOU"
      let called = name.isEmpty ? "" : "BASH_ARGV0=\(ShellQuote.word(name))\n"
      // Signals that bash ignores are reset only from a file, where it takes itself for one that is not interactive.
      return Array("trap : \(signals); trap - \(signals)\n\(called)\(staysShell ? Self.bashReport : "")".utf8)
        + Self.end
    case .zsh:
      let signals = "trap : TERM; trap - TERM; setopt nohup nocheckjobs\n"
      return Array("\(signals)\(staysShell ? Self.zshReport : "")".utf8) + Self.end
    }
  }

  private static let end = Array("exec 9<&-; set --\n".utf8)

  /// A list that was interrupted leaves bash with 1 (parse_and_execute), not 130, as at a prompt.
  private static let bashReport = #"""
    trap '_simmer_s=("$?" "${PIPESTATUS[@]}")
    if ((${#_simmer_s[@]} == 2 && _simmer_s[0] == 1 && _simmer_s[1] == 130)); then _simmer_s=(130 130); fi
    { builtin printf "%s " "${_simmer_s[@]}" >|'"${1@Q}"'; } 2>/dev/null
    if ((_simmer_s[0] == 130)); then builtin exit 130 2>/dev/null; fi' EXIT

    """#

  private static let zshReport = #"""
    trap '_simmer_s=("$?" "${pipestatus[@]}"); { builtin print -rn -- "${_simmer_s[@]}" >|'"${(qq)1}"' } 2>/dev/null' EXIT

    """#
}

extension TaskDirectory {
  /// Where the shell of a task in front leaves its own status and those of its last pipeline.
  var statuses: FilePath { path.appending("statuses") }

  /// Takes the statuses of the last pipeline that its shell has left there; empty when there are none.
  public func takeStatuses() -> [UInt8] {
    guard let bytes = try? statuses.contents(limit: 1024) else { return [] }
    try? statuses.removeFile()
    return bytes.split(separator: UInt8(ascii: " ")).dropFirst()
      .compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
  }
}
