// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What the shell of a task is given of a line that runs in front of a terminal, where it has to do what the shell that it
/// was typed in would have done.
enum FrontScript {
  /// - Parameter file: Where the statuses of the last pipeline are to be written.
  static func text(_ line: [UInt8], for shell: FilePath, statusesIn file: FilePath?) -> [UInt8] {
    let name = shell.lastComponent?.string ?? ""
    let isZsh = name.hasPrefix("zsh")
    if let file, isZsh || name.hasPrefix("bash") {
      return line + Array((isZsh ? zshStatuses : bashStatuses).utf8)
        + ShellQuote.word(Array(file.string.utf8)) + exit
    }
    return isZsh && isPlainList(line) ? Array(interruptible.utf8) + line + end : line
  }

  /// A shell that was given a line as an argument is in one process group with its commands, so Ctrl+C reaches it too. bash
  /// then waits what the command makes of it; zsh ends. So zsh is told to do what it does at a prompt: the list goes on
  /// unless the command was killed by it.
  private static let interruptible = """
    trap _simmer_i=1 INT; trap '_simmer_s=$?; if [[ -n ${_simmer_i-} ]]; then _simmer_i=; \
    if [[ $_simmer_s == 130 ]]; then trap - INT DEBUG; kill -INT $$; fi; fi' DEBUG

    """
  /// Before it the trap looks for the last time.
  private static let end = Array("\nreturn $?".utf8)

  /// Whether it is commands parted by `;` and nothing else that zsh would have to go on with: the trap runs between the
  /// members of a list, so it knows nothing of `||`, and would go on with a loop of builtin commands for ever.
  private static func isPlainList(_ line: [UInt8]) -> Bool {
    var words = ""
    var quote: UInt8?
    for byte in line {
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        quote = byte
      } else if quote == nil {
        words.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return words.contains(";")
      && !["||", "(", "{", "\\", "`", "while", "until", "for", "repeat", "return"].contains {
        words.contains($0)
      }
  }

  private static let bashStatuses =
    "\n_simmer_s=$? _simmer_p=\"${PIPESTATUS[*]}\"; { builtin echo \"$_simmer_p\" >|"
  private static let zshStatuses =
    "\n_simmer_s=$? _simmer_p=\"${pipestatus[*]}\"; { builtin print -r -- \"$_simmer_p\" >|"
  private static let exit = Array("; } 2>/dev/null; builtin exit $_simmer_s".utf8)
}

extension TaskDirectory {
  /// Where the shell of a task in front leaves the statuses of its pipeline.
  var statuses: FilePath { path.appending("statuses") }

  /// Takes the statuses that its shell has left there; empty when there are none.
  public func takeStatuses() -> [UInt8] {
    guard let bytes = try? statuses.contents(limit: 256) else { return [] }
    try? statuses.removeFile()
    return bytes.split(separator: UInt8(ascii: "\n")).first?.split(separator: UInt8(ascii: " "))
      .compactMap { UInt8(String(decoding: $0, as: UTF8.self)) } ?? []
  }
}
