// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// A tool of the shell that the plugin has to get along with, as `Cases/company.tsv` has it.
struct Companion: Sendable, CustomTestStringConvertible {
  let shell: Shell
  let name: String
  let settings: String
  let isHere: Bool
  /// Lines, and what they print.
  let probes: [(line: String, output: String)]

  var testDescription: String { "\(shell) \(name)" }

  static let all: [Companion] = Table.rows("Tests/InteractiveTests/Cases/company.tsv")
    .compactMap { row in
      guard let shell = Shell(rawValue: row[0]), Shell.allCases.contains(shell) else { return nil }
      let fixtures = Repository.file("Tests/InteractiveTests/Fixtures").string
      let rest = Array(row[4...])
      let companion = Companion(
        shell: shell, name: row[1], settings: row[3].replacing("@/", with: fixtures + "/"),
        isHere: FilePath(row[2].replacing("@/", with: fixtures + "/")).exists,
        probes: stride(from: 0, to: rest.count, by: 2).map {
          (rest[$0], $0 + 1 < rest.count ? rest[$0 + 1].replacing(/^-$/, with: "") : "")
        })
      if !companion.isHere { print("not here, and so not tried: \(companion.testDescription) (\(row[2]))") }
      return companion.isHere ? companion : nil
    }
}

/// The plugin beside the real scripts of others, loaded before them and after them.
struct CompanyTests {
  @Test(arguments: Companion.all, [true, false])
  func `a line, the badge, the notice and the other tool all work`(_ companion: Companion, isFirst: Bool)
    throws
  {
    let setup = Shell.Setup(
      before: isFirst ? companion.settings : "", after: isFirst ? "" : companion.settings)
    try Sandbox.with(companion.shell, setup) { session in
      expectTaken(try session.run("npm run dev"), line: "npm run dev")
      try session.sandbox.expectOneTask()
      #expect(try session.run("true").badge == "●1 ")

      _ = try session.sandbox.simmer("stop", "1")
      try session.enterUntil("the notice") {
        session.screen.contains("[1] stopped npm run dev") || !session.notices().isEmpty
      }
      #expect(try session.run("true").badge == "")

      // In front: its output, its status, and no badge of it left behind.
      let test = try session.run("TEST_FOREGROUND='exit 3' npm test")
      #expect(test.output == ["npm is up"] && test.status == 3, "\(test)")
      #expect(session.sandbox.tasks.count == 2)
      #expect(try session.run("echo \"again $?\"").output == ["again 3"])
      try expect(companion.probes, in: session)
    }
  }

  private static func settings(_ shell: Shell, _ name: String) -> String? {
    Companion.all.first { $0.shell == shell && $0.name == name }?.settings
  }

  @Test(.enabled(if: settings(.bash, "fzf") != nil), arguments: Shell.allCases, [true, false])
  func `Ctrl+R of fzf brings back a line, which then goes to the background`(shell: Shell, isFirst: Bool)
    throws
  {
    let fzf = Self.settings(shell, "fzf") ?? ""
    try Sandbox.with(shell, .init(before: isFirst ? fzf : "", after: isFirst ? "" : fzf)) { session in
      try session.run("true npm run dev")
      try session.run("npm run dev --marked")
      try session.run("echo last")
      let start = try session.prompt()
      try session.terminal.press(.ctrl("r"))
      try session.terminal.wait(for: "3/3")
      try session.terminal.type("dev marked")
      try session.terminal.wait(for: "1/3")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the line") {
        $0.lines.last?.hasSuffix("> npm run dev --marked") == true ? true : nil
      }
      expectTaken(try session.outcome(since: start), as: 2)
    }
  }

  @Test(.enabled(if: settings(.zsh, "both") != nil), arguments: [true, false])
  func `a suggestion is shown, coloured, accepted, and goes to the background`(isFirst: Bool) throws {
    let tools = Self.settings(.zsh, "both") ?? ""
    try Sandbox.with(.zsh, .init(before: isFirst ? tools : "", after: isFirst ? "" : tools)) { session in
      try session.run("npm run dev")
      let start = try session.prompt()
      try session.terminal.type("npm r")
      try session.terminal.wait(for: "the suggestion") {
        $0.lines.last?.hasSuffix("> npm run dev") == true ? true : nil
      }
      try eventually("the colour of a command") { session.terminal.colouredText.contains("[32mnpm") }
      try session.terminal.press(.ctrl("e"))
      try session.terminal.type(" --again")
      try session.terminal.wait(for: "npm run dev --again")
      expectTaken(try session.outcome(since: start), as: 2, line: "npm run dev --again")
    }
  }

  private func expect(_ probes: [(line: String, output: String)], in session: Session) throws {
    for probe in probes {
      let outcome = try session.run(probe.line)
      #expect(outcome.output.joined(separator: "\n") == probe.output, "\(probe.line): \(outcome)")
    }
  }
}
