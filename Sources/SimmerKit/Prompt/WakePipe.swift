// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

// A shell that shows its prompt sleeps until somebody types. zsh can be woken by a pipe as well: one with a name in the
// store, made with the first task of a shell, opened by the shell if it can make use of it, and written to by whoever has
// news for it. Where nobody has it open, nothing is written and the news come with the next prompt.

extension Store {
  private static let prefix = ".wake-"

  private func pipe(of session: Session) -> FilePath { root.appending(Self.prefix + session.description) }

  /// Makes the pipe of a shell that can be woken.
  func makeWakePipe(for session: Session) {
    do throws(Errno) { try pipe(of: session).makePipe() } catch {
      // It is there, or the news come later.
    }
  }

  /// Wakes the shell that has news.
  func wake(_ session: Session?) {
    guard let session, let file = try? pipe(of: session).open(.writeOnly, options: .nonBlocking) else {
      return
    }
    // A full pipe has woken it already.
    withUnsafeBytes(of: UInt8(ascii: "\n")) { _ = try? file.writeSome($0) }
    file.shut()
  }

  /// The shell whose pipe a file of this name is; nil when it is none.
  static func sessionOfPipe(named name: String) -> Session? {
    name.hasPrefix(prefix) ? Session(String(name.dropFirst(prefix.count))) : nil
  }
}
