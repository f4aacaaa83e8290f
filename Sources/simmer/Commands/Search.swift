// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Search the output of all tasks.",
    discussion: """
      Of each task the last matches are shown, 20 unless --max-lines says how many, with their line numbers.
      Exit code 1 when nothing matched.
      Example: simmer search 'ECONNREFUSED|EADDRINUSE' --context 2
      """)

  /// How many lines of each task are shown unless somebody says how many.
  private static let usualLines = 20

  @OptionGroup var options: ReadingOptions
  @Option(help: ArgumentHelp("Only the output of this task; may be repeated.", valueName: "task")) var task:
    [String] = []
  @Flag(help: "Print JSON.") var json = false
  @Argument(help: ArgumentHelp("A Perl-compatible pattern.", valueName: "re")) var pattern: String

  func run() throws {
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    var reading = try options.reading()
    (reading.filters, reading.filterName) = ([pattern], "the pattern")
    if reading.maxLines == nil { reading.maxLines = Self.usualLines }
    ReadingOptions.hintAtBars(in: [pattern])
    let chosen = try task.isEmpty ? store.allTasks().map(\.task) : task.map { try store.task(named: $0) }
    var reports: [LogReport] = [], hasFound = false
    // A wrong pattern is wrong even where there is no task.
    try reading.check()
    for task in chosen {
      let reader = try LogReader(task, reading)
      let excerpts = try reader.excerpts(numbered: true)
      guard excerpts.contains(where: { $0.matched > 0 }) else { continue }
      hasFound = true
      if json {
        reports.append(try LogReport(task, excerpts))
      } else {
        guard try RowPrinter([task], numbers: true, isNaming: true).print(MergedRows([(task, excerpts)]))
        else { return }
      }
    }
    if json, try !RowPrinter.write(try JSON.text(["tasks": reports]) + "\n") { return }
    guard hasFound else {
      if !json { Failure.say("simmer: nothing matched") }
      throw ExitCode(SimmerError.Code.noMatch.rawValue)
    }
  }
}
