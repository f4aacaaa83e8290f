// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Reads the output of one task: terminal-true, filtered, collapsed, shortened, capped, and honest about what it leaves out.
public final class LogReader {
  /// How many lines are kept to be collapsed into the rows of an excerpt.
  private static let collapsible = 4000
  /// How many bytes are read at a time, from the end of a log backwards.
  private static let mostAtOnce = LogFile.window

  public let task: TaskDirectory
  private let reading: Reading
  let filter: LineFilter
  private let preset: String?
  let finish: Finish
  let size: TerminalSize
  /// Colours stand between letters, where no secret is found.
  var keepsColor: Bool { reading.keepsColor && !reading.redacts }
  private(set) var cursor: ReadingCursor

  /// - Throws: `usage` when a pattern or preset is wrong.
  public convenience init(_ task: TaskDirectory, _ reading: Reading) throws(SimmerError) {
    let isPlaced = reading.onlyNew || reading.marksPlace
    try self.init(
      task, reading, from: isPlaced ? ReadingCursor(of: reading.reader, in: task) : ReadingCursor())
  }

  /// Reads on from `cursor`, which is the caller's.
  init(_ task: TaskDirectory, _ reading: Reading, from cursor: ReadingCursor) throws(SimmerError) {
    (self.task, self.reading) = (task, reading)
    (filter, preset) = try reading.filter(for: task.command)
    finish = Finish(
      judge: filter.judge,
      shortener: reading.shortens ? Shortener(directory: task.directory, home: Settings.homeDirectory) : nil,
      redactor: reading.redacts ? Redactor(more: reading.redactions) : nil, columns: reading.columns,
      collapses: reading.collapses)
    size = task.launch.size
    self.cursor = cursor
  }

  /// Returns what there is to show of every stream that the task has and the reader wants.
  ///
  /// - Parameter numbered: Whether every row needs the number of its line, which in a long log takes a look at all of it.
  public func excerpts(numbered: Bool = false) throws(SimmerError) -> [Excerpt] {
    var excerpts: [Excerpt] = []
    for stream in reading.streams {
      guard let log = try open(stream) else { continue }
      do throws(Errno) { excerpts.append(try excerpt(of: stream, log, numbered)) } catch {
        throw refusal(error)
      }
    }
    return excerpts
  }

  /// Remembers that what was shown has been seen. Call it once it was.
  public func saveCursor() throws(SimmerError) {
    guard reading.onlyNew || reading.marksPlace else { return }
    // Another reading may have moved the place in another stream meanwhile.
    var saved = ReadingCursor(of: reading.reader, in: task)
    for stream in reading.streams { saved[stream] = cursor[stream] }
    try saved.save(for: reading.reader, in: task)
  }

  /// Notes that a follower has shown `stream` up to `offset`, where a line begins.
  func note(_ stream: TaskDirectory.Stream, shownTo offset: Int) {
    if offset > cursor[stream].next { cursor[stream] = ReadingCursor.Place(next: offset, seen: offset) }
  }

  /// Returns how many lines match, in all of each log.
  public func count() throws(SimmerError) -> Int {
    var count = 0
    for stream in reading.streams {
      guard let log = try open(stream) else { continue }
      do throws(Errno) {
        let collector = LineCollector(
          filter, keeping: .last, limit: 0, context: 0, numbers: reading.lines, passing: passing(stream))
        try log.pass(over: try lowerBound(stream, log)..<log.size, size: size, literals: literals) {
          collector.take($0)
        }
        count += collector.matched
      } catch { throw refusal(error) }
    }
    return count
  }

  private func open(_ stream: TaskDirectory.Stream) throws(SimmerError) -> LogFile? {
    do throws(Errno) { return try LogFile(task.log(stream)) } catch {
      // A task with merged streams has them all in stdout.
      if error == .noSuchFileOrDirectory, stream == .stderr { return nil }
      throw refusal(error)
    }
  }

