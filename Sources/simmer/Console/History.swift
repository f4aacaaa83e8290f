// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import SimmerKit
import SystemPackage

/// What was typed at consoles before: a file of its own in the store, for its owner alone.
///
/// Each line is appended when it is entered, so that consoles that are open at once, or killed, lose none.
struct History {
  private let file: FilePath
  /// How many lines are kept; 0: none, and no file.
  private let size: Int

  init(_ file: FilePath, size: Int) {
    (self.file, self.size) = (file, size)
    simmer_history_begin(Int32(size))
    guard size > 0 else { return }
    read_history(file.string)
    // What was cut off at the last end of another console is not needed in memory.
    simmer_history_begin(Int32(size))
  }

  /// Keeps `line`; not one that begins with a blank, which is how a shell is told to forget a line, nor one twice in a row.
  func add(_ line: String) {
    guard size > 0, !line.hasPrefix(" "), line.contains(where: { !$0.isWhitespace }),
      simmer_history_add(line) != 0, prepare()
    else { return }
    append_history(1, file.string)
  }

  /// Cuts the file to its size.
  func finish() {
    guard size > 0 else { return }
    history_truncate_file(file.string, Int32(size))
  }

  /// Makes the file, readable for its owner alone.
  private func prepare() -> Bool {
    guard
      let opened = try? FileDescriptor.open(
        file, .writeOnly, options: [.create, .append, .noFollow, .closeOnExec], permissions: [.ownerReadWrite]
      )
    else { return false }
    try? opened.close()
    return true
  }
}
