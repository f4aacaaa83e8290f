// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer config import`: the rules of an agent's settings, put beside those that are there.
struct ImportTests {
  private let settings = """
    {"model": "x", "autoBackground": {"enabled": false, "patterns": ["npm run dev", "tail -f *"],
     "excludePatterns": ["npm test"],
     "rules": [{"pattern": "docker*", "background": true}, {"pattern": "terraform apply", "background": false}]}}
    """

  private func lists(_ sandbox: Sandbox) throws -> [String] {
    try sandbox.simmer("config").lines.filter { $0.hasPrefix("  \"") }.map {
      String($0.dropFirst(3).prefix { $0 != "\"" })
    }
  }

  private let all = ["npm test", "terraform apply", "npm run dev", "tail -f *", "docker*"]

  @Test func `the rules are added to a new file`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(settings)
      let dry = try sandbox.simmer("config", "import", "settings.json", "--dry-run")
      #expect(dry.code == 0 && dry.lines.last == "would be written to \(sandbox.config)", "\(dry)")
      #expect(!sandbox.config.exists)
      let result = try sandbox.simmer("config", "import", "settings.json")
      #expect(result.code == 0 && result.lines.last == "written to \(sandbox.config)", "\(result)")
      #expect(try lists(sandbox) == all)
      #expect(sandbox.config.text?.contains("enabled = false") == true)
      let again = try sandbox.simmer("config", "import", "settings.json")
      #expect(again.lines.last == "nothing to add to \(sandbox.config)")
    }
  }

  @Test(arguments: [
    "# mine\nenabled = false # why\n", "background = []\n", "background = [ # none\n]",
    "foreground = ['npm test']",
    "foreground = [\n  'npm test' # first\n  # and so on\n]\n\n# end\n", "background = ['npm run dev',]\n",
    "keep_days = 3 # no newline at the end", "foreground = [ 'npm test'\n  , ]",
    "background = [\"\"\"npm run dev\"\"\"]",
  ])
  func `what a file says stays as it stands`(before: String) throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(settings)
      try sandbox.configure(before)
      #expect(try sandbox.simmer("config", "import", "settings.json").code == 0)
      #expect(try Set(lists(sandbox)) == Set(all))
      let after = try #require(sandbox.config.text)
      for line in before.split(separator: "\n") {
        // A comma may have come behind an element, and elements in front of a bracket.
        for part in line.split(whereSeparator: { "[],#".contains($0) }) {
          #expect(after.contains(part.drop { $0 == " " }.split(separator: " ").first ?? ""), "\(after)")
        }
      }
      #expect(try sandbox.simmer("config").code == 0, "\(after)")
    }
  }

  @Test func `a value that differs is kept and told`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(settings)
      try sandbox.configure("\nenabled = true\n")
      let result = try sandbox.simmer("config", "import", "settings.json")
      #expect(result.lines.first == "kept enabled = true of line 2, not false")
      #expect(sandbox.config.text?.hasPrefix("\nenabled = true\n") == true)
    }
  }

  @Test func `a link to the file stays a link`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(settings)
      try sandbox.file("work/dotfile").write("keep_days = 3\n")
      _ = try sandbox.script(
        "chmod 644 dotfile; mkdir -p $XDG_CONFIG_HOME/simmer; ln -s $PWD/dotfile $XDG_CONFIG_HOME/simmer/config.toml"
      )
      #expect(try sandbox.simmer("config", "import", "settings.json").code == 0)
      #expect(sandbox.file("work/dotfile").text?.contains("docker*") == true)
      #expect(try sandbox.script("stat -c %a dotfile").stdout == "644\n")
    }
  }

  @Test(
    arguments: [
      ("{", 2, "it is not JSON"), ("{}", 2, "it has no autoBackground"), ("[]", 2, ""),
      ("{\"autoBackground\": {\"patterns\": [1]}}", 2, "autoBackground.patterns[0]"),
      (
        "{\"autoBackground\": {\"rules\": [{\"pattern\": \"x\"}]}}", 2,
        "autoBackground.rules[0] has no background"
      ),
    ] as [(String, Int32, String)])
  func `what cannot be imported changes nothing`(json: String, code: Int32, text: String) throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(json)
      expectRefusal(try sandbox.simmer("config", "import", "settings.json"), code, saying: text)
      expectRefusal(try sandbox.simmer("config", "import", "none.json"), 1)
      #expect(!sandbox.config.exists)
    }
  }

  @Test func `a file with a mistake is left alone`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/settings.json").write(settings)
      try sandbox.configure("background = [\n")
      expectRefusal(try sandbox.simmer("config", "import", "settings.json"), 2, saying: "mend it first")
      #expect(sandbox.config.text == "background = [\n")
    }
  }
}
