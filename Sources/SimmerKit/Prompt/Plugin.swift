// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import ShellSyntax
public import SystemPackage

/// The part of simmer that runs inside an interactive shell, carried in the binary.
public enum Plugin: String, CaseIterable, Sendable {
  case bash, zsh

  /// The script, byte for byte as it stands in `shell/`.
  public var script: [UInt8] {
    let script =
      switch self {
      case .bash: simmer_script_bash
      case .zsh: simmer_script_zsh
      }
    return UnsafeRawBufferPointer(start: script.bytes, count: script.count).map { $0 }
  }

  /// The assignments that come before the script: where simmer is, and which lines are worth a question.
  public func header(binary: FilePath, home: FilePath, version: String) -> [UInt8] {
    let prefilter = Prefilter(rules: .builtIn)
    let values = [
      ("_simmer_bin", binary.string), ("_simmer_home", home.string), ("_simmer_version", version),
      ("_simmer_first", prefilter.firstWords.joined(separator: " ")), ("_simmer_re", prefilter.pattern),
      ("_simmer_globs", "(" + prefilter.literals.joined(separator: "|") + ")"),
    ]
    let lines = values.map { name, value in
      Array("\(self == .zsh ? "typeset -g " : "")\(name)=".utf8) + ShellQuote.word(Array(value.utf8)) + [UInt8(ascii: "\n")]
    }
    return lines.flatMap { $0 }
  }
}
