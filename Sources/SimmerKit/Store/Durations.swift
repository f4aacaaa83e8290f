// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// How long commands took before: the file `durations` of the store.
///
/// A table of fixed size. A command in a directory has one place in it, and takes it from another that has the same. A
/// record is text: the fingerprint of both, how often the command was left alone since it was last measured, whether its
/// user was told of it, and the last durations in milliseconds, newest first.
public struct Durations {
  public struct History: Equatable, Sendable {
    /// Milliseconds, newest first.
    public internal(set) var durations: [Int] = []
    var skipped = 0
    public internal(set) var isTold = false

    /// What it usually takes: the middle one of the last; nil while there are fewer than two.
    public var usual: Int? {
      durations.count < 2 ? nil : durations.sorted()[(durations.count - 1) / 2]
    }

    /// Whether it always took so short that nothing needs to be done about it.
    public var isShort: Bool {
      durations.count >= Durations.enough && durations.allSatisfy { $0 < Durations.short }
    }
    /// Whether it always took so long that it could have been in the background from the start.
    public var isLong: Bool { durations.count >= 3 && durations.allSatisfy { $0 >= Durations.long } }
  }

  private static let places: UInt64 = 1024
  private static let size = 96
  /// How many durations are kept of a command, and needed to call it short.
  private static let enough = 5
  private static let short = 5000
  private static let long = 120_000
  /// A command that was left alone so many times is measured again.
  private static let patience = 20
  /// The least that a failure must have taken to be counted, in milliseconds: a build that does not compile says nothing
  /// of how long one takes that does.
  private static let countedFailure = short

  private let file: FilePath
  private let key: String
  private let offset: Int

  /// The place of `command`, run in `directory`.
  init(in store: Store, of command: [UInt8], directory: FilePath) {
    file = store.root.appending("durations")
    key = Fingerprint.hex(Array(directory.string.utf8) + [0] + command)
    offset = Int((UInt64(key, radix: 16) ?? 0) % Self.places) * Self.size
  }

  /// The place of a line that is typed in this process's directory; nil when that is gone.
  public init?(ofTypedLine line: String, in store: Store) {
    guard let directory = LaunchRequest.namedDirectory else { return nil }
    self.init(in: store, of: Array(line.utf8), directory: directory)
  }

  public var history: History {
    guard let file = try? file.open(.readOnly) else { return History() }
    defer { file.shut() }
    guard let bytes = try? file.bytes(from: offset, count: Self.size) else { return History() }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count > 2, words[0] == key, let skipped = Int(words[1]) else { return History() }
    var history = History()
    history.skipped = skipped
    history.isTold = words[2] == "told"
    history.durations = words.dropFirst(3).compactMap { Int($0) }
    return history
  }

  /// Whether the command is to be left alone this time: it always took short, and need not be measured again yet.
  public func leavesAlone() -> Bool {
    var history = history
    guard history.isShort else { return false }
    history.skipped = (history.skipped + 1) % Self.patience
    write(history)
    return history.skipped != 0
  }

  /// Notes that its user was told how long it takes.
  public func noteTold() {
    var history = history
    history.isTold = true
    write(history)
  }

  /// Notes that it ended after `milliseconds`.
  func note(_ milliseconds: Int, exit: Exit?) {
    guard case .code(let code) = exit, code == 0 || milliseconds >= Self.countedFailure else { return }
    var history = history
    history.durations = Array(([min(milliseconds, 999_999_999)] + history.durations).prefix(Self.enough))
    history.skipped = 0
    write(history)
  }

  private func write(_ history: History) {
    let words =
      [key, String(history.skipped), history.isTold ? "told" : "new"] + history.durations.map(String.init)
    let text = words.joined(separator: " ")
    let record = text + String(repeating: " ", count: max(0, Self.size - 1 - text.utf8.count)) + "\n"
    guard let file = try? file.open(.writeOnly, creating: true) else { return }
    defer { file.shut() }
    try? file.write(Array(record.utf8), at: offset)
  }
}
