// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

// A shell that shows its prompt sleeps until somebody types. zsh can be woken by a pipe as well: one with a name in the
// store, made with the first task of a shell, opened by the shell if it can make use of it, and written to by whoever has
// news for it. Where nobody has it open, nothing is written and the news come with the next prompt.
//
// bash cannot: of all signals only that of a window of another size (SIGWINCH) runs a trap while it reads a line. One that
// was told to (SIMMER_ASYNC=on) has a file beside its pipe. It is signalled only while it is itself in front of its
// terminal, and a shell that has no trap by then does not notice.

extension Store {
  private static let prefix = ".wake-"

  private func pipe(of session: Session) -> FilePath { root.appending(Self.prefix + session.description) }

  private static let bellPrefix = ".ring-"

  private func bell(of session: Session) -> FilePath {
    root.appending(Self.bellPrefix + session.description)
  }

  /// Makes the pipe of a shell that can be woken.
  func makeWakePipe(for session: Session) {
    do throws(Errno) { try pipe(of: session).makePipe() } catch {
      // It is there, or the news come later.
    }
  }

  /// Wakes the shell that has news.
  func wake(_ session: Session?) {
    guard let session else { return }
    if session.shell.isInFront, bell(of: session).exists { session.shell.send(.windowChange) }
    guard let file = try? pipe(of: session).open(.writeOnly, options: .nonBlocking) else { return }
    // A full pipe has woken it already.
    withUnsafeBytes(of: UInt8(ascii: "\n")) { _ = try? file.writeSome($0) }
    file.shut()
  }

  /// The shell whose pipe or bell a file of this name is; nil when it is none.
  static func sessionOfPipe(named name: String) -> Session? {
    for prefix in [prefix, bellPrefix] where name.hasPrefix(prefix) {
      return Session(String(name.dropFirst(prefix.count)))
    }
    return nil
  }
}
