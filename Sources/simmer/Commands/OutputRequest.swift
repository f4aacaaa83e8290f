// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

/// What `output` was asked for, however it was read.
struct OutputRequest {
  var tasks: [String]
  var reading: Reading
  var raw = false
  var follow = false
  var exitCode = false
  var count = false
  var numbers = false
  var json = false

  init(tasks: [String], reading: Reading) { (self.tasks, self.reading) = (tasks, reading) }

  /// Reads the usual forms, some milliseconds faster than the argument parser; nil for all that needs its explanations.
  init?(quickly words: ArraySlice<String>) {
    self.init(tasks: [], reading: Reading())
    var words = words
    while let word = words.popFirst() {
      switch word {
      case "--errors": reading.errorsOnly = true
      case "--new": reading.onlyNew = true
      case "--count": count = true
      case "--tail":
        guard reading.tail == nil, let lines = words.popFirst().flatMap({ Int($0) }), lines >= 0 else {
          return nil
        }
        reading.tail = lines
      case "--filter":
        guard let pattern = words.popFirst(), !pattern.hasPrefix("-") else { return nil }
        reading.filters.append(pattern)
      default:
        if word.hasPrefix("-") { return nil }
        tasks.append(word)
      }
    }
    if tasks.isEmpty || count && reading.tail != nil { return nil }
  }

  func run() throws {
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    var chosen: [TaskDirectory] = []
    for name in tasks {
      let task = try store.task(named: name)
      if !chosen.contains(where: { $0.id == task.id }) { chosen.append(task) }
    }
    for task in chosen where reading.streams == [.stderr] && task.launch.streams == .merged {
      Failure.say(
        "simmer: task \(task.id) writes both streams to one terminal: read it without --stream stderr")
    }
    if raw { try printRaw(chosen) } else { try printClean(chosen) }
    for task in chosen {
      if let lost = task.status?.lostBytes, lost > 0 {
        Failure.say("simmer: \(ByteCount.text(lost)) of the output of \(task.id) could not be stored")
      }
    }
    if exitCode { try Wait.endAs(chosen.last) }
  }

  private func printRaw(_ chosen: [TaskDirectory]) throws {
    for task in chosen {
      var output = try LogOutput(of: task, streams: reading.streams, tail: reading.tail, to: .standardOutput)
      if follow { try output.follow() } else { _ = try output.copy() }
      if output.dropped > 0 {
        Failure.say(
          "simmer: of the output of \(task.id), \(ByteCount.text(output.dropped)) of the middle are dropped")
      }
    }
  }

  private func printClean(_ chosen: [TaskDirectory]) throws {
    ReadingOptions.hintAtBars(in: reading.filters + reading.excludes)
    let readers = try chosen.map { try LogReader($0, reading) }
    if count {
      let counts = try readers.map { try $0.count() }
      let rows = zip(chosen, counts).map { chosen.count > 1 ? "\(Harmless.text($0.name)): \($1)" : "\($1)" }
      guard try RowPrinter.write(rows.joined(separator: "\n") + "\n") else { return }
      if counts.allSatisfy({ $0 == 0 }) { throw ExitCode(SimmerError.Code.noMatch.rawValue) }
      return
    }
    let logs = try readers.map { ($0.task, try $0.excerpts(numbered: numbers || json)) }
    let printer = RowPrinter(chosen, numbers: numbers)
    if json {
      let reports = try logs.map { try LogReport($0.0, $0.1) }
      let text = reports.count == 1 ? try JSON.text(reports[0]) : try JSON.text(["tasks": reports])
      guard try RowPrinter.write(text + "\n") else { return }
    } else {
      guard try printer.print(MergedRows(logs)) else { return }
    }
    for reader in readers { try reader.saveCursor() }
    if let first = reading.lines?.lowerBound, !json { try sayWhatIsThere(chosen, from: first) }
    if follow {
      let follower = LogFollower()
      for (reader, log) in zip(readers, logs) { try follower.add(reader, after: log.1) }
      try follower.follow(until: .standardOutput) { (try? printer.print($0, $1, $2)) ?? false }
    } else if !reading.filters.isEmpty || reading.errorsOnly,
      logs.allSatisfy({ $0.1.allSatisfy { $0.matched == 0 } })
    {
      Failure.say("simmer: nothing matched")
      throw ExitCode(SimmerError.Code.noMatch.rawValue)
    }
  }

  /// Whoever asks for lines behind the end is told where it is.
  private func sayWhatIsThere(_ chosen: [TaskDirectory], from first: Int) throws {
    for task in chosen {
      let counts = try reading.streams.map { try task.lineCount(of: $0) }
      guard let most = counts.max(), most < first else { continue }
      Failure.say("simmer: the output of \(task.id) has \(most) line\(most == 1 ? "" : "s")")
    }
  }
}
