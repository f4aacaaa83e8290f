// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

/// The state of the shell that a line was typed in: aliases, functions, variables, as a script.
///
/// It may hold secrets, so it lives in memory only: no file system ever has a name for it.
public enum SavedState {
  /// The most that is taken, in bytes.
  static let limit = 16 << 20

  /// Reads `source` to its end and returns a descriptor from which a shell can read it again.
  ///
  /// - Parameters:
  ///   - source: nil for a shell of which nothing is wanted.
  ///   - prelude: What the shell is to read first.
  public static func read(
    from source: FileDescriptor?, after prelude: [UInt8] = []
  ) throws(SimmerError) -> FileDescriptor {
    do throws(Errno) {
      let script = prelude + (try source?.contents(limit: limit + 1) ?? [])
      guard script.count <= limit else { throw .fileTooLarge }
      let memory = FileDescriptor(rawValue: simmer_anonymous_file())
      guard memory.rawValue >= 0 else { throw .last }
      try memory.writeFully(script)
      _ = try? memory.seek(offset: 0, from: .start)
      return memory
    } catch {
      throw SimmerError(.refused, cannot: "save the state of the shell", error.description)
    }
  }
}
