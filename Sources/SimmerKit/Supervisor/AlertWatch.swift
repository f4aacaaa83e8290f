// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Looks for lines of which somebody wants to hear, and keeps what is told of them few.
///
/// The first match is told at once. Those that follow it belong to the same burst and are only counted, until there was
/// none for a minute; a burst that goes on is told of every ten minutes.
struct AlertWatch {
  private static let lull = 60_000
  private static let reminder = 600_000
  /// The record is written at most so often, in milliseconds.
  private static let pace = 1000
  /// Of a longer line the start is looked at, in bytes.
  private static let lineLimit = 4096

  private let patterns: [PerlRegex]
  private var line: [UInt8] = []
  private(set) var record = AlertRecord()
  private var isNew = false
  private var lastMatch: Int?, lastTold: Int?, lastWritten: Int?
  private var isWritten = true

  /// Nil when there is nothing to look for.
  init?(_ patterns: [String]) {
    // Not for many: machine code would take more room than the supervisor has.
    self.patterns = patterns.compactMap { try? PerlRegex($0, isForMany: false) }
    if self.patterns.isEmpty { return nil }
  }

  mutating func follow(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes[...]
    while let end = Memory.find(UInt8(ascii: "\n"), in: UnsafeRawBufferPointer(rebasing: rest)) {
      let end = rest.startIndex + end
      line.append(contentsOf: rest[..<end].prefix(Self.lineLimit - line.count))
      judge()
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    line.append(contentsOf: rest.prefix(Self.lineLimit - line.count))
  }

  /// Goes on counting where the supervisor before was killed.
  mutating func resume(_ record: AlertRecord) { self.record = record }

  /// Judges the last line, which no newline will end any more.
  mutating func finish() {
    if !line.isEmpty { judge() }
    line = []
  }

  private mutating func judge() {
    let shown = Harmless.bytes(line[...])
    guard patterns.contains(where: { $0.firstMatch(in: shown) != nil }) else { return }
    record.count += 1
    record.line = Harmless.line(shown.prefix(1000))
    (isNew, isWritten) = (true, false)
  }

  /// When there is something to write, on the steady clock.
  var nextLook: Int? { isWritten ? nil : (lastWritten ?? -Self.pace) + Self.pace }

  /// What is to be done about what was found: to write it down, and to tell of it.
  mutating func settle(atEnd: Bool = false) -> (write: Bool, tell: Bool) {
    let now = Clock.steady
    var tell = false
    if isNew {
      isNew = false
      let isBurst = lastMatch.map { now - $0 < Self.lull } ?? false
      lastMatch = now
      tell = !isBurst || lastTold.map { now - $0 >= Self.reminder } ?? true
      if tell { lastTold = now }
      record.at = Clock.wall
    }
    guard !isWritten, tell || atEnd || nextLook.map({ now >= $0 }) ?? true else { return (false, tell) }
    (isWritten, lastWritten) = (true, now)
    return (true, tell)
  }
}

extension Supervisor {
  /// Writes down and tells what was found of the lines that somebody wants to hear of.
  mutating func watchForAlerts(atEnd: Bool = false) {
    guard capture.alerts != nil, !hasEnded else { return }
    if atEnd { capture.alerts?.finish() }
    guard let (write, tell) = capture.alerts?.settle(atEnd: atEnd), let record = capture.alerts?.record else {
      return
    }
    if write { task.note(record) }
    // Whoever sees its output has seen that; and its end says more.
    if tell, !atEnd, stage.front == nil, stage.writer == nil { task.announce(.alert, to: facts.session) }
  }
}
