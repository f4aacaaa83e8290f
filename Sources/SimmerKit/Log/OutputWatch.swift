// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks at what tasks have written since the last look, for lines that somebody wants to hear of.
///
/// Each task has a place of its own here, beside those of its readers; a look costs what is new.
public struct OutputWatch {
  /// What one task has written of it since the last look.
  public struct Finding: Sendable {
    public let task: TaskDirectory
    /// How many lines match.
    public let count: Int
    /// The last of them, cleaned and without secrets.
    public let lines: [String]
  }

  /// How many lines of one task are shown at a look.
  public static let shown = 5

  private let store: Store
  private let reading: Reading
  private var places: [TaskID: ReadingCursor] = [:]

  /// What runs already is heard of from now on, what starts later from its beginning.
  ///
  /// - Throws: `usage` when `pattern` is no regular expression.
  public init(_ pattern: String, in store: Store) throws(SimmerError) {
    var reading = Reading()
    (reading.filters, reading.preset) = ([pattern], .none)
    (reading.onlyNew, reading.tail, reading.redacts) = (true, Self.shown, true)
    reading.collapses = false
    try reading.check()
    (self.store, self.reading) = (store, reading)
    for task in store.liveTasks().map(\.task) { places[task.id] = ReadingCursor(atEndOf: task) }
  }

  /// Looks at what runs, and for the last time at what has `ended` since the last look.
  public mutating func take(ended: [TaskID], where isWanted: (TaskDirectory) -> Bool) -> [Finding] {
    let running = store.liveTasks().filter { !$0.flags.contains("foreground") }.map(\.task)
    var findings: [Finding] = []
    for task in running + ended.compactMap(store.task) where isWanted(task) {
      var place = places[task.id] ?? ReadingCursor()
      if let finding = look(at: task, from: &place) { findings.append(finding) }
      places[task.id] = place
    }
    // Not those of all that was not found running: an entry that gets another name meanwhile can be missed.
    places = places.filter { !ended.contains($0.key) && store.task($0.key) != nil }
    return findings
  }

  /// A log that cannot be read now is read at the next look.
  private func look(at task: TaskDirectory, from place: inout ReadingCursor) -> Finding? {
    guard place != ReadingCursor(atEndOf: task), let reader = try? LogReader(task, reading, from: place),
      let excerpts = try? reader.excerpts()
    else { return nil }
    place = reader.cursor
    let count = excerpts.reduce(0) { $0 + $1.matched }
    guard count > 0 else { return nil }
    let lines = excerpts.flatMap(\.rows).filter { $0.kind == .line }.map(\.text)
    return Finding(task: task, count: count, lines: lines.suffix(Self.shown))
  }
}