  private func passing(_ stream: TaskDirectory.Stream) -> PassingTests? {
    reading.errorsOnly ? PassingTests(of: task.log(stream), size: size) : nil
  }

  private func refusal(_ error: Errno) -> SimmerError {
    SimmerError(.refused, cannot: "read the output of \(task.id)", error.description)
  }

  /// Where the part of the log begins that was asked for.
  private func lowerBound(_ stream: TaskDirectory.Stream, _ log: LogFile) throws(Errno) -> Int {
    var lower = 0
    if let since = reading.since {
      let times = TimeLookup(task)
      defer { times.close() }
      lower =
        try times.offset(at: since, in: stream).map { offset throws(Errno) in try log.lineStart(from: offset)
        } ?? log.size
    }
    if reading.onlyNew {
      let place = cursor[stream]
      // Behind the end: the log is not the one that was read.
      if place.seen <= log.size { lower = max(lower, place.seen == log.size ? log.size : place.next) }
    }
    return lower
  }

  // MARK: - One log

  private func excerpt(of stream: TaskDirectory.Stream, _ log: LogFile, _ numbered: Bool) throws(Errno)
    -> Excerpt
  {
    let lower = try lowerBound(stream, log)
    var excerpt = Excerpt(stream)
    excerpt.bytes = log.size
    excerpt.preset = preset
    let pass: Pass, passing = passing(stream)
    if let lines = reading.lines {
      // Rows before the first are played too: what follows may go back to them.
      let near = try log.offset(ofLine: max(1, lines.lowerBound - 2 * Int(size.rows)))
      let start = try log.start(near: near, height: Int(size.rows))
      let base = try log.lines(in: 0..<start)
      pass = try forwards(
        log, from: start, limit: limit, numbers: lines, number: base + 1, passing: passing)
    } else if reading.head != nil || reading.onlyNew && reading.tail == nil {
      pass = try forwards(
        log, from: lower, limit: min(limit, reading.head ?? .max), numbers: nil, number: 1, passing: passing)
    } else {
      pass = try backwards(log, to: lower, passing)
    }
    let showsFirst = pass.collector.end == .first
    var items = finish.collapse(pass.collector.lines)
    var unshown: ChosenLine?
    // Of the last lines that were asked for, --max-lines may leave out some.
    let cutsTail = !showsFirst && reading.tail != nil && !reading.onlyNew && items.count > reading.cap
    if items.count > reading.cap {
      if showsFirst {
        unshown = items[reading.cap].line
        items.removeLast(items.count - reading.cap)
      } else {
        items.removeFirst(items.count - reading.cap)
      }
    }

    // Numbers cost a look at all that stands before: only who is told of them pays.
    let isShort = pass.start <= 1 << 22
    let hidesEarlier = !showsFirst && (pass.collector.matched > shownMatches(items))
    let hasNoise = reading.tail == nil && pass.collector.noise.count > 0
    let namesEarlier =
      cutsTail
      || !showsFirst && (reading.tail == nil || reading.onlyNew) && (hidesEarlier || pass.start > lower)
    let needsNumbers =
      numbered || isShort || namesEarlier || hasNoise
      || reading.tail == nil && items.contains { $0.alike.count > 0 }
    let base = pass.isNumbered || !needsNumbers ? 0 : try log.lines(in: 0..<pass.start)
    let first = items.first { $0.line.number > 0 }?.line.number
    excerpt.matched = pass.collector.matched
    if let first, namesEarlier {
      let lowest =
        if cutsTail, let asked = pass.collector.lines.first { asked.number + base } else if lower == 0 {
          1
        } else {
          try log.lines(in: 0..<lower) + 1
        }
      addEarlier(before: first + base, lower: lowest, to: &excerpt)
    }
    for item in items { add(item, base, needsNumbers || pass.isNumbered, log, to: &excerpt) }
    if let rest = unshown.map({ ($0.offset, $0.number) })
      ?? pass.collector.overflow.map({ ($0.offset, $0.number) })
    {
      excerpt.cursor = rest.0
      excerpt.resumption = rest.0
      if reading.head == nil || unshown != nil {
        let length = try log.lines(in: 0..<log.size) + (try log.endsInLine ? 1 : 0)
        let end = min(reading.lines?.upperBound ?? .max, length)
        if end >= rest.1 + base { addLater(rest.1 + base...end, to: &excerpt) }
      }
      cursor[stream] = ReadingCursor.Place(next: rest.0, seen: rest.0)
    } else {
      excerpt.cursor = log.size
      excerpt.resumption = min(pass.resumption, log.size)
      // Nothing new: the beginning of an unfinished line stays where it is. And where nothing of it was shown (--tail 0), it
      // has not been seen.
      if lower < log.size, !(items.isEmpty && pass.collector.matched > 0) {
        cursor[stream] = ReadingCursor.Place(next: min(pass.resumption, log.size), seen: log.size)
      }
    }
    // What lies before the first row is named already.
    let noise = namesEarlier ? pass.collector.noise.clipped(from: first ?? 0) : pass.collector.noise
    if noise.count > 0, let preset {
      let lines = noise.moved(by: base)
      let places = needsNumbers || pass.isNumbered ? " (\(lines.text()))" : ""
      excerpt.omitted.append(Excerpt.Omission(reason: .preset, lines: lines))
      note(
        "... \(Self.count(lines.count, "line")) left out by preset \(preset)\(places); --preset none shows them",
        to: &excerpt)
    }
    return excerpt
  }

