// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What `shell/install` does to the start-up files, which belong to the user.
struct StartUpFileTests {
  static let contents: [[UInt8]] = [
    [], Array("a\n".utf8), Array("a".utf8), Array("a\n\n\n".utf8), Array("a\r\nb\r\n".utf8),
    [0xff, 0x00, 0x0a, 0xfe],
    Array("# simmer\n".utf8),
  ]

  @Test(arguments: Shell.allCases)
  func `installing twice adds one line`(shell: Shell) throws {
    try Installer.with { installer in
      let file = shell.startup(in: installer.sandbox)
      try file.write("first=1\n")
      #expect(try installer.install().code == 0)
      let once = file.text
      #expect(try installer.install().code == 0)
      #expect(file.text == once)
      #expect(file.lines.count == 2 && file.lines.first == "first=1")
      #expect(installer.line(in: file)?.contains("init \(shell.rawValue)") == true)
    }
  }

  @Test(arguments: Shell.allCases, contents)
  func `uninstalling leaves the very bytes of before`(shell: Shell, content: [UInt8]) throws {
    try Installer.with { installer in
      let file = shell.startup(in: installer.sandbox)
      try file.write(bytes: content)
      let installed = try installer.install()
      #expect(installed.code == 0 && file.bytes != content, "\(installed)")
      _ = try installer.uninstall()
      #expect(file.bytes == content)
    }
  }

