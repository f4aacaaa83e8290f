// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer doctor` names what is wrong and what mends it.
struct DoctorTests {
  /// What a shell in order tells of itself.
  private static let healthy = [
    "shell": "bash", "shell_version": "5.2.15", "state": "on", "enter_key": "simmer", "ctrl_b_key": "simmer",
    "prompt_hook": "found", "prompt_badge": "found", "loads": "1",
  ]

  private func doctor(
    _ sandbox: Sandbox, _ changes: [String: String] = [:], with more: [String: String] = [:], json: Bool = false
  ) throws -> Command.Result {
    var facts = Self.healthy
    facts["plugin_version"] = try sandbox.simmer("--version").stdout.replacing("\n", with: "")
    facts.merge(changes) { $1 }
    let text = facts.map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    return try sandbox.simmer(["doctor"] + (json ? ["--json"] : []), with: ["SIMMER_SHELL_FACTS": text].merging(more) { $1 })
  }

  @Test func `a shell in order has nothing but good findings`() throws {
    try Sandbox.with { sandbox in
      let result = try doctor(sandbox)
      #expect(result.code == 0, "\(result)")
      #expect(result.lines.allSatisfy { $0.hasPrefix("ok ") }, "\(result)")
    }
  }

  @Test(arguments: Table.rows("Tests/CommandTests/Cases/doctor.tsv"))
  func `each trouble is found, and says what mends it`(row: [String]) throws {
    try Sandbox.with { sandbox in
      let changes = row[0].split(separator: ",").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      let result = try doctor(sandbox, Dictionary(uniqueKeysWithValues: changes.map { ($0[0], $0[1]) }))
      let lines = result.stdout.split(separator: "\n").map(String.init)
      let place = try #require(lines.firstIndex { $0.hasPrefix(row[1]) && $0.contains(row[2]) }, "\(result)")
      #expect(lines.count > place + 1 && lines[place + 1].contains(row[3]), "\(result)")
      #expect(lines.count { !$0.hasPrefix("ok ") && !$0.hasPrefix("  ") } == 1, "\(result)")
      #expect(result.code == (row[1] == "broken" ? 1 : 0))
      let json = try doctor(sandbox, Dictionary(uniqueKeysWithValues: changes.map { ($0[0], $0[1]) }), json: true)
      #expect(json.stdout.contains("\"grade\" : \"\(row[1])\""))
    }
  }

  @Test func `without the plugin it names the line that is missing, or that is there`() throws {
    try Sandbox.with { sandbox in
      let none = try sandbox.simmer("doctor", with: ["SHELL": "/bin/bash"])
      #expect(none.stdout.contains("eval \"$(simmer init bash)\"' >> ~/.bashrc"), "\(none)")
      #expect(none.code == 1)
      let zsh = try sandbox.simmer("doctor", with: ["SHELL": "/bin/zsh"])
      #expect(zsh.stdout.contains(">> ~/.zshrc"), "\(zsh)")
      try sandbox.home.appending(".bashrc").write("# simmer init\necho hello\neval \"$(simmer init bash)\"\n")
      let there = try sandbox.simmer("doctor", with: ["SHELL": "/bin/bash"])
      #expect(there.stdout.contains("though \(sandbox.home)/.bashrc:3 loads it"), "\(there)")
      #expect(there.stdout.contains("exec bash"))
    }
  }

  @Test func `a second line in the start-up files is named`() throws {
    try Sandbox.with { sandbox in
      let line = "eval \"$(simmer init bash)\"\n"
      try sandbox.home.appending(".bashrc").write(line + "x=1\n" + line)
      let result = try doctor(sandbox, ["loads": "2"], with: ["SHELL": "/bin/bash"])
      #expect(result.stdout.contains("loaded 2 times, by \(sandbox.home)/.bashrc:1, \(sandbox.home)/.bashrc:3"), "\(result)")
    }
  }

  @Test func `a store that cannot be written is refused with its reason`() throws {
    try Sandbox.with { sandbox in
      try sandbox.root.appending("file").write("")
      let result = try doctor(sandbox, with: ["SIMMER_HOME": sandbox.root.appending("file/store").string])
      #expect(result.code == 1)
      #expect(result.stdout.contains(/(?m)^broken store: \/.*\/file\/store: .*[Nn]ot a directory/), "\(result)")
      #expect(result.stdout.contains("choose another place: SIMMER_HOME="), "\(result)")
    }
  }

  @Test func `keys that are left alone on purpose are no trouble`() throws {
    try Sandbox.with { sandbox in
      for fact in ["state=off", "conflict=ble.sh"] {
        let parts = fact.split(separator: "=").map(String.init)
        let result = try doctor(sandbox, [parts[0]: parts[1], "enter_key": "accept-line", "ctrl_b_key": "backward-char"])
        #expect(result.code == 0 && !result.stdout.contains("Enter: ") && !result.stdout.contains("background key"), "\(result)")
      }
    }
  }

  @Test func `a shell that is left alone says why`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.simmer("doctor", with: ["SIMMER_UNFIT": "bash 4.4.20 is too old, 5.1 is needed"])
      #expect(result.stdout.contains("simmer leaves it alone: bash 4.4.20 is too old"), "\(result)")
    }
  }
}
