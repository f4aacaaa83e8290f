// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// The completions and the manual against what the program itself says.
struct WordsTests {
  /// What `simmer help` tells: the verbs, and the options of each.
  static func options(_ sandbox: Sandbox) throws -> [String: [String]] {
    let help = try sandbox.simmer("--help").stdout
    let verbs = help.matches(of: /(?m)^  ([a-z]+) {3,}/).map { String($0.1) }
    return try verbs.reduce(into: [:]) { options, verb in
      let text = try sandbox.simmer("help", verb).stdout
      options[verb] = text.matches(of: /(?m)^  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) }
        .filter { $0 != "--version" && $0 != "--help" }
    }
  }

  @Test func `every verb and option is in the manual`() throws {
    try Sandbox.with { sandbox in
      let manual = (Repository.root.appending("shell/simmer.1").text ?? "").filter { $0 != "\\" }
      let synopsis = manual.split(separator: ".SY simmer\n").dropFirst()
      for (verb, options) in try Self.options(sandbox) {
        let entry = synopsis.first { $0.hasPrefix(".B \(verb)\n") }
        #expect(entry != nil, "\(verb)")
        for option in options { #expect(entry?.contains(option) == true, "\(verb) \(option)") }
      }
    }
  }

  @Test func `bash completes every verb and option`() throws {
    try Sandbox.with { sandbox in
      let all = try Self.options(sandbox)
      #expect(all.count >= 9)
      let verbs = try complete(in: sandbox, "simmer", "")
      for (verb, options) in all {
        #expect(verbs.contains(verb), "\(verb)")
        let offered = try complete(in: sandbox, "simmer", verb, "--")
        for option in options { #expect(offered.contains(option), "\(verb) \(option): \(offered)") }
      }
    }
  }

  @Test func `zsh completes every verb and option`() throws {
    try Sandbox.with { sandbox in
      let text = Repository.root.appending("shell/completions/_simmer").text ?? ""
      for (verb, options) in try Self.options(sandbox) {
        #expect(text.contains("'\(verb):"), "\(verb)")
        let found = text.firstMatch(
          of: try Regex("\n    (?:[a-z]+ \\| )*\(verb)(?: \\| [a-z]+)*\\)([^;]*);;"))
        let block = found.map { String($0.0) } ?? ""
        for option in options { #expect(block.contains(option), "\(verb) \(option)") }
      }
    }
  }

  @Test func `bash completes the tasks that a verb can take, by id and by label`() throws {
    try Sandbox.with { sandbox in
      for id in ["3", "12", "31"] { try sandbox.store.appending("tasks/\(id)").makeDirectory() }
      try sandbox.store.appending("live").makeDirectory()
      try sandbox.store.appending("live/3.ready").write("")
      try sandbox.store.appending("tasks/3/label").write("my api\n")
      try sandbox.store.appending("tasks/12/label").write("web\n")
      #expect(try complete(in: sandbox, "simmer", "stop", "") == ["3", "my\\ api"])
      #expect(try complete(in: sandbox, "simmer", "output", "3") == ["3", "31"])
      #expect(try complete(in: sandbox, "simmer", "status", "w") == ["web"])
      #expect(try complete(in: sandbox, "simmer", "run", "--label", "") == [])
      #expect(try complete(in: sandbox, "simmer", "output", "3", "--stream", "std") == ["stdout", "stderr"])
    }
  }

  @Test func `zsh completes the tasks that a verb can take, by id and by label`() throws {
    let before =
      "fpath=('\(Repository.root)/shell/completions' $fpath); autoload -Uz compinit; compinit -D -u"
    try Sandbox.with(.zsh, .init(before: before, plugin: false)) { session in
      let store = session.sandbox.store
      for id in ["3", "12"] { try store.appending("tasks/\(id)").makeDirectory() }
      try store.appending("live").makeDirectory()
      try store.appending("live/3.ready").write("")
      try store.appending("tasks/3/label").write("my api\n")
      try session.terminal.type("echo simmer; simmer stop m")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "simmer stop my\\ api")
      try session.terminal.type("; simmer output 1")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "simmer output 12")
      try session.terminal.press(.ctrl("u"))
    }
  }

  /// What bash offers for the last word of a line.
  private func complete(in sandbox: Sandbox, _ words: String...) throws -> [String] {
    let script = """
      . '\(Repository.root)/shell/completions/simmer.bash'
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      _simmer_complete
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try Command(
      ["/bin/bash", "-uc", script, "bash"] + words, environment: sandbox.environment, in: sandbox.work
    ).run().lines
  }
}
