// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

extension Tool {
  private static let streams = ["both", "stdout", "stderr"]

  static let output = Tool(
    name: "bg_output", title: "Read the output of a background task",
    description: """
      What a task has printed, as a terminal would show it: colours and progress bars resolved, repeats joined, long \
      paths shortened, at most max_lines lines, secrets taken out. What is left out is named by its line numbers; read it \
      with lines="120-180". since=true continues where your last read of this task ended. errors=true shows only lines \
      that tell of errors; filter and exclude are Perl-compatible regular expressions, filter ignores case. Where error \
      lines are among those left out, `errors` says how many and where. total_lines is how much there is.
      """,
    parameters: [
      Parameter(
        "task_id", .text, "Which task: its id, label, %start of its command, or :port", isRequired: true),
      Parameter("stream", .choice(streams), "Default: both"),
      Parameter("tail", .integer(1...1000), "Only the last lines, so many"),
      Parameter("filter", .text, "Only lines that match, such as ERROR|WARN|FAIL"),
      Parameter("exclude", .text, "No lines that match, such as GET 200|HMR|healthcheck"),
      Parameter(
        "since", .flagOrText, "true: only what is new since your last read; or a time: 5m, 2h, 12:30"),
      Parameter("max_lines", .integer(1...1000), "At most so many lines (default 80)"),
      Parameter("context", .integer(0...20), "So many lines around each match too"),
      Parameter("errors", .flag, "Only lines that tell of errors"),
      Parameter("lines", .text, "Only these lines of the log: 120-180, 120-, 7; with one stream"),
      Parameter("raw", .flag, "Lines as they are: nothing joined, shortened or left out"),
    ],
    results: [
      Field("task_id", .string), Field("status", .string), Field("exit_code", .integer, isOptional: true),
      Field("stdout", .string), Field("stderr", .string), Field("stdout_meta", .object),
      Field("stderr_meta", .object), Field("errors", .object), Field("message", .string),
    ],
    traits: Traits(isReadOnly: true, isDestructive: false),
    perform: { arguments, caller throws(ToolFailure) in
      let reading = try reading(arguments, caller)
      do throws(SimmerError) {
        let store = try Store.open()
        let task = try store.task(named: (try? arguments.text("task_id")) ?? "")
        return try answer(task, reading, store, caller)
      } catch { throw ToolFailure(error) }
    })

  private static func reading(_ arguments: Arguments, _ caller: Caller) throws(ToolFailure) -> Reading {
    var reading = Reading()
    reading.redacts = true
    reading.reader = caller.agent.reader
    reading.marksPlace = true
    // As the toolbox that agents know: grep -i for what they want, grep -v for what they do not.
    (reading.caseSensitive, reading.caseSensitiveExcludes) = (false, true)
    if let filter = try arguments.text("filter"), !filter.isEmpty { reading.filters = [filter] }
    if let exclude = try arguments.text("exclude"), !exclude.isEmpty { reading.excludes = [exclude] }
    reading.errorsOnly = try arguments.flag("errors") ?? false
    reading.context = try arguments.integer("context") ?? 0
    reading.tail = try arguments.integer("tail")
    reading.maxLines = try arguments.integer("max_lines") ?? max(reading.tail ?? 0, Reading.usualLines)
    if let tail = reading.tail { reading.tail = min(tail, reading.maxLines ?? tail) }
    switch try arguments.text("stream") {
    case "stdout"?: reading.streams = [.stdout]
    case "stderr"?: reading.streams = [.stderr]
    default: break
    }
    if let flag = try? arguments.flag("since") {
      reading.onlyNew = flag
    } else if let text = try? arguments.text("since") {
      guard let moment = Moment.read(text) else {
        throw ToolFailure("since is true, false, a span (90s, 5m, 2h) or a time (12:30, 2026-11-21T12:30)")
      }
      reading.since = moment
    }
    if let text = try arguments.text("lines"), !text.isEmpty {
      guard let lines = lineRange(text) else {
        throw ToolFailure("lines is a range of numbers from 1: 120-180, 120-, 7")
      }
      guard reading.tail == nil, !reading.onlyNew else {
        throw ToolFailure("lines goes with neither tail nor since=true")
      }
      reading.lines = lines
      reading.marksPlace = false
      if reading.streams.count > 1 { reading.streams = [.stdout] }
    }
    if try arguments.flag("raw") ?? false {
      (reading.collapses, reading.shortens, reading.dropsBlankLines) = (false, false, false)
      (reading.preset, reading.columns) = (.none, 1000)
    }
    // A wrong pattern is wrong whatever the task.
    do throws(SimmerError) { try reading.check() } catch { throw ToolFailure(toolWords(error)) }
    return reading
  }

