// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The plugin works, and is not noticed, whatever the settings of the shell are.
struct MoodTests {
  /// Lines that every mood can run, and none that fails, because `set -e` would end the shell.
  static let ordinary = [
    "echo one two", "echo $_", "true | true", "echo 'a b' \"c d\"", "x=$(echo sub); echo $x",
    "cd .. && cd - >/dev/null",
    "for i in 1 2; do echo $i; done", "npm run build", "npm test && echo tested", "", "echo $?",
    "PORT=1 npm run lint",
  ]

  @Test(arguments: TypedLine.all("moods.tsv"))
  func `in any mood ordinary lines are left alone, and servers taken`(_ mood: TypedLine) throws {
    let lines = Self.ordinary
    try Sandbox.with { sandbox in
      let plain = try Session(sandbox, mood.shell, .init(before: mood.line, plugin: false))
      let expected = try lines.map { try "\(plain.run($0))" }
      plain.terminal.close()

      let session = try Session(sandbox, mood.shell, .init(before: mood.line))
      #expect(session.screen.lines.count == 1, "\(session.screen)")
      for (line, expected) in zip(lines, expected) {
        let outcome = try session.run(line)
        #expect("\(outcome)" == expected, "\(line)")
      }
      // What may move is a task as well, while it is in front.
      let before = sandbox.tasks.count
      expectTaken(try session.run("npm run dev"), as: before + 1, line: "npm run dev")
      let next = try session.run("echo next")
      #expect(next.output == ["next"])
      #expect(next.status == 0)
      try eventually("the run") { sandbox.ran.contains { $0.words.hasSuffix("run dev") } }
      #expect(sandbox.ran.last?.place == .task)

      try session.run("_simmer_bin=/nonexistent")
      let open = try session.run("npm run serve")
      #expect(open.output == ["npm is up"])
      #expect(open.status == 0)
      #expect(sandbox.ran.last?.place == .foreground)
      #expect(sandbox.tasks.count == before + 1)
    }
  }

  @Test(arguments: Shell.allCases)
  func `settings that are made later are not noticed either`(shell: Shell) throws {
    for mood in TypedLine.all("moods.tsv") where mood.shell == shell && mood.line.hasPrefix("set") {
      try Sandbox.with(shell) { session in
        try session.run(mood.line)
        #expect(try session.run("echo next").output == ["next"], "\(mood.line)")
        expectTaken(try session.run("npm run dev"))
        #expect(try session.run("echo next").output == ["next"], "\(mood.line)")
      }
    }
  }
}