  /// The lines around a match are wanted whatever they hold.
  private var literals: Literals? { reading.context > 0 ? nil : filter.literals }

  /// How many matching lines `items` stand for.
  private func shownMatches(_ items: [Finish.Item]) -> Int {
    items.reduce(0) { $0 + ($1.line.kind == .match ? 1 + $1.alike.count : 0) }
  }

  /// What a pass over a part of a log has brought.
  private struct Pass {
    let collector: LineCollector
    /// Where the pass began.
    let start: Int
    /// Where to begin the next time.
    let resumption: Int
    /// Whether the numbers are those of the whole log.
    let isNumbered: Bool
  }

  private var limit: Int {
    guard reading.collapses else { return reading.cap == .max ? .max : reading.cap + 1 }
    return reading.cap == .max ? .max : max(Self.collapsible, reading.cap + 1)
  }

  private func forwards(
    _ log: LogFile, from start: Int, limit: Int, numbers: ClosedRange<Int>?, number: Int,
    passing: PassingTests?
  ) throws(Errno) -> Pass {
    let collector = LineCollector(
      filter, keeping: .first, limit: limit, context: reading.context, numbers: numbers, passing: passing)
    let resumption = try log.pass(
      over: start..<log.size, number: number, size: size, literals: literals, while: { !collector.isFull }
    ) {
      collector.take($0)
    }.resumption
    return Pass(collector: collector, start: start, resumption: resumption, isNumbered: numbers != nil)
  }

