// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// A file of keys and the screens that follow them, as a person would write them down.
///
///     size 60x10                 the terminal, first of all
///     do run --label web -- …    a command line of simmer, beside the terminal
///     open menu                  what the terminal runs
///     type …   press … …         what is typed, and the keys that are no letters
///     resize 40x10
///     see …                      waits until that is on the screen
///     gone                       waits until what the terminal runs has ended
///     screen                     waits until the rows that follow, each after "| ", are the screen
///
/// A time (`1.2s`), a share (`3%`) and an amount of memory (`1.5M`) stand for any, and of blanks in a row only that there are several counts: so a screen can be
/// written down with its columns in line.
struct ScreenScript: CustomTestStringConvertible {
  let name: String
  private let lines: [String]

  static let all: [ScreenScript] = {
    let directory = "Tests/InteractiveTests/Cases/Screens"
    return Repository.file(directory).entries.map {
      ScreenScript(
        name: $0,
        lines: (Repository.file("\(directory)/\($0)").text ?? "").split(
          separator: "\n", omittingEmptySubsequences: false
        ).map(String.init))
    }
  }()

  var testDescription: String { name }

  func play(in sandbox: Sandbox) throws {
    var terminal: Terminal?
    var size = (columns: 80, rows: 24), place = 0
    while place < lines.count {
      let line = lines[place]
      place += 1
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      let rest = words.count > 1 ? words[1] : ""
      switch words.first {
      case nil, "#": continue
      case "size", "resize":
        let numbers = rest.split(separator: "x").compactMap { Int($0) }
        size = (numbers[0], numbers[1])
        try terminal?.resize(columns: size.columns, rows: size.rows)
      case "do":
        let result = try sandbox.script("simmer " + rest)
        guard result.code == 0 else { throw WrongStep(what: line, seen: "\(result)") }
      case "open":
        terminal = try Terminal(
          sandbox, running: ["simmer", rest], with: ["SHELL": "/bin/sh", "NO_COLOR": "1", "PAGER": "cat"],
          columns: size.columns, rows: size.rows)
      case "type": try #require(terminal).type(rest)
      case "press":
        for key in rest.split(separator: " ") { try #require(terminal).press(Key(called: String(key))) }
      case "gone":
        let open = try #require(terminal)
        try eventually("the end of what is in the terminal", seen: { open.screen.description }) {
          !open.isAlive
        }
      case "see": try #require(terminal).wait(for: rest)
      case "screen":
        var wanted: [String] = []
        while place < lines.count, lines[place].hasPrefix("|") {
          wanted.append(String(lines[place].dropFirst(2)))
          place += 1
        }
        let expected = wanted.map(Self.plain), where_ = "\(name):\(place)"
        try #require(terminal).wait(for: "the screen of \(where_)\n\(wanted.joined(separator: "\n"))") {
          screen -> Bool? in
          screen.lines.map(Self.plain) == expected ? true : nil
        }
      default: throw WrongStep(what: "\(name):\(place)", seen: line)
      }
    }
  }

  private static func plain(_ row: String) -> String {
    row.replacing(/\b(?:\d+h )?(?:\d+m )?\d+(?:\.\d)?[smh]\b/, with: "TIME")
      .replacing(/\b\d+%/, with: "CPU").replacing(/\b\d+(?:\.\d)?[KMG]\b/, with: "MEM").replacing(
        /\ {2,}/, with: "  "
      )
      .replacing(/\ +$/, with: "")
  }
}

/// A line of a script that cannot be done.
private struct WrongStep: Error {
  let what: String
  let seen: String
}

extension Key {
  /// The key of this name in a script.
  fileprivate init(called name: String) throws {
    switch name {
    case "Enter": self = .enter
    case "Esc": self = .escape
    case "Tab": self = .tab
    case "Up": self = .up
    case "Down": self = .down
    case "Left": self = .left
    case "Backspace": self = .backspace
    case _ where name.hasPrefix("C-"): self = .ctrl(name.last ?? "c")
    default: throw WrongStep(what: "a key", seen: name)
    }
  }
}

struct ScreenTests {
  @Test(arguments: ScreenScript.all)
  func `keys bring up the screens that are written down`(script: ScreenScript) throws {
    try Sandbox.with { try script.play(in: $0) }
  }
}
