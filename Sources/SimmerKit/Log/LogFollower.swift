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
    let task: TaskDirectory
    let filter: LineFilter
    let finish: Finish
    var sources: [Source] = []
    var connection: Connection?
    var isOver = false

    init(_ task: TaskDirectory, _ filter: LineFilter, _ finish: Finish) {
      (self.task, self.filter, self.finish) = (task, filter, finish)
    }
  }

  private var followed: [Followed] = []

  public init() {}

  deinit {
    for one in followed {
      one.connection?.close()
      for source in one.sources { source.text.deallocate() }
    }
  }

  /// Adds a task, whose `excerpts` have been shown.
  public func add(_ reader: LogReader, after excerpts: [Excerpt]) throws(SimmerError) {
    let one = Followed(reader.task, reader.filter, reader.finish)
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
    while true {
      for one in followed where !one.isOver && one.connection == nil {
        one.connection = try? Connection(to: one.task, .follow)
        one.connection?.descriptor.makeNonBlocking()
      }
      // Whether it has ended is asked before the last look, so that nothing falls between the two.
      for one in followed where !one.isOver {
        let hasEnded = one.task.status?.state != .running
        guard try read(one, isLast: hasEnded, show) else { return }
        if hasEnded { one.isOver = true }
      }
      let open = followed.filter { !$0.isOver }
      if open.isEmpty { return }
      var set = PollSet()
      let places = open.map { $0.connection.map { set.add($0.descriptor, .input) } }
      // No events asked for: only the hang-up of the reader is of interest.
      let gone = set.add(destination, [])
      // Between its start and its socket, or between its end and its record, there is nobody to ask.
      set.wait(timeout: open.contains { $0.connection == nil } ? 20 : nil)
      if !set.events(at: gone).isEmpty { return }
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
  private func read(_ one: Followed, isLast: Bool, _ show: Show) throws(SimmerError) -> Bool {
    var isWatched = true
    for index in one.sources.indices {
      let stream = one.sources[index].stream
      func take(_ block: TerminalText.Block) {
        one.filter.scan(block.text) { _, line, answer in
          guard isWatched, answer == .wanted else { return }
          isWatched = show(one.task, stream, one.finish.text(of: Array(line)))
        }
      }
      do throws(Errno) {
        try one.sources[index].log.refresh()
        while isWatched {
          let bytes = try one.sources[index].log.bytes(
            from: one.sources[index].offset, count: LogFile.blockSize)
          if bytes.isEmpty {
            guard let gap = one.sources[index].passGap(take) else { break }
            isWatched = show(
              one.task, stream, "... \(gap.text) dropped here: a log keeps its head and its tail")
            continue
          }
          let isPiece = bytes.count == LogFile.blockSize && !bytes.contains(0x0a)
          let isEnd = isLast && bytes.count < LogFile.blockSize
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
      if isLast { one.sources[index].text.finish(take) } else { one.sources[index].text.showSettled(take) }
    }
    return isWatched
  }
}
