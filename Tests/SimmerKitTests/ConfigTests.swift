// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SystemPackage
import Testing

@testable import SimmerKit

/// One configuration file: what is used of it, and what is said of the rest.
struct ConfigTests {
  private func read(_ text: String, isProject: Bool = false) -> ConfigText {
    ConfigText(Array(text.utf8), file: "/c.toml", isProject: isProject)
  }

  @Test(arguments: ConfigKey.all) func `the default of a key is one that may be written`(key: ConfigKey) {
    let text = read("\(key.name) = \(TOMLText.text(key.fallback))\n")
    #expect(text.problems == [])
    if key.kind != .patterns { #expect(text.settings == [.init(key: key, value: key.fallback, line: 1)]) }
  }

  @Test(arguments: [
    ("threshold = 45", ConfigKey.threshold, 45_000), ("threshold = 1.5", .threshold, 1500),
    ("threshold = \"1m 30s\"", .threshold, 90_000), ("timeout = 0", .timeout, 0), ("timeout = 2", .timeout, 120_000),
    ("timeout = '3h'", .timeout, 10_800_000), ("grace = '500ms'", .grace, 500),
  ])
  func `a span is a number in the key's unit, or a text with units`(text: String, key: ConfigKey, value: Int) {
    #expect(read(text).settings == [.init(key: key, value: .span(value), line: 1)])
  }

  @Test(arguments: [
    ("treshold = 3", "/c.toml:1: treshold: there is no such key; did you mean threshold?"),
    ("\nbackgruond = []", "/c.toml:2: backgruond: there is no such key; did you mean background?"),
    ("Enabled = true", "did you mean enabled?"), ("keepdays = 3", "did you mean keep_days?"),
    ("paint = 3", "the keys are enabled, foreground,"), ("[rules]\nx = 1", "/c.toml:1: rules: there is no such key"),
    ("# a\n[[x]]\n", "/c.toml:2: x: "), ("a.b.c = 1", "/c.toml:1: a: "),
    ("enabled = 1", "/c.toml:1: enabled: wants true or false, not 1"),
    ("enabled = 'yes'", "not \"yes\""), ("background = 'npm'", "/c.toml:1: background: wants a list, as in background = ["),
    ("background = [\n'a',\n# 'b'\n3]", "/c.toml:4: background: wants texts in its list, not 3"),
    ("background = ['a', '']", "/c.toml:1: background: an empty rule matches nothing"),
    ("foreground = [\n \"\"\"a\nb\"\"\",\n '/a(/' ]", "/c.toml:4: foreground: /a(/ is no regular expression: missing closing parenthesis, at its character 2"),
    ("threshold = 'soon'", "wants a number of seconds, or a text like \"1h 30m\", not \"soon\""),
    ("threshold = 0", "wants 1s to 1d, not 0"), ("keep_tasks = -1", "wants a whole number from 0 to 100000, not -1"),
    ("keep_tasks = 2.5", "not 2.5"), ("keep_tasks = 2024-01-01", "not a date"),
    ("enabled = true\nenabled = false", "/c.toml:2: not TOML: "), ("enabled = ", "/c.toml:1: not TOML: "),
    ("background = [ 'a'", "/c.toml:1: not TOML: "), ("keep_days = 1\n[=", "/c.toml:2: not TOML: "), ("keep_days = [}]", "/c.toml:1: not TOML: "), ("x = \u{0}", "/c.toml:1: a control character; the file is not used"),
  ])
  func `a mistake is told with its file, its line and what would be right`(text: String, message: String) {
    let problems = read(text).problems
    #expect(problems.count == 1)
    #expect(problems.first?.description.contains(message) == true, "\(problems)")
  }

  @Test func `what is right beside a mistake is used`() {
    let text = read(
      """
      background = ["one", 2, "three"]
      threshold = nope
      enabled = false
      grace = "x"
      keep_days = 3
      """)
    #expect(text.patterns.map(\.text) == ["one", "three"])
    #expect(text.settings.map(\.key) == [.enabled, .keepDays])
    #expect(text.problems.map(\.line) == [2, 1, 4])
  }

  @Test func `behind the name of a table that is none nothing is used`() {
    let text = read("enabled = false\n[a b]\nkeep_days = 3\n")
    #expect(text.settings.map(\.key) == [.enabled])
    #expect(text.problems.map(\.line) == [2])
  }

  @Test(arguments: ["", "\n\n", "# nothing", "[", "]", "=", "'''", "\"\"\"\\", "a = [[[[", "a = {", "\u{feff}enabled = true", "[a.", "'", "a = \"\\u12"])
  func `any text is read to its end`(text: String) {
    _ = read(text)
    _ = read(String(repeating: text, count: 500))
  }

  @Test func `texts of parts that do not fit together are read to their end`() {
    let parts = [
      "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\n", " ", "#", "'", "\"", "\"\"\"", "'''", "\\", "\r", "\t", "a",
      "é", "1", "-", "+", ":", "0x", "1e", "2024-01-01", "T", "background", "background = [", "'x',", "enabled = true\n",
      "nan", "inf", "_", "\\u00", "\u{1}", "12:00", "true", "fals", "\u{feff}", "\u{a0}", "\u{2028}", "\u{85}", "\r\n", "1.", "keep_days = ", "[x]\n", "\"k\" = ",
    ]
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2000 {
      let text = (0...next(12)).map { _ in parts[next(parts.count)] }.joined()
      for problem in read(text).problems { #expect(problem.line >= 1 && !problem.reason.isEmpty, "\(text)") }
    }
  }

  @Test func `a project may set rules and the threshold and nothing else`() {
    let text = read("background = ['a']\nthreshold = 5\nenabled = false\ntimeout = 3\n", isProject: true)
    #expect(text.patterns.map(\.text) == ["a"])
    #expect(text.settings.map(\.key) == [.threshold])
    #expect(text.problems.map(\.line) == [3, 4])
    #expect(text.problems.allSatisfy { $0.reason.hasPrefix("a project cannot say this") })
  }

  @Test func `of two rules that match the one that takes less decides`() throws {
    let file = try FilePath.temporaryDirectory().appending("config.toml")
    defer { file.removingLastComponent().removeTree() }
    try file.create(Array("background = ['npm *']\nadaptive = ['npm run *']\nforeground = ['npm run x']\n".utf8))
    let decider = Decider(rules: Config(file: file).judgingRules)
    for (line, verdict) in [("npm run x", Verdict.foreground), ("npm run y", .adaptive), ("npm z", .background)] {
      #expect(decider.decide(line, shell: .bash).verdict == verdict, "\(line)")
    }
  }

  @Test func `a file that cannot be read is a problem, one that is missing is none`() throws {
    let directory = try FilePath.temporaryDirectory()
    defer { directory.removeTree() }
    #expect(Config(file: directory).problems.map(\.reason) == ["cannot be read: Is a directory"])
    #expect(Config(file: directory.appending("none")).problems == [])
    #expect(Config(file: directory.appending("none/none")).problems == [])
    #expect(Config(file: nil).value(of: .threshold).value == .span(30_000))
  }

  @Test(arguments: [
    ("threshold", "threshold", 0), ("treshold", "threshold", 1), ("backgruond", "background", 1), ("", "abc", 3),
    ("abc", "", 3), ("kitten", "sitting", 3),
  ])
  func `the distance of two words is what it takes to make one of the other`(one: String, two: String, distance: Int) {
    #expect(NearestWord.distance(Array(one.utf8), Array(two.utf8)) == distance)
  }

  @Test(arguments: ["30s", "1m 30s", "2h", "500ms", "0s", "1d 2h 3m 4s 5ms"])
  func `a span is written as it is read`(text: String) {
    #expect(TimeSpan.milliseconds(text).map(TimeSpan.exactText) == text)
  }

  @Test(arguments: ["", "5", "s", "5 min", "-3s", "1..2s", "s5", "5s x", "99999999999999999d"])
  func `what is no span is none`(text: String) {
    #expect(TimeSpan.milliseconds(text) == nil)
  }

  @Test(arguments: ["npm run dev", "a\"b", #"/^make\s+x$/"#, "it's", #"'\"#, "tab\tand\u{1}", "ü"])
  func `a rule is written as it is read`(rule: String) {
    #expect(read("background = [\(TOMLText.quoted(rule))]").patterns.map(\.text) == [rule])
  }
}
