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
    let values = [
      ("_simmer_bin", binary.string), ("_simmer_home", home.string), ("_simmer_version", version),
    ]
    let lines = values.flatMap { name, value in
      Array("\(self == .zsh ? "typeset -g " : "")\(name)=".utf8) + ShellQuote.word(Array(value.utf8)) + [
        UInt8(ascii: "\n")
      ]
    }
    return lines + gate(binary: binary, home: home)
  }

  /// The prefilter, made once for a binary and kept in the store: making it takes longer than a shell should wait.
  private func gate(binary: FilePath, home: FilePath) -> [UInt8] {
    let kept = home.appending(".gate.\(rawValue)")
    guard let facts = try? FileFacts(followed: binary) else { return makeGate() }
    let mark = Array("# \(facts.identity.inode) \(facts.size) \(facts.modified)\n".utf8)
    if let found = try? kept.contents(), found.starts(with: mark), found.suffix(2) == Array(")\n".utf8)[...] {
      return found
    }
    let made = mark + makeGate()
    let aside = home.appending(".gate.\(rawValue).\(ThisProcess.pid)")
    if (try? aside.create(made)) != nil, (try? aside.rename(to: kept)) == nil { try? aside.removeFile() }
    return made
  }

  /// Returns the assignments of the array `_simmer_marks` and of the associative array `_simmer_gate`, from each word
  /// that can make a line last to the number of its mark.
  ///
  /// A mark is what must stand in the line as well: literals joined by `|`, `!` for nothing, `:` for another word of
  /// the gate. Keys begin with an x, because bash has no empty ones. Short values: they are what reading this costs.
  private func makeGate() -> [UInt8] {
    let gate = Prefilter(rules: .builtIn, verdicts: [.background, .adaptive]).gate.sorted { $0.key < $1.key }.map { word, mark in
      let text =
        switch mark {
        case .leads: ":"
        case .alone: "!"
        case .any(let literals): literals.sorted().joined(separator: "|")
        }
      return (word: ShellQuote.word("x" + word), mark: text)
    }
    let marks = Set(gate.map(\.mark)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: marks.enumerated().map { ($1, $0 + 1) })
    let entries = gate.map {
      self == .bash ? "[\($0.word)]=\(numbers[$0.mark]!)" : "\($0.word) \(numbers[$0.mark]!)"
    }
    // The first place of an array is 0 in bash and 1 in zsh.
    let list = (self == .bash ? "'' " : "") + marks.map { ShellQuote.word($0) }.joined(separator: " ")
    let declare = self == .bash ? "declare -g" : "typeset -g"
    return Array(
      "\(declare)a _simmer_marks=(\(list))\n\(declare)A _simmer_gate=(\(entries.joined(separator: " ")))\n"
        .utf8)
  }
}
