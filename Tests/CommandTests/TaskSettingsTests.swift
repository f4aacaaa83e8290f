// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `[tasks."…"]`: what holds for the tasks that run a command.
struct TaskSettingsTests {
  private func configure(_ sandbox: Sandbox, _ text: String) throws {
    try sandbox.home.appending(".config/simmer").makeDirectory()
    try sandbox.home.appending(".config/simmer/config.toml").write(text)
  }

  @Test func `a task gets what its command's table says, unless an option says otherwise`() throws {
    try Sandbox.with { sandbox in
      try configure(
        sandbox,
        """
        [tasks."npm run dev"]
        memory = "3G"
        nice = 4
        alert = "is up"
        timeout = "8h"
        [tasks.'/^vite/']
        idle_timeout = 30
        """)
      try sandbox.start("--", "true; FOO=1 nice npm run dev --port 3000")
      let row = try sandbox.row()
      #expect((row.memory_limit, row.timeout, row.idle_timeout) == (3 << 30, 480, 0))
      try eventually("the alert") { try sandbox.row().alert?.line == "npm is up" }
      try sandbox.start("--timeout", "20", "--memory", "2G", "--", "npm", "run", "dev")
      #expect((try sandbox.row(2).memory_limit, try sandbox.row(2).timeout) == (2 << 30, 20))
      try sandbox.start("--", "vite")
      #expect((try sandbox.row(3).memory_limit, try sandbox.row(3).idle_timeout) == (nil, 30))
      try sandbox.start("--", "echo 'npm run dev'; sleep 1000")
      #expect(try sandbox.row(4).memory_limit == nil)
    }
  }

  @Test func `what is configured for tasks is listed as it would be written`() throws {
    try Sandbox.with { sandbox in
      let tables = """
        [tasks."npm run dev"]
        memory = "3 GiB"
        cpu = 1.5
        nice = 4
        alert = ["TypeError", 'a\\d']
        timeout = "8h"
        [tasks."/^vite/"]
        idle_timeout = "30m"
        """
      try configure(sandbox, "grace = 3\n" + tables)
      let printed = try sandbox.simmer("config").stdout
      let file = sandbox.home.appending(".config/simmer/config.toml").string
      let listed = printed.replacing("  # \(file):2", with: "").replacing("  # \(file):8", with: "")
      #expect(listed.hasSuffix("\n\(tables)\n"), "\(printed)")
      // What is printed is a configuration that says the same.
      try configure(sandbox, printed)
      let again = try sandbox.simmer("config")
      #expect(again.code == 0 && again.stdout.contains("memory = \"3 GiB\""), "\(again)")
      #expect(try sandbox.simmer("config", "--json").stdout.contains(#""pattern" : "npm run dev""#))
    }
  }

  @Test(arguments: [
    ("memory = 2", "tasks.x.memory: wants a size such as \"2G\", not 2"),
    ("memroy = '2G'", "tasks.x.memroy: there is no such key; did you mean memory?"),
    ("nice = 30", "tasks.x.nice: wants 0 to 19, not 30"),
    ("alert = '('", "tasks.x.alert: ( is no regular expression"),
    ("timeout = 'soon'", "tasks.x.timeout: wants a number of minutes"),
  ])
  func `a wrong value is named with its place`(line: String, problem: String) throws {
    try Sandbox.with { sandbox in
      try configure(sandbox, "grace = 3\n[tasks.x]\n\(line)\n")
      let config = try sandbox.simmer("config")
      #expect(config.stderr.contains("config.toml:3: \(problem)"), "\(config)")
    }
  }
}
