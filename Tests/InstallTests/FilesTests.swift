// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What `shell/install` puts under its prefix, and takes away again.
struct FilesTests {
  static let files = [
    "bin/simmer", "share/bash-completion/completions/simmer", "share/man/man1/simmer.1",
    "share/zsh/site-functions/_simmer",
  ]

  @Test func `program, completions and manual are installed under the prefix`() throws {
    try Installer.with { installer in
      let result = try installer.install()
      #expect(result.code == 0, "\(result)")
      let prefix = installer.sandbox.home.appending(".local")
      #expect(try installer.files(below: prefix) == Self.files)
      #expect(try installer.sandbox.run(prefix.appending("bin/simmer").string).stdout == "0.0.0\n")
      let modes = try installer.sandbox.run("find", prefix.string, "-type", "f", "-printf", "%f %m\n").lines
      #expect(Self.files.dropFirst().map { prefix.appending($0).text } == ["completions bash\n", "manual\n", "completions zsh\n"])
      #expect(modes.sorted() == ["_simmer 644", "simmer 644", "simmer 755", "simmer.1 644"])
    }
  }

  @Test func `uninstalling leaves the home as it was`() throws {
    try Installer.with { installer in
      try installer.sandbox.home.appending(".bashrc").write("alias l='ls -l'\n")
      _ = try installer.install()
      let result = try installer.uninstall()
      #expect(result.code == 0, "\(result)")
      #expect(try installer.files(below: installer.sandbox.home) == [".bashrc"])
      #expect(installer.sandbox.home.appending(".bashrc").text == "alias l='ls -l'\n")
      #expect(installer.sandbox.home.appending(".local").entries == [])
    }
  }

  @Test func `uninstalling leaves the store alone and says so`() throws {
    try Installer.with { installer in
      _ = try installer.install()
      try installer.sandbox.store.appending("live").makeDirectory()
      try installer.sandbox.store.appending("live/3.ready").write("")
      let result = try installer.uninstall()
      #expect(
        result.lines.last
          == "simmer: left alone: the records in \(installer.sandbox.store), and 1 running task")
      #expect(installer.sandbox.store.appending("live/3.ready").exists)
    }
  }

  @Test func `uninstalling twice says that nothing is there`() throws {
    try Installer.with { installer in
      _ = try installer.install()
      _ = try installer.uninstall()
      let result = try installer.uninstall()
      #expect(result.code == 0 && result.stdout.hasPrefix("simmer: nothing is installed in "), "\(result)")
    }
  }

  @Test func `a program that runs is not disturbed by an upgrade`() throws {
    try Installer.with { installer in
      let program = installer.sandbox.home.appending(".local/bin/simmer")
      // tee says something to any words, and runs as long as its input is open.
      let copied = try installer.sandbox.run("cp", "/usr/bin/tee", installer.stub.string)
      #expect(copied.code == 0)
      #expect(try installer.install("--no-rc").code == 0)
      let pid = try installer.sandbox.run(
        "sh", "-c", "mkfifo open; exec 3<>open; \(program) <&3 >/dev/null 2>&1 & echo $!"
      ).lines.first.flatMap { Int32($0) }
      let again = try installer.install("--no-rc")
      #expect(again.code == 0, "\(again)")
      let exe = try installer.sandbox.run("readlink", "/proc/\(pid ?? 0)/exe")
      #expect(exe.stdout == "\(program) (deleted)\n")
      _ = try installer.sandbox.run("kill", "\(pid ?? 0)")
    }
  }

  @Test func `packagers can stage the files without touching a home`() throws {
    try Installer.with { installer in
      let stage = installer.sandbox.root.appending("stage")
      let result = try installer.install(with: ["DESTDIR": stage.string, "PREFIX": "/usr"])
      #expect(result.code == 0, "\(result)")
      #expect(try installer.files(below: stage.appending("usr")) == Self.files)
      #expect(try installer.files(below: installer.sandbox.home) == [])
    }
  }

  @Test(arguments: [
    ["--bogus"], ["--binary"], ["extra"], ["--uninstall", "--prefix", "/usr"],
  ])
  func `wrong usage is one line and exit code 2`(options: [String]) throws {
    try Installer.with { installer in
      let result = try installer.run(options)
      #expect(result.code == 2 && result.stdout.isEmpty)
      #expect(result.stderr.hasPrefix("simmer: ") && result.stderr.split(separator: "\n").count == 1)
      #expect(try installer.files(below: installer.sandbox.home) == [])
    }
  }

  @Test(arguments: ["relative", "", "~/x"])
  func `a prefix that is no full path is refused`(prefix: String) throws {
    try Installer.with { installer in
      let result = try installer.install(with: ["PREFIX": prefix])
      #expect(result.code == 2 && result.stdout.isEmpty)
      #expect(installer.sandbox.work.entries == [])
    }
  }

  @Test func `what cannot run is not installed`() throws {
    try Installer.with { installer in
      try installer.stub.write("#!/bin/sh\nexit 9\n")
      let result = try installer.install()
      #expect(result.code == 3 && result.stderr.contains("it does not run here"), "\(result)")
      #expect(try installer.run(["--binary", "/nowhere/simmer"]).code == 3)
      #expect(try installer.files(below: installer.sandbox.home) == [])
    }
  }

  @Test func `a prefix that cannot be written is refused in one line`() throws {
    try Installer.with { installer in
      try installer.sandbox.root.appending("file").write("")
      let result = try installer.install(with: ["PREFIX": installer.sandbox.root.appending("file").string])
      #expect(result.code == 3 && result.stderr.contains("simmer: cannot "), "\(result)")
      #expect(try installer.files(below: installer.sandbox.home) == [])
    }
  }
}

/// What `shell/install` makes of a compiler's answers, given by a stand-in.
struct BuildTests {
  /// A `swift` that fails as `failing` says, a shell test on its arguments, and builds a program that knows its version.
  private func compiler(in sandbox: Sandbox, failing: String) throws {
    try sandbox.bin.appending("swift").writeProgram(
      """
      #!/bin/sh
      case "$*" in *--show-bin-path*) echo "$SANDBOX/built"; exit ;; esac
      if \(failing); then echo "the compiler's own words"; exit 1; fi
      mkdir -p "$SANDBOX/built"
      printf '#!/bin/sh\\necho 0.0.0\\n' >"$SANDBOX/built/simmer" && chmod +x "$SANDBOX/built/simmer"

      """)
  }

  @Test func `without static C libraries one line says so, and the rest is as ever`() throws {
    try Installer.with { installer in
      try compiler(in: installer.sandbox, failing: #"case "$*" in *-static-executable*) ;; *) false ;; esac"#)
      let result = try installer.run([])
      #expect(result.code == 0, "\(result)")
      #expect(result.lines.filter { $0.contains("no fully static program") }.count == 1)
      #expect(!result.description.contains("own words"))
      #expect(try installer.files(below: installer.sandbox.home.appending(".local")) == FilesTests.files)
    }
  }

  @Test func `a build that fails shows why and installs nothing`() throws {
    try Installer.with { installer in
      try compiler(in: installer.sandbox, failing: "true")
      let result = try installer.run([])
      #expect(result.code == 3 && result.stderr.contains("the compiler's own words"), "\(result)")
      #expect(try installer.files(below: installer.sandbox.home) == [])
    }
  }
}
