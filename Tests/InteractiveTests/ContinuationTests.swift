// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// Only a whole line at the first prompt is looked at.
struct ContinuationTests {
  struct Broken: Sendable, CustomTestStringConvertible {
    let first: String
    let rest: [String]
    let words: String
    var testDescription: String { first }
  }

  static let broken = [
    Broken(first: #"npm run dev \"#, rest: ["--port 1"], words: "npm run dev --port 1"),
    Broken(first: "npm run dev 'open", rest: ["quote'"], words: "npm run dev open quote"),
    Broken(first: "npm run dev <<END", rest: ["text", "END"], words: "npm run dev"),
    Broken(first: "npm run dev &&", rest: ["true"], words: "npm run dev"),
    Broken(first: "npm run dev |", rest: ["cat"], words: "npm run dev"),
    Broken(first: "npm run dev $(", rest: ["echo x)"], words: "npm run dev x"),
    Broken(first: "true &&", rest: ["npm run dev"], words: "npm run dev"),
    Broken(first: "if true; then", rest: ["npm run dev", "fi"], words: "npm run dev"),
    Broken(first: "cat <<END", rest: ["npm run dev", "END"], words: ""),
  ]

  @Test(arguments: Shell.allCases, broken)
  func `a line that goes on is run by the shell`(shell: Shell, line: Broken) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type(line.first)
      try session.terminal.press(.enter)
      for (index, text) in line.rest.enumerated() {
        try session.terminal.wait(for: "continuation \(index + 1)") { screen in
          screen.lines.count { $0.hasPrefix("more>") } == index + 1 ? true : nil
        }
        try session.terminal.type(text)
        try session.terminal.press(.enter)
      }
      try session.terminal.wait(for: "the next prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
      #expect(session.sandbox.tasks == [], "\(session.screen)")
      let words = line.words.split(separator: " ")
      if words.isEmpty {
        #expect(session.sandbox.ran == [])
      } else {
        // A quoted newline is in the words too.
        #expect(session.sandbox.file("ran").text?.split { $0 == "\n" || $0 == " " || $0 == "\t" }.suffix(words.count) == words[...])
        #expect(session.sandbox.ran.map(\.place) == [.foreground])
      }
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `an abandoned continuation is forgotten`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("npm run dev 'open")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "more>")
      try session.terminal.press(.ctrl("c"))
      try session.terminal.wait(for: "a fresh prompt") { $0.waiting.flatMap { $0.number > start.number ? $0 : nil } }
      #expect(try session.run("echo next").output == ["next"])
      #expect(session.sandbox.ran == [])
      expectTaken(try session.run("npm run dev"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `what a command reads from the keyboard is not a line`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type(
        shell.choose(bash: "read -e -p 'name: ' answer; echo got:$answer", zsh: "vared -p 'name: ' -c answer; echo got:$answer"))
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the question") { $0.lines.last?.hasPrefix("name:") == true ? true : nil }
      try session.terminal.type("npm run dev")
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.contains("got:npm run dev"))
      #expect(session.sandbox.ran == [])
      #expect(session.sandbox.tasks == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `an answer to select is not a line`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let start = try session.prompt()
      try session.terminal.type("select x in vite nodemon; do echo chose:$x:$REPLY; break; done")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "2) nodemon")
      try session.terminal.type("vite")
      let outcome = try session.outcome(since: start)
      #expect(outcome.output.contains("chose::vite"), "\(outcome)")
      #expect(session.sandbox.ran == [])
      #expect(session.sandbox.tasks == [])
    }
  }
}
