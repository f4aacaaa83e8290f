// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Does what the lines of a console say. Every verb is a process of its own, this very program: so it has the terminal as
/// on the command line, a pipe can follow it, and whatever happens to it, the console goes on.
struct ConsoleRunner {
  /// The reader that `output --new` is here.
  static let reader = "console"

  private let program: FilePath
  /// Whether the lines come from standard input: then no program may read it.
  private let isScript: Bool
  /// What the last of the failures ended with; 0: there was none.
  private(set) var lastFailure: Int32 = 0
  /// Whether the last line was to be the last.
  private(set) var isOver = false

  init(isScript: Bool) throws(SimmerError) {
    (program, self.isScript) = (try ThisProcess.program(), isScript)
  }

  /// Does what `text` says: a line, or several that were pasted. What goes wrong is said, and noted.
  mutating func run(_ text: String) {
    var unread = ""
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) where !isOver {
      unread += (unread.isEmpty ? "" : "\n") + part
      do throws(SimmerError) {
        let line = try ConsoleLine(unread)
        unread = ""
        note(try run(line))
      } catch {
        // A quote may be closed by a line that follows.
        if !unread.isEmpty, unread.utf8.count < text.utf8.count { continue }
        unread = ""
        say(error)
      }
    }
    // A quote that was never closed swallows no line that could be read without it.
    if !unread.isEmpty { say(SimmerError(.usage, cannot: "read the line", "a quote is not closed")) }
  }

  private mutating func note(_ code: Int32) { if code != 0 { lastFailure = code } }

  private mutating func say(_ error: SimmerError) {
    Failure.say("simmer: \(error)")
    note(error.code.rawValue)
  }

  private mutating func run(_ line: ConsoleLine) throws(SimmerError) -> Int32 {
    switch line {
    case .nothing: return 0
    case .shell(let line): return try start([Settings.shell.string, "-c", line])
    case .piped(let word, let rest):
      let verb = try ConsoleVerbs.verb(word)
      let words = [program.string] + (try arguments(for: verb, []))
      return try start([Settings.shell.string, "-c", words.map(quoted).joined(separator: " ") + rest])
    case .verb(let word, let words):
      let verb = try ConsoleVerbs.verb(word)
      switch (verb, words.count) {
      case ("quit", _):
        isOver = true
        return 0
      case ("help", 0):
        let width = TerminalSize.current.map { Int($0.columns) } ?? 80
        _ = try RowPrinter.write(ConsoleVerbs.help(width: width))
        return 0
      case ("help", _):
        let wanted = try ConsoleVerbs.verb(words[0])
        if let entry = ConsoleVerbs.own.first(where: { $0.name == wanted }) {
          _ = try RowPrinter.write("\(entry.name): \(entry.meaning)\n")
          return 0
        }
        return try start([program.string, "help", wanted])
      default: return try start([program.string] + arguments(for: verb, words))
      }
    }
  }

  /// The arguments of this program that mean `verb` and `words`.
  private func arguments(for verb: String, _ words: [String]) throws(SimmerError) -> [String] {
    switch verb {
    case "console":
      throw SimmerError(.usage, cannot: "open a console", "this is one")
    case "quit":
      throw SimmerError(.usage, cannot: "leave", "quit stands alone")
    case "output" where !words.contains("--reader"): return [verb, "--reader", Self.reader] + words
    default: return [verb] + words
    }
  }

  /// Runs a program to its end and returns how it ended, as in `$?`.
  private func start(_ arguments: [String]) throws(SimmerError) -> Int32 {
    let exit = try FrontProgram.run(arguments, readsNothing: isScript)
    if case .signal(let signal) = exit {
      switch signal {
      // The keys show themselves as ^C, without a new line.
      case .interrupt, .quit: if !isScript { _ = try RowPrinter.write("\n") }
      case .brokenPipe: return 0
      default: Failure.say("simmer: \(arguments[0]) was ended by \(signal)")
      }
    }
    return exit.shellCode
  }

  private func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
