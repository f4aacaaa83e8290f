// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// Shows what tasks write, while they write it, cleaned and filtered as an excerpt is. Rows come when the cursor has left them.
public final class LogFollower {
  /// A row, and where it is from.
  public typealias Show = (_ task: TaskDirectory, _ stream: TaskDirectory.Stream, _ text: String) -> Bool

  /// One log that is followed.
  private struct Source {
    let stream: TaskDirectory.Stream
    let log: LogBytes
    var offset: Int
    var text: TerminalText
    /// When an unfinished line was last shown, on the steady clock.
    var shown = 0

    /// Goes on behind what is gone, if that is where it stands.
    mutating func passGap(_ body: (TerminalText.Block) -> Void) -> LogGap? {
      guard let gap = log.gaps.first(where: { $0.range.contains(offset) })?.rest(from: offset) else {
        return nil
      }
      text.finish(body)
      text.jump(to: gap.range.upperBound, passing: gap.lines)
      offset = gap.range.upperBound
      return gap
    }
  }

  private final class Followed {
    let reader: LogReader
    var task: TaskDirectory { reader.task }
    let filter: LineFilter
    let finish: Finish
    let keepsColor: Bool
    var sources: [Source] = []
    var connection: Connection?
    var isOver = false

    init(_ reader: LogReader) {
      self.reader = reader
      (filter, finish) = (reader.filter, reader.finish)
      keepsColor = reader.keepsColor
    }

    /// Whether something was written that is no line yet.
    var isAmidst: Bool { sources.contains { $0.offset < $0.log.size } }
  }

  private var followed: [Followed] = []
  /// After so many milliseconds without more, an unfinished line is shown: it may be a question.
  private static let patience = 300
  /// A line that is written anew again and again, such as a progress bar, is shown after so many milliseconds at the earliest.
  private static let rewriting = 30_000
  /// How often, in milliseconds, readers remember what they were shown.
  private static let saving = 1000

  public init() {}

  deinit {
    for one in followed {
      one.connection?.close()
      for source in one.sources { source.text.deallocate() }
    }
  }

  /// Adds a task, whose `excerpts` have been shown.
  public func add(_ reader: LogReader, after excerpts: [Excerpt]) throws(SimmerError) {
    let one = Followed(reader)
    for excerpt in excerpts {
      do {
        one.sources.append(
          Source(
            stream: excerpt.stream, log: try LogBytes(reader.task.log(excerpt.stream)),
            offset: excerpt.resumption,
            text: TerminalText(size: reader.size, offset: excerpt.resumption, number: 1)))
      } catch {
        throw SimmerError(.refused, cannot: "follow the output of \(reader.task.id)", error.description)
      }
    }
    followed.append(one)
  }

  /// Goes on until all tasks have ended, or `show` says that nobody looks any more, or `destination` hangs up.
  public func follow(until destination: FileDescriptor, _ show: Show) throws(SimmerError) {
    var isQuiet = false, saved = Clock.steady
    while true {
      for one in followed where !one.isOver && one.connection == nil {
        one.connection = try? Connection(to: one.task, .follow)
        one.connection?.descriptor.makeNonBlocking()
      }
      // Whether it has ended is asked before the last look, so that nothing falls between the two.
      for one in followed where !one.isOver {
        let hasEnded = one.task.status?.state != .running
        guard try read(one, isLast: hasEnded, isQuiet: isQuiet, show) else { return }
        if hasEnded { one.isOver = true }
      }
      let open = followed.filter { !$0.isOver }
      if open.isEmpty || Clock.steady - saved >= Self.saving {
        for one in followed { try one.reader.saveCursor() }
        saved = Clock.steady
      }
      if open.isEmpty { return }
      var set = PollSet()
      let places = open.map { $0.connection.map { set.add($0.descriptor, .input) } }
      // No events asked for: only the hang-up of the reader is of interest.
      let gone = set.add(destination, [])
      // Between its start and its socket, or between its end and its record, there is nobody to ask.
      let isAlone = open.contains { $0.connection == nil }
      set.wait(timeout: isAlone ? 20 : open.contains(where: \.isAmidst) ? Self.patience : nil)
      if !set.events(at: gone).isEmpty { return }
      isQuiet = !isAlone && places.allSatisfy { $0.map { set.events(at: $0).isEmpty } ?? true }
      for (one, place) in zip(open, places) {
        guard let place, !set.events(at: place).isEmpty, let connection = one.connection else { continue }
        let told = (try? connection.descriptor.contents(limit: 4096)) ?? []
        if told.isEmpty || told.contains(UInt8(ascii: "\n")) {
          connection.close()
          one.connection = nil
        }
      }
    }
  }

  /// Shows what is new; false when nobody looks.
  ///
  /// - Parameters:
  ///   - isLast: Whether nothing more can come.
  ///   - isQuiet: Whether nothing came for a while: then an unfinished line is shown, and again when it grew.
  private func read(_ one: Followed, isLast: Bool, isQuiet: Bool, _ show: Show) throws(SimmerError) -> Bool {
    var isWatched = true
    for index in one.sources.indices {
      let (stream, log) = (one.sources[index].stream, one.sources[index].log)
      func take(_ block: TerminalText.Block) {
        var places = BlockPlaces(block)
        one.filter.scan(block.text) { number, line, answer in
          guard isWatched, answer == .wanted else { return }
          let text = Array(line)
          let colored = one.keepsColor ? log.colored(text, at: places.offset(of: number)) : nil
          isWatched = show(one.task, stream, colored ?? one.finish.text(of: text))
        }
      }
      do throws(Errno) {
        try log.refresh()
        while isWatched {
          let bytes = try log.bytes(from: one.sources[index].offset, count: LogFile.blockSize)
          if bytes.isEmpty {
            guard let gap = one.sources[index].passGap(take) else { break }
            isWatched = show(
              one.task, stream, "... \(gap.text) dropped here: a log keeps its head and its tail")
            continue
          }
          let isPiece = bytes.count == LogFile.blockSize && !bytes.contains(0x0a)
          let isEnd = (isLast || isQuiet && !Self.endsInSequence(bytes)) && bytes.count < LogFile.blockSize
          let offset = one.sources[index].offset
          let read = bytes.withUnsafeBytes {
            one.sources[index].text.read($0, at: offset, isLast: isPiece || isEnd, take)
          }
          one.sources[index].offset += read
          if read == 0 { break }
        }
      } catch {
        throw SimmerError(.refused, cannot: "follow the output of \(one.task.id)", error.description)
      }
      if isLast {
        one.sources[index].text.finish(take)
      } else {
        let now = Clock.steady
        let rewritten = now - one.sources[index].shown >= Self.rewriting
        if isQuiet, rewritten { one.sources[index].shown = now }
        one.sources[index].text.showSettled(unfinished: isQuiet, rewritten: rewritten, take)
      }
      guard isWatched else { return false }
      // The row that the cursor is in will be shown again: it may go on.
      let next = isLast ? one.sources[index].offset : one.sources[index].text.screen.resumption.offset
      one.reader.note(stream, shownTo: min(next, one.sources[index].offset))
    }
    return isWatched
  }

  /// Whether the last bytes may be the beginning of a sequence.
  private static func endsInSequence(_ bytes: [UInt8]) -> Bool {
    guard let escape = bytes.suffix(256).lastIndex(of: 0x1b) else { return false }
    return bytes.withUnsafeBytes {
      let (sequence, end) = EscapeSequence.read($0, at: escape)
      if case .idle = sequence { return end >= $0.count }
      return false
    }
  }
}
