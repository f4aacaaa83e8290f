// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What `simmer output --json` says of a task. The names of the properties are the keys of the JSON and do not change.
public struct LogReport: Encodable, Sendable {
  /// What is known of one log beyond the text.
  public struct Meta: Encodable, Sendable {
    /// Lines in the whole log, an unfinished last one included.
    public let total_lines: Int
    /// Offset of the first byte that this reader has not been shown.
    public let cursor: Int
    /// Lines of the log in the text.
    public let returned: Int
    /// Lines that matched, as far as the log was read.
    public let matched: Int
    public let omitted: [Omission]
    public let gaps: [Gap]
    /// The size of the log.
    public let bytes: Int
    public let preset: String?
  }

  /// Lines that are not shown: ask for them with `--lines FIRST-LAST`.
  public struct Omission: Encodable, Sendable {
    public let reason: Excerpt.Reason
    public let lines: Int
    /// Pairs of the first and the last line, both counted from 1.
    public let ranges: [[Int]]
  }

  /// Bytes that the budget of the log has dropped.
  public struct Gap: Encodable, Sendable {
    public let offset: Int
    public let bytes: Int
    /// As far as they were counted.
    public let lines: Int
  }

  public let task_id: Int
  public let status: TaskState
  public let exit_code: Int32?
  public let stdout: String?
  public let stderr: String?
  public let stdout_meta: Meta?
  public let stderr_meta: Meta?

  /// - Throws: `refused` when a log cannot be read.
  public init(_ task: TaskDirectory, _ excerpts: [Excerpt]) throws(SimmerError) {
    task_id = task.id.number
    let status = task.status
    self.status = status?.state ?? .lost
    if case .code(let code) = status?.exit { exit_code = code } else { exit_code = nil }
    let stdout = excerpts.first { $0.stream == .stdout }, stderr = excerpts.first { $0.stream == .stderr }
    self.stdout = stdout.map(Self.text)
    self.stderr = stderr.map(Self.text)
    (stdout_meta, stderr_meta) = (
      try stdout.map { excerpt throws(SimmerError) in try Self.meta(excerpt, task) },
      try stderr.map { excerpt throws(SimmerError) in try Self.meta(excerpt, task) }
    )
  }

  private static func text(_ excerpt: Excerpt) -> String {
    excerpt.rows.map(\.text).joined(separator: "\n")
  }

  private static func meta(_ excerpt: Excerpt, _ task: TaskDirectory) throws(SimmerError) -> Meta {
    Meta(
      total_lines: try task.lineCount(of: excerpt.stream), cursor: excerpt.cursor, returned: excerpt.returned,
      matched: excerpt.matched,
      omitted: excerpt.omitted.map {
        Omission(
          reason: $0.reason, lines: $0.lines.count,
          ranges: $0.lines.ranges.map { [$0.lowerBound, $0.upperBound] })
      },
      gaps: excerpt.gaps.map { Gap(offset: $0.range.lowerBound, bytes: $0.range.count, lines: $0.lines) },
      bytes: excerpt.bytes,
      preset: excerpt.preset)
  }
}

extension TaskDirectory {
  /// Returns how many lines the log has, an unfinished last one included; 0 when there is no such log.
  public func lineCount(of stream: Stream) throws(SimmerError) -> Int {
    do {
      let log = try LogFile(log(stream))
      return try log.lines(in: 0..<log.size) + (log.endsInLine ? 1 : 0)
    } catch {
      if error == .noSuchFileOrDirectory { return 0 }
      throw SimmerError(.refused, cannot: "read the output of \(id)", error.description)
    }
  }
}

/// The rows of several logs in one column: by the time at which they were written.
public struct MergedRows {
  /// One row with the log that it is from.
  public struct Row {
    public let task: TaskDirectory
    public let stream: TaskDirectory.Stream
    public let row: Excerpt.Row
  }

  public private(set) var rows: [Row] = []

  /// Rows of one log keep their order; a note stays with the row before it.
  public init(_ logs: [(task: TaskDirectory, excerpts: [Excerpt])]) {
    let isAlone = logs.count == 1 && logs[0].excerpts.count(where: { !$0.rows.isEmpty }) < 2
    var timed: [(time: Int, row: Row)] = []
    for (task, excerpts) in logs {
      let times = TimeLookup(task)
      defer { times.close() }
      for excerpt in excerpts {
        var latest = 0
        for row in excerpt.rows {
          if !isAlone { latest = max(latest, times.time(of: row.offset, in: excerpt.stream)) }
          timed.append((latest, Row(task: task, stream: excerpt.stream, row: row)))
        }
      }
    }
    // The sort of the library is stable, and says so only in its source: the index makes sure.
    rows = timed.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }.map(
      \.element.row)
  }
}
