// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Keeps a log's head and tail, and drops what is between them, whole lines of it.
///
/// The middle is punched out of the file, so that offsets stay true. A file system that punches no holes gets the tail in
/// files of their own, the oldest of which go (see `LogBytes`). What is dropped is on record before it is.
struct LogBudget {
  /// The least that is kept of a log, in bytes: less would be no head and no tail.
  static let least = 1 << 18

  private let path: FilePath
  private let most: Int
  /// The size of the log at which there is something to do.
  private(set) var nextLook: Int
  private var gap: LogGap?
  private var isSaved = false
  /// Up to where the hole has been punched.
  private var punched = 0
  /// The files of the tail, where no holes can be punched; nil until that is known.
  private var parts: [(offset: Int, file: FileDescriptor)]?

  /// - Parameter bytes: How many are kept; nil is all.
  init(of path: FilePath, keeping bytes: Int?) {
    self.path = path
    most = bytes.map { max($0, Self.least) } ?? .max
    nextLook = bytes == nil ? .max : most / 4
  }

  /// Goes on with a log of `size` that another supervisor has kept within its budget, as far as its files tell.
  mutating func resume(at size: Int) {
    guard nextLook != .max else { return }
    nextLook = max(most / 4, size)
    guard let record = try? LogGap.file(of: path).contents(limit: 256), let gap = LogGap(record) else {
      return
    }
    (self.gap, isSaved) = (gap, true)
    punched = gap.range.lowerBound
    let prefix = (path.lastComponent?.string ?? "") + "."
    let names = (try? path.removingLastComponent().names()) ?? []
    let parts = names.compactMap { $0.hasPrefix(prefix) ? Int($0.dropFirst(prefix.utf8.count)) : nil }
      .sorted()
      .compactMap { offset in
        (try? Self.file(of: path, from: offset).open(.writeOnly, options: .append)).map { (offset, $0) }
      }
    guard let last = parts.last else { return }
    self.parts = parts
    nextLook = last.0 + head
  }

  /// A quarter is for the head; at each step a sixteenth is dropped.
  private var head: Int { most / 4 }
  private var step: Int { most / 16 }

  /// Where to write now.
  func target(_ descriptor: FileDescriptor) -> FileDescriptor { parts?.last?.file ?? descriptor }

  /// Makes room for more; to be called when the log has grown as far as `nextLook`.
  mutating func look(_ descriptor: FileDescriptor, _ size: Int) {
    if parts != nil {
      beginPart(at: size)
    } else if size < most {
      // The head is full: what could not be punched out later must not get into the same file.
      do throws(Errno) {
        try descriptor.punch(size..<size + 1)
        nextLook = most
      } catch {
        gap = LogGap(size..<size, lines: 0)
        parts = []
        beginPart(at: size)
      }
    } else {
      drop(to: size - (most - step - head))
      punch(descriptor)
      nextLook = max((gap?.range.upperBound ?? 0) + most - head, size + step)
    }
  }

  /// Puts on record that all from the end of the head to `offset`, or a little further, is dropped.
  private mutating func drop(to offset: Int) {
    let log = try? LogBytes(path)
    func lineStart(_ offset: Int) -> Int { (try? log?.lineStart(from: offset, within: 1 << 16)) ?? offset }
    let start = gap?.range.lowerBound ?? lineStart(head), old = gap?.range.upperBound ?? start
    let new = lineStart(max(offset, old))
    guard new > old else { return }
    gap = LogGap(
      start..<new, lines: (gap?.lines ?? 0) + ((try? log?.lines(in: old..<new, buffer: 1 << 12)) ?? 0))
    save()
  }

  /// On a full disk there may be room for it only once something is gone.
  private mutating func save() {
    guard let gap, let file = try? LogGap.file(of: path).open(.writeOnly, creating: true) else {
      isSaved = false
      return
    }
    isSaved = (try? file.write(gap.record, at: 0)) != nil
    file.shut()
  }

  private mutating func punch(_ descriptor: FileDescriptor) {
    guard let gap, gap.range.upperBound > punched else { return }
    // From the block that the last hole ended in: only whole blocks are given back.
    let start = max(gap.range.lowerBound, punched & ~0xffff)
    if (try? descriptor.punch(start..<gap.range.upperBound)) != nil { punched = gap.range.upperBound }
    if !isSaved { save() }
  }

  /// Goes on in a file of its own, and drops the oldest of those.
  private mutating func beginPart(at size: Int) {
    if let parts, parts.count == 3 {
      drop(to: parts[1].offset)
      parts[0].file.shut()
      try? Self.file(of: path, from: parts[0].offset).removeFile()
      self.parts?.removeFirst()
    }
    if !isSaved { save() }
    guard
      let file = try? Self.file(of: path, from: size).open(
        .writeOnly, creating: true, options: [.append, .exclusiveCreate])
    else {
      nextLook = size + step
      return
    }
    parts?.append((size, file))
    nextLook = size + head
  }

  /// What is left of a log that is given up, in bytes.
  static let shortest = 1 << 14

  /// Drops all of the log at `path`, to which nobody writes any more, but for its last lines. It stays as it is where no
  /// holes can be punched.
  static func keepEnd(of path: FilePath) {
    guard let log = try? LogBytes(path), log.kept > 2 * shortest, let file = try? path.open(.writeOnly) else {
      return
    }
    defer { file.shut() }
    let near = log.size - shortest, end = (try? log.lineStart(from: near, within: shortest)) ?? near
    guard (try? file.punch(log.size..<log.size + 1)) != nil, let lines = try? log.lines(in: 0..<end) else {
      return
    }
    var budget = LogBudget(of: path, keeping: nil)
    budget.gap = LogGap(0..<end, lines: lines)
    budget.save()
    budget.punch(file)
  }

  /// The file of a log's part that begins at `offset`.
  static func file(of log: FilePath, from offset: Int) -> FilePath { FilePath(log.string + ".\(offset)") }
}
