// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// The bytes of one log by their offsets since its beginning, whatever of them is still there.
///
/// A log is one file, from whose middle its budget may have punched a hole; where the file system punches none, it is
/// the head of the log in that file, and later parts in files that are named by their offsets: `stdout.16777216`.
public final class LogBytes {
  private struct Part {
    let offset: Int
    let file: FileDescriptor
  }

  private let path: FilePath
  private var parts: [Part]
  /// How much was written to the log until it was last looked at.
  public private(set) var size = 0
  /// What of that is gone.
  public private(set) var gaps: [LogGap] = []
  private var gapFile: FileDescriptor?

  public init(_ path: FilePath) throws(Errno) {
    self.path = path
    parts = [Part(offset: 0, file: try path.open(.readOnly))]
    do throws(Errno) { try refresh() } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  private func close() {
    for part in parts { part.file.shut() }
    gapFile?.shut()
  }

  /// How many bytes are still there.
  public var kept: Int { size - gaps.reduce(0) { $0 + $1.range.count } }

  /// When it was last written to, in milliseconds since the epoch.
  var modified: Int { get throws(Errno) { try FileFacts(of: parts[parts.count - 1].file).modified } }

  /// How much was written to the log at `path`, and how much of it is kept; nil when there is none.
  static func sizes(of path: FilePath) -> (written: Int, kept: Int)? {
    guard let facts = try? FileFacts(of: path) else { return nil }
    guard LogGap.file(of: path).exists, let log = try? LogBytes(path) else { return (facts.size, facts.size) }
    return (log.size, log.kept)
  }

  // MARK: - What is there

  /// Looks again how much there is: of a task that runs, it may be more, and it may be less.
  public func refresh() throws(Errno) {
    let head = try FileFacts(of: parts[0].file).size
    try refreshGaps(head)
    size = head
    guard gapFile != nil else { return }
    try findParts()
    if let last = parts.last, last.offset > 0 { size = last.offset + (try FileFacts(of: last.file).size) }
  }

  private func refreshGaps(_ head: Int) throws(Errno) {
    if gapFile == nil { gapFile = try? LogGap.file(of: path).open(.readOnly) }
    if let gapFile, let gap = LogGap(try gapFile.bytes(from: 0, count: 256)) {
      gaps = gap.range.isEmpty ? [] : [gap]
    } else {
      // Somebody else made it a sparse file, or the disk had no room for the record.
      gaps = parts[0].file.holes(size: head).map { LogGap($0, lines: 0) }
    }
  }

  /// Opens the files of later parts that are not open yet.
  private func findParts() throws(Errno) {
    let directory = path.removingLastComponent(), prefix = (path.lastComponent?.string ?? "") + "."
    let offsets = try directory.names().compactMap { name in
      name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.utf8.count)) : nil
    }
    for offset in offsets.sorted() where offset > parts[parts.count - 1].offset {
      // Gone since: it has been dropped.
      guard let file = try? LogBudget.file(of: path, from: offset).open(.readOnly) else { continue }
      parts.append(Part(offset: offset, file: file))
    }
  }

  // MARK: - Reading

  /// What stands at a place of a log.
  enum Piece {
    /// So many bytes were read; fewer than asked for before a gap and at the end.
    case bytes(Int)
    case gap(LogGap)
    case end
  }

  /// Reads into `buffer` what stands at `offset`.
  func read(into buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(Errno) -> Piece {
    if let gap = gap(at: offset) { return .gap(gap) }
    var filled = try fill(before(gapAfter: offset, buffer), from: offset)
    // What a running task's budget punches out in this moment reads as zeros.
    if Memory.find(0, in: UnsafeRawBufferPointer(rebasing: buffer[..<filled])) != nil {
      try refreshGaps(FileFacts(of: parts[0].file).size)
      if let gap = gap(at: offset) { return .gap(gap) }
      filled = min(filled, before(gapAfter: offset, buffer).count)
    }
    return filled > 0 ? .bytes(filled) : .end
  }

  private func gap(at offset: Int) -> LogGap? { gaps.first { $0.range.contains(offset) } }

  /// As much of `buffer` as can be filled from `offset` before something is gone.
  private func before(gapAfter offset: Int, _ buffer: UnsafeMutableRawBufferPointer)
    -> UnsafeMutableRawBufferPointer
  {
    guard let gap = gaps.first(where: { $0.range.lowerBound > offset }) else { return buffer }
    return UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(gap.range.lowerBound - offset))
  }

  private func fill(_ buffer: UnsafeMutableRawBufferPointer, from offset: Int) throws(Errno) -> Int {
    if parts.count == 1 { return try parts[0].file.fill(buffer, from: offset) }
    var filled = 0
    while filled < buffer.count, let index = parts.lastIndex(where: { $0.offset <= offset + filled }) {
      let part = parts[index], place = offset + filled
      let end = index + 1 < parts.count ? parts[index + 1].offset : .max
      let count = min(buffer.count - filled, end - place)
      let got = try part.file.fill(
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + count]), from: place - part.offset)
      filled += got
      if got < count { break }
    }
    return filled
  }

  /// Returns the file that holds what stands at `offset`, the place in it, and how much follows there, at most `count`,
  /// before something is gone or the next file begins; nil where something is gone.
  func place(of offset: Int, count: Int) -> (file: FileDescriptor, offset: Int, count: Int)? {
    guard gap(at: offset) == nil, let index = parts.lastIndex(where: { $0.offset <= offset }) else {
      return nil
    }
    let gap = gaps.first { $0.range.lowerBound > offset }?.range.lowerBound ?? .max
    let next = index + 1 < parts.count ? parts[index + 1].offset : .max
    return (parts[index].file, offset - parts[index].offset, min(count, min(gap, next) - offset))
  }

  /// Returns the bytes from `offset` on that are there, at most `count`: fewer before a gap and at the end.
  public func bytes(from offset: Int, count: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, count))
    let piece: Result<Piece, Errno> = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) { return .success(try read(into: buffer, from: offset)) } catch {
        return .failure(error)
      }
    }
    guard case .bytes(let filled) = try piece.get() else { return [] }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Returns at most `count` bytes from `offset` on, or from where the log goes on behind what is gone, and moves
  /// `offset` behind them; nil at the end. What was passed over is added to `dropped`.
  func next(from offset: inout Int, count: Int, dropped: inout Int) throws(Errno) -> [UInt8]? {
    while true {
      let bytes = try bytes(from: offset, count: count)
      if !bytes.isEmpty {
        offset += bytes.count
        return bytes
      }
      guard let gap = gap(at: offset) else { return nil }
      dropped += gap.range.upperBound - offset
      offset = gap.range.upperBound
    }
  }

  /// As above, with no trouble and no account.
  func next(from offset: inout Int, count: Int) -> [UInt8]? {
    var dropped = 0
    return try? next(from: &offset, count: count, dropped: &dropped)
  }

  /// Calls `body` with all that is there of `range`, in order, until it says false.
  func forEach(
    in range: Range<Int>, buffer size: Int = 1 << 14,
    _ body: (_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Bool
  ) throws(Errno) {
    let result: Result<Void, Errno> = withUnsafeTemporaryAllocation(byteCount: size, alignment: 16) {
      buffer in
      var place = range.lowerBound
      do throws(Errno) {
        while place < range.upperBound {
          let room = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(range.upperBound - place))
          switch try read(into: room, from: place) {
          case .bytes(let count):
            guard body(UnsafeRawBufferPointer(rebasing: room[..<count]), place) else { return .success(()) }
            place += count
          case .gap(let gap): place = gap.range.upperBound
          case .end: return .success(())
          }
        }
      } catch { return .failure(error) }
      return .success(())
    }
    try result.get()
  }

  /// Returns the first place at or after `offset`, within so many bytes, where a line begins; nil when there is none.
  func lineStart(from offset: Int, within reach: Int = .max) throws(Errno) -> Int? {
    if offset <= 0 { return 0 }
    if let gap = gap(at: offset) { return gap.range.upperBound }
    var start: Int?
    let end = offset - 1 + min(reach, max(size - offset + 1, 0))
    try forEach(in: offset - 1..<end, buffer: 1 << 12) { bytes, place in
      start = Memory.find(0x0a, in: bytes).map { place + $0 + 1 }
      return start == nil
    }
    return start
  }

  /// Returns how many lines end in `range`, those that are gone included; reads `size` bytes at a time.
  func lines(in range: Range<Int>, buffer size: Int = 1 << 18) throws(Errno) -> Int {
    var count = 0
    try forEach(in: range, buffer: size) { bytes, _ in
      count += Memory.lines(in: bytes)
      return true
    }
    return gaps.reduce(count) {
      range.lowerBound <= $1.range.lowerBound && $1.range.upperBound <= range.upperBound ? $0 + $1.lines : $0
    }
  }
}
