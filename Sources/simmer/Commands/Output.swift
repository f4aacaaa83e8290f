// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

struct Output: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what tasks have written, as a terminal would have shown it, cleaned and filtered.",
    discussion: """
      A progress bar is its last frame. Blank lines are dropped, lines that say the same again are counted, long paths are
      shortened, long lines cut, and the last 80 lines shown; what is left out is named by line numbers, for --lines.
      Several tasks are merged by time. --new shows only what this reader (the shell, or --reader) has not been shown.
      A preset never leaves out a warning or an error. RE is a Perl-compatible pattern.
      Exit code 1 when nothing matched.
      Example: simmer output web --errors --context 3
      Example: simmer output 3 --new --filter 'error|warn'
      """)

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case stdout, stderr, both
    var streams: [TaskDirectory.Stream] {
      switch self {
      case .stdout: [.stdout]
      case .stderr: [.stderr]
      case .both: [.stdout, .stderr]
      }
    }
  }

  @Option(help: ArgumentHelp("Only lines that match RE; may be repeated: all must match.", valueName: "re"))
  var filter: [String] = []
  @Flag(help: "Only lines that tell of an error.") var errors = false
  @OptionGroup var options: ReadingOptions
  @Option(help: "Only the last N lines.") var tail: Int?
  @Option(help: "Only the first N lines.") var head: Int?
  @Option(help: ArgumentHelp("Only these lines of the log: 120-180, 120-, 7.", valueName: "range")) var lines:
    String?
  @Flag(help: "Only what this reader has not been shown before.") var new = false
  @Option(help: "Read as NAME: every reader has its own place (default: this shell).") var reader: String?
  @Option(help: "stdout, stderr or both; a task with merged streams has them all in stdout.") var stream =
    Choice.both
  @Flag(name: [.short, .long], help: "Go on until the tasks end.") var follow = false
  @Flag(help: "With --follow: return the exit code of the last task, as wait does.") var exitCode = false
  @Flag(help: "Print the number of matching lines and nothing else.") var count = false
  @Flag(name: [.customShort("n"), .long], help: "Print line numbers.") var numbers = false
  @Flag(help: "Keep the colours of lines.") var color = false
  @Flag(help: "Print the bytes as they were written.") var raw = false
  @Flag(help: "Print JSON.") var json = false
  @Argument(help: "Which tasks.") var tasks: [String]

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail wants a number of lines, 0 or more") }
    if let head, head < 0 { throw ValidationError("--head wants a number of lines, 0 or more") }
    if [tail != nil, head != nil, lines != nil].count(where: { $0 }) > 1 {
      throw ValidationError("--tail, --head and --lines exclude each other")
    }
    if lines != nil { _ = try lineRange() }
    if raw {
      let others =
        !filter.isEmpty || errors || head != nil || lines != nil || new || json || count || numbers || color
        || options.since != nil || !options.exclude.isEmpty || options.context > 0 || options.maxLines != nil
        || options.redact
      if others { throw ValidationError("--raw goes with --tail, --stream and --follow only") }
    }
    if follow, json || count || head != nil || lines != nil || options.context > 0 {
      throw ValidationError("--follow does not go with --json, --count, --head, --lines and --context")
    }
    if new, lines != nil { throw ValidationError("--new and --lines exclude each other") }
    if count, json || tail != nil || head != nil {
      throw ValidationError(
        "--count counts all lines that match: it does not go with --json, --tail and --head")
    }
    if exitCode, !follow { throw ValidationError("--exit-code goes with --follow") }
  }

  func run() throws {
    var request = OutputRequest(tasks: tasks, reading: try reading())
    (request.raw, request.follow, request.exitCode) = (raw, follow, exitCode)
    (request.count, request.numbers, request.json) = (count, numbers, json)
    try request.run()
  }

  private func reading() throws -> Reading {
    var reading = try options.reading()
    reading.filters = filter
    reading.errorsOnly = errors
    (reading.tail, reading.head) = (tail, head)
    reading.lines = try lines == nil ? nil : lineRange()
    reading.onlyNew = new
    if let reader { reading.reader = try ReaderName(reader) }
    reading.streams = stream.streams
    reading.keepsColor = color
    return reading
  }

  /// Reads `120-180`, `120-` (to the end), `7`.
  private func lineRange() throws -> ClosedRange<Int> {
    let parts = (lines ?? "").split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    let first = Int(parts[0]) ?? 0
    let last = parts.count == 1 ? first : parts[1].isEmpty ? Int.max - 1 : Int(parts[1]) ?? 0
    guard parts.count <= 2, first > 0, last >= first else {
      throw ValidationError("--lines wants numbers from 1: 120-180, 120-, 7")
    }
    return first...last
  }
}
