// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// The completions and the manual against what the program's help says.
struct WordsTests {
  /// What `simmer help` tells: the verbs, and the options of each.
  static func options(_ sandbox: Sandbox) throws -> [String: [String]] {
    let help = try sandbox.simmer("--help").stdout
    let verbs = help.matches(of: /(?m)^  ([a-z]+)(?:, [a-z]+)* {2,}/).map { String($0.1) }
    return try verbs.reduce(into: [:]) { options, verb in
      let text = try sandbox.simmer("help", verb).stdout
      options[verb] = text.matches(of: /(?m)^  (?:-[a-z], )?(--[a-z-]+)/).map { String($0.1) }
        .filter { $0 != "--version" && $0 != "--help" }
    }
  }

  @Test func `help is there in the narrowest terminal`() throws {
    try Sandbox.with { sandbox in
      for width in ["1", "26", "27", "80"] {
        let help = try sandbox.simmer("help", "run", with: ["COLUMNS": width])
        #expect(help.code == 0 && help.stdout.contains("--label"), "\(width): \(help)")
      }
    }
  }

  @Test func `the help of every verb has an example that can be read`() throws {
    try Sandbox.with { sandbox in
      let verbs = try Self.options(sandbox).keys
      #expect(verbs.count > 20)
      for verb in verbs {
        let help = try sandbox.simmer("help", verb).stdout
        let examples = help.matches(of: /(?m)^Example: (.+)$/).map { String($0.1) }
        #expect(!examples.isEmpty, "\(verb)")
        for example in examples { #expect(example.contains("simmer \(verb)"), "\(verb)") }
      }
    }
  }

  @Test func `every verb and option is in the manual`() throws {
    try Sandbox.with { sandbox in
      let manual = try sandbox.simmer("manual").stdout.replacing("\\-", with: "-")
      for section in ["SYNOPSIS", "COMMANDS", "EXAMPLES", "ENVIRONMENT", "FILES", "EXIT STATUS"] {
        #expect(manual.contains("\n.SH \(section)\n"), "\(section)")
      }
      #expect(!manual.contains("@"))
      let sections = manual.split(separator: "\n.SS ")
      for (verb, options) in try Self.options(sandbox) {
        #expect(manual.contains("\n.SY simmer\n.B \(verb)\n"), "\(verb)")
        let section = sections.first { $0.hasPrefix("\\fB\(verb)\\fP") } ?? ""
        for option in options { #expect(section.contains("\\fB\(option)\\fP"), "\(verb) \(option)") }
      }
    }
  }

  @Test func `bash completes every verb and option`() throws {
    try Sandbox.with { sandbox in
      let all = try Self.options(sandbox)
      let verbs = try complete(in: sandbox, "")
      for verb in ["on", "off", "help", "fg"] { #expect(verbs.contains(verb)) }
      for (verb, options) in all {
        #expect(verbs.contains(verb), "\(verb)")
        let offered = try complete(in: sandbox, verb, "--")
        for option in options { #expect(offered.contains(option), "\(verb) \(option): \(offered)") }
      }
    }
  }

  @Test func `zsh has a description for every verb and option`() throws {
    try Sandbox.with { sandbox in
      let text = try sandbox.simmer("completions", "zsh").stdout
      for (verb, options) in try Self.options(sandbox) {
        #expect(text.contains(try Regex("\n    '\(verb):[A-Z]")), "\(verb)")
        let found = text.firstMatch(
          of: try Regex("\n    (?:[a-z]+ \\| )*\(verb)(?: \\| [a-z]+)*\\)\n((?s).*?) ;;\n"))
        let block = found.map { String($0.0) } ?? ""
        for option in options {
          #expect(
            block.contains(try Regex("'(?:\\([^)]*\\))?\\*?\(option)=?\\[[A-Za-z]")), "\(verb) \(option)")
        }
      }
    }
  }

  @Test(arguments: Table.rows("Tests/InstallTests/Cases/completions.tsv"))
  func `bash completes tasks and values in their places`(row: [String]) throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--label", "my api", "--", "sleep 1000")
      _ = try sandbox.simmer("run", "--label", "web", "--", "exit 3")
      _ = try sandbox.simmer("wait", "2")
      let expected = row.count > 1 ? row[1].split(separator: ",").map(String.init) : []
      #expect(
        try complete(
          in: sandbox, row[0].split(separator: " ", omittingEmptySubsequences: false).map(String.init))
          == expected, "\(row[0])")
    }
  }