  /// The words of the command line as those of the tool.
  private static func toolWords(_ error: SimmerError) -> String {
    error.description.replacing("--filter", with: "filter").replacing("--exclude", with: "exclude")
  }

  /// Reads `120-180`, `120-` (to the end), `7`.
  static func lineRange(_ text: String) -> ClosedRange<Int>? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), let first = Int(parts[0]), first > 0 else { return nil }
    if parts.count == 1 { return first...first }
    if parts[1].isEmpty { return first...(Int.max - 1) }
    guard let last = Int(parts[1]), last >= first else { return nil }
    return first...last
  }

  private static func answer(_ task: TaskDirectory, _ reading: Reading, _ store: Store, _ caller: Caller)
    throws(SimmerError) -> [String: JSONValue]
  {
    // What was new before this reading moves the place.
    let errors = try errorLines(task, reading)
    let excerpts = try bounded(task, reading)
    var result = JSONValue(encoding: try LogReport(task, excerpts)).object ?? [:]
    result["task_id"] = .string(task.id.description)
    for stream in ["stdout", "stderr"] {
      // The words of the terminal are not those of the tools.
      if let text = result[stream]?.string { result[stream] = .string(withToolHints(text)) }
      if result[stream] == .null { result[stream] = nil }
      if result[stream + "_meta"] == .null { result[stream + "_meta"] = nil }
    }
    if reading.streams == [.stderr], result["stderr"] == nil {
      result["stderr"] = ""
      result["message"] = "This task writes both streams to one terminal: read stdout."
    }
    let hidden = errors.filter { error in
      !excerpts.contains { $0.stream == error.stream && $0.covers(error.line) }
    }
    if !hidden.isEmpty {
      result["errors"] = [
        "not_shown": .integer(hidden.count), "lines": .array(hidden.suffix(20).map { .integer($0.line) }),
        "hint": "error lines are among those left out: errors=true shows them",
      ]
    }
    if task.status?.state != .running { _ = store.takeWord(of: task.id, for: caller.agent) }
    return result
  }

  /// Reads every stream that is asked for so that all of them together have at most as many rows, notes included, and
  /// remembers what was read.
  private static func bounded(_ task: TaskDirectory, _ reading: Reading) throws(SimmerError) -> [Excerpt] {
    let budget = reading.maxLines ?? Reading.usualLines
    var caps = reading.streams.map { _ in budget }
    while true {
      var readers: [LogReader] = [], excerpts: [Excerpt] = []
      for (stream, cap) in zip(reading.streams, caps) {
        var part = reading
        (part.streams, part.maxLines) = ([stream], cap)
        part.tail = reading.tail.map { min($0, cap) }
        let reader = try LogReader(task, part)
        readers.append(reader)
        excerpts += try reader.excerpts(numbered: true)
      }
      let rows = excerpts.reduce(0) { $0 + $1.rows.count }
      guard rows > budget, caps.contains(where: { $0 > 1 }) else {
        for reader in readers { try reader.saveCursor() }
        return excerpts
      }
      // The stream that shows most gives, down to its half of what there is.
      let largest = excerpts.indices.max { excerpts[$0].rows.count < excerpts[$1].rows.count } ?? 0
      let shown = excerpts[largest].rows.count { $0.kind != .note }
      let excess = min(rows - budget, excerpts[largest].rows.count - budget / max(1, excerpts.count))
      caps[largest] = max(1, min(caps[largest], shown) - max(1, excess))
    }
  }

  /// The lines that tell of errors in what is asked for, where lines are left out for their number alone.
  private static func errorLines(_ task: TaskDirectory, _ reading: Reading) throws(SimmerError)
    -> [(stream: TaskDirectory.Stream, line: Int)]
  {
    guard reading.filters.isEmpty, !reading.errorsOnly, reading.lines == nil else { return [] }
    var all = reading
    (all.errorsOnly, all.collapses, all.marksPlace) = (true, false, false)
    (all.tail, all.context, all.maxLines) = (nil, 0, 1000)
    return try LogReader(task, all).excerpts(numbered: true).flatMap { excerpt in
      excerpt.rows.filter { $0.kind == .line }.map { (excerpt.stream, $0.number) }
    }
  }

  private static func withToolHints(_ text: String) -> String {
    text.replacing("; --preset none shows them", with: "; raw=true shows them")
      .replacing("--lines ", with: "lines=")
  }
}