  /// Reads the log from its end until there is enough: what it costs depends on what is shown.
  private func backwards(_ log: LogFile, to lower: Int, _ passing: PassingTests?) throws(Errno) -> Pass {
    let wanted = reading.tail ?? reading.cap
    func isEnough(_ collector: LineCollector) -> Bool {
      if reading.tail != nil { return collector.matched >= wanted }
      return collector.matched > wanted && finish.collapse(collector.lines).count > wanted
    }
    let limit = reading.tail ?? self.limit
    func newCollector(_ limit: Int) -> LineCollector {
      LineCollector(filter, keeping: .last, limit: limit, context: reading.context, passing: passing)
    }
    // One part after the other, each in front of the last: no byte is read twice.
    var whole = newCollector(limit), resumption = 0, end = log.size, span = 1 << 17
    while reading.context == 0 {
      var start = lower
      if end - lower > span * 2, wanted < 1 << 20 {
        let near = span < Self.mostAtOnce ? end - span : LogFile.windowStart(before: end)
        guard let place = try log.settledStart(near: near, height: Int(size.rows)), place < end else { break }
        start = max(lower, place)
      }
      let part = newCollector(limit)
      let read = try log.pass(over: start..<end, size: size, literals: literals) { part.take($0) }
      if end == log.size {
        (whole, resumption) = (part, read.resumption)
      } else {
        whole.prepend(part, lines: read.number - 1)
      }
      if start <= lower || isEnough(whole) {
        return Pass(collector: whole, start: start, resumption: resumption, isNumbered: false)
      }
      end = start
      span = min(span * 8, Self.mostAtOnce)
    }
    // What belongs together may lie on both sides of a place, or there is no such place: ever larger ends of the log.
    span = 1 << 17
    while true {
      var start = lower
      if log.size - lower > span * 2, wanted < 1 << 20 {
        let near = log.size - span
        start = max(lower, try log.start(near: near, height: Int(size.rows)))
      }
      let collector = newCollector(limit)
      let resumption = try log.pass(over: start..<log.size, size: size, literals: literals) {
        collector.take($0)
      }.resumption
      if start <= lower || isEnough(collector) {
        return Pass(collector: collector, start: start, resumption: resumption, isNumbered: false)
      }
      span *= 8
    }
  }

  // MARK: - Rows

  private func add(
    _ item: Finish.Item, _ base: Int, _ numbered: Bool, _ log: LogFile, to excerpt: inout Excerpt
  ) {
    let line = item.line
    if case .gap(let gap) = line.kind {
      excerpt.gaps.append(gap)
      let numbers =
        numbered && gap.lines > 0 ? ", lines \(line.number + base)–\(line.number + base + gap.lines - 1)" : ""
      note("... \(gap.text) dropped here: a log keeps its head and its tail\(numbers)", to: &excerpt)
      return
    }
    excerpt.rows.append(
      Excerpt.Row(
        kind: line.kind == .context ? .context : .line, number: line.number + base,
        text: finish.text(of: line.text),
        colored: keepsColor ? log.bytes.colored(line.text, at: line.offset) : nil,
        offset: line.offset))
    if item.alike.count > 0 {
      let lines = item.alike.moved(by: base)
      excerpt.omitted.append(Excerpt.Omission(reason: .collapsed, lines: lines))
      // The end of a long log is shown at once, and nobody counts the lines before it.
      let place = numbered ? lines.text(limit: 4) : "--no-collapse shows them"
      note("... \(lines.count) similar lines collapsed (\(place))", to: &excerpt)
    }
  }

  private func addEarlier(before number: Int, lower: Int, to excerpt: inout Excerpt) {
    guard number > lower else { return }
    let lines = LineRanges(lower...number - 1)
    excerpt.omitted.append(Excerpt.Omission(reason: .cap, lines: lines))
    let what =
      reading.isSelective
      ? "earlier matches are left out: they are among"
      : "\(Self.count(lines.count, "earlier line")) left out:"
    note("... \(what) \(lines.text())", to: &excerpt)
  }

  private func addLater(_ range: ClosedRange<Int>, to excerpt: inout Excerpt) {
    let lines = LineRanges(range)
    excerpt.omitted.append(Excerpt.Omission(reason: .cap, lines: lines))
    note("... more follows: \(lines.text())" + (reading.onlyNew ? "; ask again" : ""), to: &excerpt)
  }

  private func note(_ text: String, to excerpt: inout Excerpt) {
    let stream = excerpt.stream == .stderr ? "stderr: " : ""
    excerpt.rows.append(
      Excerpt.Row(
        kind: .note, number: 0, text: text.replacingPrefix("... ", with: "... " + stream),
        offset: excerpt.rows.last?.offset ?? 0))
  }

  static func count(_ count: Int, _ what: String) -> String { "\(count) \(what)\(count == 1 ? "" : "s")" }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}
