// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// Expects that a line became task `id`: shown as it was typed, one line of news, status 0.
func expectTaken(
  _ outcome: Session.Outcome, as id: Int = 1, line: String? = nil, location: SourceLocation = #_sourceLocation
) {
  #expect(outcome.status == 0, "\(outcome)", sourceLocation: location)
  #expect(outcome.output.count == 1, "\(outcome)", sourceLocation: location)
  #expect(outcome.output.first?.hasPrefix("[\(id)] ") == true, "\(outcome)", sourceLocation: location)
  if let line { #expect(outcome.shown == line, sourceLocation: location) }
}

extension Sandbox {
  /// The ids of the tasks that the store knows, as text.
  var tasks: [String] { file("store/tasks").entries }

  /// The calls of `Fixtures/helper`, by verb.
  var calls: [String] { file("calls").lines }

  /// Waits until the fake program `words` has run once, as a task.
  func expectOneTask(_ words: String = "npm run dev", location: SourceLocation = #_sourceLocation) throws {
    let places = try places(of: words)
    #expect(places == [.task], sourceLocation: location)
  }
}

extension Session {
  /// Expects that `words` ran once and in the terminal, and that there is no task.
  func expectTerminal(_ words: String = "npm run dev", location: SourceLocation = #_sourceLocation) {
    #expect(
      sandbox.ran.filter { $0.words == words }.map(\.place) == [.foreground], sourceLocation: location)
    #expect(sandbox.tasks == [], sourceLocation: location)
  }

  /// The newest entries of the history, oldest first, without their numbers.
  func history(_ count: Int) throws -> [String] {
    // The question itself is kept out of the history of both shells by the setting of the test or counted in.
    let list = shell.choose(bash: "fc -ln -\(count)", zsh: "fc -ln -\(count)")
    return try run(list).output.map(\.trimmingBlanks)
  }
}

extension Shell.Setup {
  /// A shell whose helper is the stand-in that goes wrong as `fault` says.
  static func fault(_ fault: String, before: String = "") -> Shell.Setup {
    let helper = Repository.file("Tests/InteractiveTests/Fixtures/helper")
    return .init(before: before, after: "export TEST_FAULT='\(fault)'; _simmer_bin='\(helper)'")
  }
}

extension String {
  var trimmingBlanks: String {
    var text = self[...]
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    return String(text)
  }
}

extension Session {
  /// The notices of task `id` on the screen: `[3] failed with exit 1 after 12s: npm test`.
  func notices(of id: Int = 1) -> [String] {
    screen.lines.filter { $0.hasPrefix("[\(id)] ") && $0.contains(" after ") }
  }

  /// Presses Enter at an empty line until `condition` is true: what is told is told before a prompt.
  func enterUntil(_ what: String, _ condition: () throws -> Bool) throws {
    try eventually(what, seen: { screen.description }) {
      try run("")
      return try condition()
    }
  }
}
