// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import ShellSyntax
public import SystemPackage

/// The part of simmer that runs inside an interactive shell, carried in the binary.
public enum Plugin: String, CaseIterable, Sendable {
  case bash, zsh

  /// The script, byte for byte as it stands in `shell/`.
  public var script: [UInt8] { Words.bytes(self == .bash ? simmer_script_bash : simmer_script_zsh) }

  /// The part of the completion that is written by hand, as it stands in `shell/completions/`.
  public var completion: [UInt8] {
    Words.bytes(self == .bash ? simmer_completion_bash : simmer_completion_zsh)
  }

  /// What a shell evaluates when it opens: where simmer is, which lines are worth a question, and the script; or where to
  /// read these two, which is faster.
  public func text(binary: FilePath, home: FilePath, version: String) -> [UInt8] {
    let values = [
      ("_simmer_bin", binary.string), ("_simmer_home", home.string), ("_simmer_version", version),
    ]
    let lines = values.map { assignment($0, $1) }.joined()
    let gate = Gate(self, binary: binary, home: home)
    if let loader = gate.loader() { return Array((lines + loader).utf8) }
    return Array(lines.utf8) + gate.text(isStarting: true) + script
  }

  /// What an open shell reads after a change of the rules; the same is in the header.
  public func gate(binary: FilePath, home: FilePath) -> [UInt8] {
    Gate(self, binary: binary, home: home).text(isStarting: false)
  }

  /// A line that gives the shell's variable `name` a value.
  func assignment(_ name: String, _ value: String) -> String {
    "\(self == .zsh ? "typeset -g " : "")\(name)=\(ShellQuote.word(value))\n"
  }
}

/// Texts that are carried in the binary.
public enum Words {
  /// The manual page, as it stands in `shell/`: the commands are still to be put in.
  public static var manual: [UInt8] { bytes(simmer_manual) }

  static func bytes(_ script: simmer_script) -> [UInt8] {
    UnsafeRawBufferPointer(start: script.bytes, count: script.count).map { $0 }
  }
}
