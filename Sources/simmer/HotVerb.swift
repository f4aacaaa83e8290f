// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SimmerKit
import SystemPackage

/// The verbs of the shell plugin. Each answers in about the time that a process takes to start, or ends with an exit
/// code that makes the shell run the line itself.
enum HotVerb {
  case initialize, decide, foreground, launch, notices, run, output, gate, complete, hook

  /// Compares one by one: `init(rawValue:)` makes an array of a type of its own first, which takes longer.
  init?(word: String) {
    switch word {
    case "init": self = .initialize
    case "decide": self = .decide
    case "foreground": self = .foreground
    case "launch": self = .launch
    case "notices": self = .notices
    case "run": self = .run
    case "output": self = .output
    case "gate": self = .gate
    case "complete": self = .complete
    case "hook": self = .hook
    default: return nil
    }
  }

  /// Does the work and ends the process; returns only when the argument parser should have a look.
  func answer(_ words: ArraySlice<String>) {
    do throws(SimmerError) {
      switch self {
      case .run:
        guard let options = StartOptions(quickly: words) else { return }
        try options.run()
      case .output:
        guard let request = OutputRequest(quickly: words) else { return }
        do { try request.run() } catch { Failure.exit(error, of: "output") }
        ThisProcess.leaveFlushed(0)
      case .initialize:
        guard let shell = words.first.flatMap(Plugin.init),
          words.dropFirst().allSatisfy({ $0 == "--no-reap" })
        else { return }
        try Initialize.print(shell, reap: !words.contains("--no-reap"))
      case .gate:
        guard words.count == 1, let shell = words.first.flatMap(Plugin.init) else { return }
        try PrintGate.run(shell)
      case .decide: try Decide.run(words)
      case .foreground: try Foreground.run(words)
      case .complete: try Complete.run(words)
      case .launch: try Launch.run(words)
      case .notices:
        // Without, a person asks.
        guard words.contains("--session") else { return }
        try ShowNotices.run(words)
      case .hook:
        HookCommand.answer(words)
        return
      }
    } catch {
      Failure.exit(error)
    }
    ThisProcess.leave(0)
  }
}

/// The options of a hot verb: `--name value` and `--flag` up to `--`, the rest as it stands.
///
/// Arrays of strings and comparisons: filling one dictionary costs a tenth of what such a verb takes in all, and an
/// array of any other type is a type that the runtime makes first.
struct HotOptions {
  private var names: [String] = []
  private var values: [String] = []
  private(set) var rest: ArraySlice<String> = []

  init(_ words: ArraySlice<String>, flag: String? = nil) throws(SimmerError) {
    var words = words
    while let word = words.popFirst() {
      if word == "--" {
        rest = words
        return
      }
      guard word.hasPrefix("--") else { throw SimmerError(.usage, cannot: "read the arguments", word + "?") }
      if word == flag {
        names.append(word)
        values.append("")
      } else {
        guard let value = words.popFirst() else {
          throw SimmerError(.usage, cannot: "read the arguments", word + " needs a value")
        }
        names.append(word)
        values.append(value)
      }
    }
  }

  subscript(_ name: String) -> String? {
    for index in names.indices where names[index] == name { return values[index] }
    return nil
  }

  func required(_ name: String) throws(SimmerError) -> String {
    guard let value = self[name] else {
      throw SimmerError(.usage, cannot: "read the arguments", name + " is missing")
    }
    return value
  }

  var line: String {
    get throws(SimmerError) {
      guard rest.count == 1, let line = rest.first else {
        throw SimmerError(.usage, cannot: "read the arguments", "one line is wanted after --")
      }
      return line
    }
  }
}
