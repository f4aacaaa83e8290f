// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer config`, and what the verbs make of a configuration.
struct ConfigTests {
  private func verdict(_ sandbox: Sandbox, _ line: String, in directory: String = "work") throws -> String? {
    try Command(
      ["\(sandbox.bin)/simmer", "decide", "--shell", "bash", "--", line], environment: sandbox.environment,
      in: sandbox.file(directory)
    ).run().lines.first
  }

  @Test func `what is printed is read back as it is`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(
        #"background = ["deploy *", '/^x\s+"y"$/', "it's"]"# + "\nthreshold = 90\ntimeout = '45m'\n")
      let first = try sandbox.simmer("config")
      #expect(first.code == 0 && first.stderr == "", "\(first)")
      #expect(first.stdout.contains("threshold = \"1m 30s\"  # \(sandbox.config):2"))
      #expect(first.stdout.contains("keep_days = 7  # default"))
      try sandbox.configure(first.stdout)
      let second = try sandbox.simmer("config")
      func plain(_ text: String) -> [String] {
        text.split(separator: "\n").map { String($0.prefix { $0 != "#" }) }
      }
      #expect(second.code == 0 && plain(second.stdout) == plain(first.stdout), "\(second)")
    }
  }

  @Test func `a mistake ends with 2, and what is valid is used`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("treshold = 3\nbackground = [\"deploy\"]\n")
      let result = try sandbox.simmer("config")
      #expect(result.code == 2)
      #expect(
        result.stderr
          == "simmer: \(sandbox.config):1: treshold: there is no such key; did you mean threshold?\n")
      #expect(result.stdout.contains("\"deploy\",  # \(sandbox.config):2"))
      #expect(try verdict(sandbox, "deploy web") == "background")
      #expect(try sandbox.simmer("run", "--", "true").code == 0)
      let doctor = try sandbox.simmer("doctor")
      #expect(doctor.code == 1 && doctor.stdout.contains("did you mean threshold?"), "\(doctor)")
    }
  }

  @Test func `colours and the badge are settings`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.simmer("run", "--", "exit 3")
      _ = try sandbox.simmer("wait", "1")
      #expect(try !sandbox.simmer("status").stdout.contains("\u{1b}["))
      try sandbox.configure(
        "color = 'always'\nbadge_signs = ['r', '+', '?', 'bad:']\nbadge_colors = ['', '', '', 'blue']\n")
      #expect(try sandbox.simmer("status").stdout.contains("\u{1b}[31m"))
      #expect(try !sandbox.simmer("status", with: ["NO_COLOR": "1"]).stdout.contains("\u{1b}["))
      #expect(try !sandbox.simmer("status", with: ["TERM": "dumb"]).stdout.contains("\u{1b}["))
      #expect(try sandbox.simmer("badge").stdout == "bad:1\n")
      #expect(try sandbox.simmer("badge", "--as", "tmux").stdout == "#[fg=blue]bad:1#[default]\n")
      #expect(
        try sandbox.simmer("config").stdout.contains(
          "badge_colors = [\"\", \"\", \"\", \"blue\"]  # \(sandbox.config):3"))
      for (line, reason) in [
        ("color = 'blue'", "wants one of \"auto\", \"always\", \"never\", not \"blue\""),
        ("colour = 'never'", "there is no such key; did you mean color?"),
        (
          "badge_signs = ['a', 'b', 'c']",
          "wants a list of four texts, as in badge_signs = [\"●\", \"◆\", \"?\", \"✗\"]"
        ),
        ("badge_signs = ['1', 'b', 'c', 'd']", "without digits and"),
        ("badge_colors = ['', 'gren', '', '']", "or \"\", not \"gren\"; did you mean green?"),
      ] {
        try sandbox.configure(line + "\n")
        let result = try sandbox.simmer("config")
        #expect(result.code == 2 && result.stderr.contains(reason), "\(line): \(result.stderr)")
        #expect(try sandbox.simmer("badge").stdout == "✗1\n")
      }
    }
  }

  @Test func `the file is found where the environment says`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("config", "--path").stdout == "\(sandbox.config)\n")
      let home = ["XDG_CONFIG_HOME": "", "HOME": "/h"]
      #expect(try sandbox.simmer("config", "--path", with: home).stdout == "/h/.config/simmer/config.toml\n")
      expectRefusal(try sandbox.simmer("config", "--path", with: ["XDG_CONFIG_HOME": "", "HOME": ""]), 3)
      #expect(!sandbox.store.exists)
    }
  }

  @Test(arguments: [
    ("background = ['serve-it']", "serve-it --now", "background"),
    ("background = ['serve-it']", "serve-items", "foreground"),
    ("background = ['/^serve-\\w+$/']", "serve-all", "background"),
    ("background = ['*--slowly*']", "ls --slowly", "background"),
    ("foreground = ['npm run dev']", "npm run dev", "foreground"),
    ("foreground = ['npm run dev']", "cd a && npm run dev", "foreground"),
    ("foreground = ['npm run dev']", "yarn dev", "background"),
    ("adaptive = ['npm run dev']", "npm run dev", "adaptive"),
    ("enabled = false", "npm run dev", "foreground"), ("enabled = true", "npm run dev", "background"),
    ("background = ['vim *']", "vim notes", "background"), ("not toml at all", "npm run dev", "background"),
  ])
  func `decide follows the user's rules`(config: String, line: String, expected: String) throws {
    try Sandbox.with { sandbox in
      try sandbox.configure(config)
      #expect(try verdict(sandbox, line) == expected)
    }
  }

  @Test func `explain names the rule and its place, and the file that is not used`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("# mine\nbackground = ['serve-it']\n")
      try sandbox.file("work/.simmer.toml").write("")
      let result = try sandbox.simmer("explain", "--", "serve-it --now")
      #expect(result.stdout.contains("yours: serve-it, \(sandbox.config):2"), "\(result)")
      #expect(
        result.stderr.hasPrefix("simmer: \(sandbox.file("work/.simmer.toml")): not allowed"), "\(result)")
      try sandbox.configure("enabled = false\n")
      let disabled = try sandbox.simmer("explain", "--", "cd web && npm run dev").stdout
      #expect(disabled.contains("simmer is not enabled, \(sandbox.config):1"), "\(disabled)")
      #expect(disabled.contains("cd web && npm run dev"), "\(disabled)")
    }
  }

  @Test func `Ctrl+B is obeyed where nothing moves by itself`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("enabled = false")
      #expect(
        try sandbox.simmer("decide", "--force", "--shell", "bash", "--", "make").lines.first == "background")
    }
  }

  @Test func `numbers are those of the file unless an option says more`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("timeout = 7\n")
      for (options, minutes) in [([], "7.0"), (["--timeout", "3"], "3.0")] as [([String], String)] {
        let id = try Command(
          ["\(sandbox.bin)/simmer", "run"] + options + ["--", "true"], environment: sandbox.environment,
          in: sandbox.work
        ).run().lines[0]
        #expect(sandbox.file("store/tasks/\(id)/launch").lines.contains("timeout \(minutes)"))
      }
    }
  }

  @Test(arguments: ["mkfifo", "mkdir"]) func `what is no file is not waited for`(maker: String) throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.script(
        "mkdir -p ${XDG_CONFIG_HOME}/simmer && \(maker) $XDG_CONFIG_HOME/simmer/config.toml")
      let result = try sandbox.simmer("config")
      #expect(result.code == 2 && result.stderr.contains("cannot be read"), "\(result)")
      #expect(try verdict(sandbox, "npm run dev") == "background")
    }
  }

  // MARK: - Projects

  @Test func `a project is heard once it is allowed, and until it changes`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/a/b").makeDirectory()
      let file = sandbox.file("work/a/.simmer.toml")
      try file.write("background = ['serve-it']\nforeground = ['npm run dev']\nthreshold = 5\n")
      func verdicts() throws -> [String?] {
        [
          try verdict(sandbox, "serve-it", in: "work/a/b"),
          try verdict(sandbox, "npm run dev", in: "work/a/b"),
        ]
      }
      func listing() throws -> String { try sandbox.script("cd a/b && simmer config").stdout }
      #expect(try verdicts() == ["foreground", "background"])
      #expect(try listing().contains("# project: \(file): not allowed, not used"))
      let allowed = try sandbox.script("cd a/b && simmer allow")
      #expect(allowed.stdout == "allowed: \(file)\n" && allowed.code == 0, "\(allowed)")
      #expect(try verdicts() == ["background", "foreground"])
      #expect(try listing().contains("threshold = \"5s\"  # \(file):3"))
      #expect(
        try verdict(sandbox, "serve-it", in: "work") == "foreground", "the rules hold in the project alone")
      try file.write("background = ['serve-it', 'rm *']\n")
      #expect(try verdicts() == ["foreground", "background"])
      #expect(try listing().contains("changed since it was allowed, not used"))
      #expect(try sandbox.simmer("allow", "--list").stdout.contains("\(file)  (changed"))
      #expect(try sandbox.simmer("allow", "a/.simmer.toml").code == 0)
      #expect(try verdicts() == ["background", "background"])
      #expect(try sandbox.simmer("allow", "--remove", "a/.simmer.toml").code == 0)
      #expect(try verdicts() == ["foreground", "background"])
      #expect(try sandbox.simmer("allow", "--list").stdout == "no project's file is allowed\n")
    }
  }

  @Test func `a project comes before the user, and its nearest file alone counts`() throws {
    try Sandbox.with { sandbox in
      try sandbox.configure("foreground = ['serve-it']\n")
      try sandbox.file("work/in").makeDirectory()
      try sandbox.file("work/.simmer.toml").write("background = ['serve-it']\n")
      #expect(try sandbox.simmer("allow").code == 0)
      #expect(try verdict(sandbox, "serve-it", in: "work/in") == "background")
      try sandbox.file("work/in/.simmer.toml").write("")
      #expect(try verdict(sandbox, "serve-it", in: "work/in") == "foreground")
    }
  }

  @Test func `only what is a project's file can be allowed`() throws {
    try Sandbox.with { sandbox in
      expectRefusal(try sandbox.simmer("allow"), 1, saying: ".simmer.toml")
      expectRefusal(try sandbox.simmer("allow", "none/.simmer.toml"), 1)
      try sandbox.file("work/other.toml").write("")
      expectRefusal(try sandbox.simmer("allow", "other.toml"), 2, saying: ".simmer.toml")
      expectRefusal(try sandbox.simmer("allow", "--remove", ".simmer.toml"), 1, saying: "not allowed")
      _ = try sandbox.script("mkfifo .simmer.toml")
      expectRefusal(try sandbox.simmer("allow", ".simmer.toml"), 3)
      #expect(try verdict(sandbox, "npm run dev") == "background")
    }
  }
}

extension Sandbox {
  var config: FilePath { home.appending(".config/simmer/config.toml") }

  /// Writes the user's configuration.
  func configure(_ text: String) throws {
    try config.removingLastComponent().makeDirectory()
    try config.write(text)
  }
}
