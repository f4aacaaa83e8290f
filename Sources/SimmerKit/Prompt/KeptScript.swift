// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

// A shell reads a file several times faster than a command substitution, zsh ten times faster once it is compiled
// (zcompile), and bash takes longest to parse functions. So the script lies in the store, for each binary under a name
// of its own, and what is needed only once a line is entered lies in a second file.

/// The script of a plugin as files, from which a shell reads it.
struct KeptScript {
  /// What a shell reads when it opens.
  let start: FilePath
  /// What it reads at the first line; nil: that is part of `start`.
  let rest: FilePath?

  /// The lines of the script between which stands what can wait.
  private static let marks = ("# >>> at the first line\n", "# <<< at the first line\n")

  /// Finds the files, or makes them; nil when the store cannot keep them.
  ///
  /// - Parameter mark: The binary that the script is of.
  init?(_ plugin: Plugin, mark: String, home: FilePath) {
    let family = ".plugin.\(plugin.rawValue)."
    start = home.appending(family + mark)
    rest = plugin == .bash ? home.appending(family + mark + ".rest") : nil
    if Self.isThere(start), rest.map(Self.isThere) ?? true { return }
    let script = String(decoding: plugin.script, as: UTF8.self)
    var first = script[...]
    if let rest, let from = script.firstRange(of: Self.marks.0), let to = script.firstRange(of: Self.marks.1)
    {
      first = script[..<from.lowerBound] + script[to.upperBound...]
      guard Self.keep(script[from.upperBound..<to.lowerBound], at: rest) else { return nil }
    }
    guard Self.keep(first, at: start) else { return nil }
    for name in (try? home.names(hidden: true)) ?? []
    where name.hasPrefix(family) && !name.hasPrefix(family + mark) {
      try? home.appending(name).removeFile()
    }
  }

  /// A file that a crash of the machine has emptied is none.
  static func isThere(_ path: FilePath) -> Bool { ((try? FileFacts(of: path))?.size ?? 0) > 0 }

  /// Writes the file with a time of long ago: zsh uses what it compiled of it only if that is newer, to the second.
  private static func keep(_ text: Substring, at path: FilePath) -> Bool {
    let aside = FilePath(path.string + ".new.\(ThisProcess.pid)")
    return
      (try? path.replace(with: Array(text.utf8), aside: aside) { file throws(Errno) in
        try file.setModified(1_000_000_000)
      }) != nil
  }
}
