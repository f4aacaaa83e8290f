// SPDX-License-Identifier: GPL-3.0-or-later

/// What a reader is shown of one log.
public struct Excerpt: Sendable {
  /// One row of it.
  public struct Row: Sendable {
    public enum Kind: Equatable, Sendable {
      case line
      /// Beside a match, for its sake.
      case context
      /// Says what is not shown here.
      case note
    }

    public var kind: Kind
    /// The number of its line in the log, from 1; 0 when nobody needed to know.
    public var number: Int
    public var text: String
    /// With the colours that the task gave it, when they were asked for.
    public var colored: String?
    var offset: Int
  }

  /// Why lines were left out.
  public enum Reason: String, Sendable, Encodable { case cap, collapsed, preset }

  public struct Omission: Sendable, Equatable {
    public var reason: Reason
    public var lines: LineRanges
  }

  public let stream: TaskDirectory.Stream
  public var rows: [Row] = []
  public var omitted: [Omission] = []
  /// Where bytes are gone, dropped by the budget of the log.
  public var gaps: [LogGap] = []
  /// How many lines matched, shown or not, as far as the log was read.
  public var matched = 0
  /// Offset of the first byte that this reader has not been shown.
  public var cursor = 0
  /// Where the row begins that a follower goes on with.
  var resumption = 0
  /// The size of the log, in bytes.
  public var bytes = 0
  public var preset: String?

  init(_ stream: TaskDirectory.Stream) { self.stream = stream }

  /// How many lines of the log are in it.
  public var returned: Int { rows.count { $0.kind != .note } }
}

/// The last steps before lines are shown: collapse, shorten, cut, redact.
struct Finish {
  let judge: SeverityJudge
  let shortener: Shortener?
  let redactor: Redactor?
  let columns: Int?
  let collapses: Bool

  /// A row, and which of the chosen lines it stands for.
  struct Item {
    var line: ChosenLine
    /// The lines that were like it and follow it, when they are no rows of their own.
    var alike = LineRanges()
  }

  /// Joins lines that say the same again. Two of a kind are left as they are: a note would be no shorter.
  func collapse(_ lines: ArraySlice<ChosenLine>) -> [Item] {
    guard collapses else { return lines.map { Item(line: $0) } }
    var items: [Item] = []
    var likeness: Likeness?, run: [ChosenLine] = []
    func close() {
      guard let first = run.first else { return }
      if run.count <= 2 {
        items += run.map { Item(line: $0) }
      } else {
        var item = Item(line: first)
        for line in run.dropFirst() { item.alike.add(line.number) }
        items.append(item)
      }
      run.removeAll(keepingCapacity: true)
    }
    for line in lines {
      guard line.kind == .match else {
        close()
        items.append(Item(line: line))
        likeness = nil
        continue
      }
      var own = Likeness(line.text)
      if likeness?.isLike(&own, judge) != true { close() }
      likeness = own
      run.append(line)
    }
    close()
    return items
  }

  /// The text of a line as it is shown.
  func text(of line: [UInt8]) -> String {
    var text = line
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    if let redactor { text = redactor.redact(text) }
    if let shortener { text = shortener.shorten(text) }
    if let columns { text = Shortener.cut(text, to: columns) }
    return Harmless.visible(text)
  }
}

extension Excerpt {
  /// Whether the line of this number is in it, or is one of those that a row of it stands for.
  public func covers(_ line: Int) -> Bool {
    rows.contains { $0.number == line && $0.kind != .note }
      || omitted.contains { $0.reason == .collapsed && $0.lines.ranges.contains { $0.contains(line) } }
  }
}
