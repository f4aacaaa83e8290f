// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A note in the store that a program of simmer has the screen of a terminal: `screens/4242-871263`, in it the name of the
/// terminal. It goes when the screen is given back; one that stays tells of a program that was killed before it could.
public struct ScreenMark: Sendable {
  private let path: FilePath

  private static func directory(_ store: Store) -> FilePath { store.root.appending("screens") }

  /// Makes a note for this process; nil where that cannot be done, which harms nobody.
  public init?(in store: Store) {
    guard let process = ProcessIdentity.current, let terminal = Self.terminal(of: process) else { return nil }
    let directory = Self.directory(store)
    path = directory.appending(Session(shell: process).description)
    do {
      if !directory.exists { try directory.makeDirectory() }
      try? path.removeFile()
      try path.create(Array(terminal.utf8))
    } catch { return nil }
  }

  public func remove() { try? path.removeFile() }

  /// Takes away the notes of programs that were killed; tells whether one of them was in the terminal of this process.
  public static func takeOrphans(in store: Store) -> Bool {
    guard let own = ProcessIdentity.current.flatMap(terminal) else { return false }
    var found = false
    for name in (try? directory(store).names()) ?? [] {
      guard let session = Session(name), !session.isAlive else { continue }
      let path = directory(store).appending(name)
      let terminal = (try? path.contents(limit: 256)).map { String(decoding: $0, as: UTF8.self) }
      // That of another terminal is for whoever asks there.
      guard terminal == own else { continue }
      found = true
      try? path.removeFile()
    }
    return found
  }

  private static func terminal(of process: ProcessIdentity) -> String? {
    ProcessRow(of: process.pid)?.terminalName
  }
}
