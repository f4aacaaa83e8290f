// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// What `output` and `search` have in common: how lines are chosen and cleaned.
struct ReadingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Leave out lines that match RE; may be repeated.", valueName: "re"))
  var exclude: [String] = []
  @Flag(help: "Let case count in every RE; without it, case counts when RE has a capital.")
  var caseSensitive = false
  @Option(help: ArgumentHelp("Show N lines around each match too.", valueName: "n")) var context = 0
  @Option(
    help: ArgumentHelp("Only what was written since: 5m, 2h, 12:30, 2026-11-21T12:30.", valueName: "time"))
  var since: String?
  @Option(
    help: ArgumentHelp("Show at most N lines; 0 is all (default: 80, or what was asked for).", valueName: "n")
  )
  var maxLines: Int?
  @Option(
    help: ArgumentHelp(
      "Leave out what a stack prints all day: next, vite, django, rails …, or none (default: by the command).",
      valueName: "name"),
    completion: .list(["none"] + Preset.builtIn.map(\.name))) var preset: String?
  @Flag(help: "Keep lines apart that say the same again.") var noCollapse = false
  @Flag(help: "Keep long paths as they are.") var noShorten = false
  @Flag(help: "Keep long lines whole.") var noCut = false
  @Flag(help: "Keep blank lines.") var noBlank = false
  @Flag(help: "Take passwords, tokens and keys out of what is shown.") var redact = false

  func validate() throws {
    if context < 0 || context > 1000 { throw ValidationError("--context wants a number of lines, 0 to 1000") }
    if let maxLines, maxLines < 0 { throw ValidationError("--max-lines wants a number of lines, 0 or more") }
  }

  /// What was asked for, as far as it is said here.
  func reading() throws -> Reading {
    var reading = Reading()
    reading.excludes = exclude
    reading.caseSensitive = caseSensitive ? true : nil
    reading.context = context
    reading.maxLines = maxLines
    if let since {
      guard let moment = Moment.read(since) else {
        throw ValidationError("--since wants a span (90s, 5m, 2h, 1d) or a time (12:30, 2026-11-21T12:30)")
      }
      reading.since = moment
    }
    switch preset {
    case nil, "auto"?: reading.preset = .automatic
    case "none"?: reading.preset = .none
    case let name?: reading.preset = .named(name)
    }
    reading.collapses = !noCollapse
    reading.shortens = !noShorten
    if noCut { reading.columns = nil }
    reading.dropsBlankLines = !noBlank
    reading.redacts = redact
    return reading
  }

  /// Says that `\|` was read as grep reads it.
  static func hintAtBars(in patterns: [String]) {
    guard let pattern = patterns.first(where: Reading.hasGrepBars) else { return }
    Failure.say(
      "simmer: read \\| in '\(Harmless.text(pattern))' as \"or\", as grep does; | alone means that here")
  }
}