  @Test func `lines that came after ours stay lines`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      try file.write("first=1")
      _ = try installer.install()
      try file.write((file.text ?? "") + "second=2\n")
      _ = try installer.uninstall()
      #expect(file.text == "first=1\nsecond=2\n")
    }
  }

  @Test func `a file that was made for the line goes with it, unless it was used since`() throws {
    try Installer.with { installer in
      _ = try installer.install()
      let (bash, zsh) = (Shell.bash.startup(in: installer.sandbox), Shell.zsh.startup(in: installer.sandbox))
      #expect(bash.exists && zsh.exists)
      try zsh.write((zsh.text ?? "") + "mine=1\n")
      _ = try installer.uninstall()
      #expect(!bash.exists)
      #expect(zsh.text == "mine=1\n")
    }
  }

  @Test func `a link stays a link, and what it points to gets the line`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      let target = installer.sandbox.root.appending("dotfiles-bashrc")
      try target.write("first=1")
      _ = try installer.sandbox.run("ln", "-s", target.string, file.string)
      _ = try installer.install()
      #expect(installer.line(in: target) != nil)
      _ = try installer.uninstall()
      #expect(target.text == "first=1")
      #expect(try installer.sandbox.run("readlink", file.string).stdout == "\(target)\n")
    }
  }

  @Test func `owner and mode stay`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      try file.write("first=1")
      let facts = ["stat", "-c", "%a %u %g %i", file.string]
      _ = try installer.sandbox.run("chmod", "640", file.string)
      let before = try Command(["/usr/bin/env"] + facts, environment: installer.sandbox.environment).run()
        .stdout
      _ = try installer.install()
      _ = try installer.uninstall()
      let after = try Command(["/usr/bin/env"] + facts, environment: installer.sandbox.environment).run()
        .stdout
      #expect(before == after && before.hasPrefix("640 "))
    }
  }

  @Test func `a read-only file is left alone, and its owner is told the line`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      try file.write("first=1\n")
      _ = try installer.sandbox.run("chmod", "444", file.string)
      let result = try installer.install()
      #expect(result.code == 3)
      #expect(file.text == "first=1\n")
      #expect(
        result.stderr.contains("is read-only; for simmer in bash, add this line to it: [ ! -x "), "\(result)")
      #expect(installer.line(in: Shell.zsh.startup(in: installer.sandbox)) != nil)
    }
  }

  @Test func `a line that the user wrote is enough`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      try file.write("eval \"$(simmer init bash)\"\n")
      #expect(try installer.install().code == 0)
      #expect(file.text == "eval \"$(simmer init bash)\"\n")
    }
  }

  @Test func `another prefix takes the place of the line, and each leaves the other's alone`() throws {
    try Installer.with { installer in
      let file = Shell.bash.startup(in: installer.sandbox)
      try file.write("first=1")
      let (one, two) = (
        ["PREFIX": "\(installer.sandbox.root)/one"], ["PREFIX": "\(installer.sandbox.root)/two"]
      )
      _ = try installer.install(with: one)
      try file.write((file.text ?? "") + "second=2\n")
      _ = try installer.install(with: two)
      #expect(file.lines.count == 3 && file.lines[1].contains("/two/bin/simmer"))
      _ = try installer.uninstall(with: one)
      #expect(file.lines.count == 3)
      _ = try installer.uninstall(with: two)
      #expect(file.text == "first=1\nsecond=2\n")
    }
  }

  @Test func `no start-up file is touched where that was asked for`() throws {
    try Installer.with { installer in
      try Shell.bash.startup(in: installer.sandbox).write("first=1\n")
      let result = try installer.install("--no-rc")
      #expect(result.code == 0 && result.stdout.contains("init bash"), "\(result)")
      #expect(Shell.bash.startup(in: installer.sandbox).text == "first=1\n")
      #expect(!Shell.zsh.startup(in: installer.sandbox).exists)
    }
  }

  @Test func `zsh is served where it looks`() throws {
    try Installer.with { installer in
      let directory = installer.sandbox.home.appending("zsh")
      try directory.makeDirectory()
      _ = try installer.install(with: ["ZDOTDIR": directory.string])
      #expect(installer.line(in: directory.appending(".zshrc")) != nil)
      #expect(!Shell.zsh.startup(in: installer.sandbox).exists)
    }
  }

  @Test(arguments: Shell.allCases)
  func `the line is silent once the program is gone, under strict options too`(shell: Shell) throws {
    try Installer.with { installer in
      _ = try installer.install()
      let file = shell.startup(in: installer.sandbox)
      _ = try installer.sandbox.run("rm", installer.sandbox.home.appending(".local/bin/simmer").string)
      let result = try installer.sandbox.run(shell.rawValue, "-euc", ". \(file); echo alive")
      #expect(result.stdout == "alive\n" && result.stderr == "" && result.code == 0, "\(result)")
    }
  }

  @Test(arguments: Shell.allCases)
  func `a prefix with blanks and quotes is a prefix`(shell: Shell) throws {
    try Installer.with { installer in
      let prefix = ["PREFIX": "\(installer.sandbox.root)/it's $(here) \"now\""]
      try installer.stub.write("#!/bin/sh\necho \"echo started by $2\"\n")
      #expect(try installer.install(with: prefix).code == 0)
      let file = shell.startup(in: installer.sandbox)
      let result = try installer.sandbox.run(shell.rawValue, "-c", ". \(file)")
      #expect(result.stdout == "started by \(shell.rawValue)\n" && result.stderr == "", "\(result)")
      #expect(try installer.uninstall(with: prefix).code == 0)
      #expect(!file.exists)
    }
  }

  @Test(arguments: Shell.allCases)
  func `a shell that is opened after the installation takes over a server`(shell: Shell) throws {
    try Sandbox.with(shell, .init(plugin: false)) { session in
      let install = "'\(Repository.root)/shell/install'"
      let installed = try session.run("\(install) --binary '\(Repository.simmer)'")
      #expect(installed.status == 0, "\(installed)")
      let before = try session.prompt()
      try session.terminal.type("\(shell.rawValue) -i")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the other shell") {
        $0.waiting.flatMap { $0.number < before.number ? $0 : nil }
      }
      try session.terminal.type("npm run dev")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "[1] npm run dev")
      try session.terminal.wait(for: "the badge") { $0.waiting.flatMap { $0.badge == "●1 " ? $0 : nil } }
      try session.terminal.type("simmer stop 1 && exit")
      try session.terminal.press(.enter)
      try session.terminal.wait(for: "the first shell") {
        $0.waiting.flatMap { $0.number > before.number ? $0 : nil }
      }
      #expect(try session.run("\(install) --uninstall").status == 0)
      #expect(!shell.startup(in: session.sandbox).lines.contains { $0.contains("simmer") })
    }
  }
}
