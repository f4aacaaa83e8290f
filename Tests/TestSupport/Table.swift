// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A table of cases: a file of lines whose fields are parted by tabs.
///
/// `#` in front makes a comment. In a field, `\n` is a newline, `\t` a tab and `\\` a backslash.
public enum Table {
  public static func rows(_ path: String) -> [[String]] {
    Repository.file(path).lines.filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t").map { unescaped($0) }
    }
  }

  private static func unescaped(_ field: Substring) -> String {
    var text = ""
    var escaped = false
    for character in field {
      switch (escaped, character) {
      case (false, "\\"): escaped = true; continue
      case (true, "n"): text.append("\n")
      case (true, "t"): text.append("\t")
      case (true, "\\"), (false, _): text.append(character)
      case (true, _): text += "\\\(character)"
      }
      escaped = false
    }
    return text
  }
}
