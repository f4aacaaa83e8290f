// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The file in which a shell finds what became of its line: `.answer.SESSION` in the store, one line
/// `NONCE WORD ID COUNT`, then COUNT bytes that were typed ahead. In front of COUNT stand the statuses of a pipeline, parted
/// by commas, if its shell left them. Behind `started` COUNT is followed by the modes that the
/// terminal had, for stty(1), should this process be killed.
///
/// All its space is taken before anything starts, so that a full disk cannot make it say the wrong thing.
public struct FrontAnswer {
  public enum Word: String, Sendable { case started, ended, moved, paused }

  /// The most that is kept of what was typed ahead, in bytes.
  public static let room = 3072
  private static let nothing = [UInt8](repeating: UInt8(ascii: "\n"), count: 4096)

  private let file: FileDescriptor
  private let nonce: String

  /// Opens the file of `session`, for the line that the shell calls `nonce`.
  ///
  /// - Throws: `refused` when it cannot be written.
  public init(in store: Store, session: Session, nonce: String) throws(SimmerError) {
    self.nonce = nonce
    do throws(Errno) {
      file = try store.root.appending(Self.name(session)).open(.writeOnly, creating: true)
      try file.write(Self.nothing, at: 0)
    } catch { throw SimmerError(.refused, cannot: "use the store \(store.root)", error.description) }
  }

  private static let prefix = ".answer."

  static func name(_ session: Session) -> String { prefix + session.description }

  /// The session whose file has `name`, if it is one.
  static func session(of name: String) -> Session? {
    name.hasPrefix(prefix) ? Session(String(name.dropFirst(prefix.count))) : nil
  }

  /// Tells the shell; false when it will not hear of it.
  public func say(
    _ word: Word, _ task: TaskID, statuses: [UInt8] = [], ahead: [UInt8] = [], modes: TerminalModes? = nil
  ) -> Bool {
    let ahead = ahead.prefix(Self.room)
    let parts = statuses.isEmpty ? "" : statuses.map { "\($0)" }.joined(separator: ",") + " "
    let line =
      "\(nonce) \(word.rawValue) \(task) \(parts)\(ahead.count)\(modes.map { " \($0.saved)" } ?? "")\n"
    let blank = [UInt8](repeating: UInt8(ascii: "\n"), count: max(0, 512 - line.utf8.count - ahead.count))
    return (try? file.write(Array(line.utf8) + ahead + blank, at: 0)) != nil
  }

  /// Takes back what was said: nothing has run.
  public func retract() { try? file.write(Self.nothing, at: 0) }
}
