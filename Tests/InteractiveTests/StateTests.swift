// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// What a shell remembers of a line.
struct StateTests {
  @Test(arguments: Shell.allCases)
  func `a task leaves status 0 and the lines around it their own`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      #expect(try session.run("(exit 4)").status == 4)
      #expect(try session.output(of: "echo $?") == "4")
      try session.run("npm run dev")
      #expect(try session.output(of: "echo $?") == "0")
      #expect(try session.run("npm run build").status == 0)
      #expect(try session.run("TEST_FOREGROUND='exit 5' npm run build").status == 5)
    }
  }

  @Test(arguments: Shell.allCases)
  func `the last argument and the statuses of a pipe survive an Enter`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("echo one two")
      #expect(try session.output(of: "echo $_") == "two")
      try session.run("npm run dev -- port=1")
      #expect(try session.output(of: "echo $_") == "port=1")
      try session.run("npm run build last")
      #expect(try session.output(of: "echo $_") == "last")
      try session.run("false | true | (exit 3)")
      let statuses = shell.choose(bash: "echo ${PIPESTATUS[@]}", zsh: "echo $pipestatus")
      #expect(try session.output(of: statuses) == "1 0 3")
    }
  }

  @Test(arguments: Shell.allCases)
  func `the job table of the shell stays empty`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run("npm run dev")
      #expect(try session.run("jobs").output == [])
      try session.run("sleep 1000 &")
      #expect(try session.run("jobs").output.count == 1)
      try session.run("kill %1; wait")
    }
  }

  @Test(arguments: Shell.allCases)
  func `nothing of the plugin is exported or printed`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      #expect(session.screen.lines.count == 1, "\(session.screen)")
      #expect(try session.run("env | cut -d= -f1 | grep -i simmer | grep -vx SIMMER_HOME").output == [])
      try session.run("npm run dev")
      #expect(try session.run("env | cut -d= -f1 | grep -i simmer | grep -vx SIMMER_HOME").output == [])
      #expect(try session.run("sh -c set | grep -i ^_simmer").output == [])
    }
  }

  @Test(arguments: Shell.allCases)
  func `an alias of the word is what it was`(shell: Shell) throws {
    try Sandbox.with(shell, .init(before: "alias npm='npm --loud'")) { session in
      let before = try session.run("alias npm").output
      expectTaken(try session.run("npm run dev"))
      try session.sandbox.expectOneTask("npm --loud run dev")
      #expect(try session.run("alias npm").output == before)
      try session.run("npm run build")
      #expect(try session.sandbox.places(of: "npm --loud run build") == [.foreground])
    }
  }

  @Test(arguments: Shell.allCases)
  func `no alias, function or option of one line stays behind`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.sandbox.addProgram(session.sandbox.file("work/node_modules/.bin/vite"))
      let list = shell.choose(
        bash: "alias; declare -F | grep -v ' _simmer_'; set -o; shopt",
        zsh: "alias; print -l ${(ok)functions:#_simmer_*}; setopt")
      let before = try session.run(list).output
      try session.run("npm run dev")
      try session.run("./node_modules/.bin/vite")
      let after = try session.run(list).output
      #expect(after == before)
    }
  }

  @Test(arguments: Shell.allCases)
  func `the last match of the user outlives Enter and the prompt`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run(shell.choose(bash: "[[ xay =~ x(a)y ]]", zsh: "setopt bashrematch; [[ xay =~ x(a)y ]]"))
      // One that is looked at closely, one that is not.
      try session.run("cd .; npm --version >/dev/null; :")
      try session.run("true")
      #expect(try session.output(of: "echo ${BASH_REMATCH[\(shell.choose(bash: "1", zsh: "2"))]}") == "a")
    }
  }
}