  @Test func `a choice of tasks says what each of them is`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--label", "web", "--", "sleep 1000")
      _ = try sandbox.simmer("run", "--label", "evil\u{1b}[2J", "--", "exit 3")
      _ = try sandbox.simmer("wait", "2")
      let rows = try complete(in: sandbox, "output", "")
      #expect(rows.count == 4)
      #expect(rows[0].contains(/^2 {2,}\(failed [^,]*, exit 3\)$/), "\(rows)")
      #expect(rows[3].contains(/^web {2,}\(1, running [^,]*, sleep 1000\)$/), "\(rows)")
      #expect(!rows.joined().contains("\u{1b}"))
    }
  }

  @Test func `zsh completes the tasks that a verb can take, by id and by label`() throws {
    let before = """
      mkdir ~/functions; simmer completions zsh >~/functions/_simmer
      fpath=(~/functions $fpath); autoload -Uz compinit; compinit -D -u
      """
    try Sandbox.with(.zsh, .init(before: before, plugin: false)) { session in
      _ = try session.sandbox.simmer("run", "--label", "my api", "--", "sleep 1000")
      for _ in 2...12 { _ = try session.sandbox.simmer("run", "--", "true") }
      try session.terminal.type("echo simmer; simmer stop m")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "simmer stop my\\ api")
      try session.terminal.type("; simmer wait --for re")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "--for ready")
      try session.terminal.type("; simmer output 12")
      try session.terminal.press(.tab)
      try session.terminal.type("; simmer config imp")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "simmer output 12; simmer config import")
      try session.terminal.type("; simmer output ")
      try session.terminal.press(.tab)
      try session.terminal.wait(for: "-- completed")
      try session.terminal.press(.ctrl("u"))
    }
  }

  @Test(arguments: [
    ("stauts", "did you mean simmer status?"), ("ouput", "did you mean simmer output?"),
    ("npm", "simmer run --"), ("on", "inside a shell"), ("xyzzyxyzzy", "simmer help lists them"),
  ])
  func `a wrong verb is answered with what may help`(verb: String, advice: String) throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer(verb, "x")
      #expect(result.code == 2 && result.stdout.isEmpty)
      #expect(result.stderr.hasPrefix("simmer: cannot ") && result.stderr.contains(advice), "\(result)")
      #expect(result.stderr.split(separator: "\n").count == 1)
    }
  }

  @Test func `wrong arguments point to the help of their verb`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("stop", "--gracee", "1")
      #expect(result.code == 2)
      #expect(
        result.stderr.contains("--grace") && result.stderr.hasSuffix("see simmer help stop\n"), "\(result)")
    }
  }

  /// What bash offers for the last word of a line that begins with `simmer`.
  private func complete(in sandbox: Sandbox, _ words: String...) throws -> [String] {
    try complete(in: sandbox, words)
  }

  private func complete(in sandbox: Sandbox, _ words: [String]) throws -> [String] {
    // As readline cuts it: at = and : as well.
    let script = """
      . <(simmer completions bash)
      COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMP_WORDS=() COMP_TYPE=9
      for word; do
        while [[ $word == *[=:]* ]]; do
          rest=${word#*[=:]} lead=${word%"$rest"}
          [[ ${#lead} == 1 ]] || COMP_WORDS+=("${lead%?}")
          COMP_WORDS+=("${lead: -1}") word=$rest
        done
        COMP_WORDS+=("$word")
      done
      if [[ ${COMP_WORDS[-1]} == '' && $COMP_LINE == *[=:] ]]; then unset 'COMP_WORDS[-1]'; fi
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      __simmer_complete
      ((${#COMPREPLY[@]} == 0)) || printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try Command(
      ["/bin/bash", "-uc", script, "bash", "simmer"] + words, environment: sandbox.environment,
      in: sandbox.work
    ).run().lines
  }
}
