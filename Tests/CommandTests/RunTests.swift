// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `simmer run`: what starts, and with what.
struct RunTests {
  @Test func `run prints the id and returns while the task runs`() throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.start("--", "sleep 1000") == 1)
      #expect(try sandbox.start("--label", "web", "--", "sleep 1000") == 2)
      #expect(try sandbox.simmer("run", "--json", "--", "sleep 1000").stdout == "{\"id\":3}\n")
      let rows = try sandbox.rows
      #expect(rows.map(\.state) == ["running", "running", "running"])
      #expect(rows.map(\.label) == [nil, "web", nil])
      #expect(rows.allSatisfy { RunningProcess.isAlive($0.pid) })
    }
  }

  @Test func `one argument is a line for the shell and several are taken as they stand`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "echo $((1 + 2)) | tr 3 x >line")
      try sandbox.start("--", "sh", "-c", "printf '%s|' \"$@\" >vector", "sh", "a b", "$HOME", "*", "")
      try sandbox.expect("work/line", holds: "x\n")
      try sandbox.expect("work/vector", holds: "a b|$HOME|*||")
    }
  }

  @Test(arguments: ["/bin/bash", "/bin/zsh", "/bin/sh"])
  func `a line is read by the shell of the user`(shell: String) throws {
    try Sandbox.with { sandbox in
      #expect(try sandbox.simmer("run", "--", "echo \"$0\" >name", with: ["SHELL": shell]).code == 0)
      try eventually("the name") {
        sandbox.file("work/name").text?.contains(shell.split(separator: "/").last!) == true
      }
      #expect(try sandbox.simmer("run", "--shell", shell, "--", "echo x >other").code == 0)
      try sandbox.expect("work/other", holds: "x\n")
    }
  }

  @Test func `directory, environment, mask and limits are those of the caller`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.script(
        #"mkdir 'a b'; export ODD=$'x\ny'; umask 027; ulimit -n 219; simmer run --cwd 'a b' -- 'pwd; umask; ulimit -n; echo "$ODD"; touch here'"#
      )
      #expect(result.stdout == "1\n", "\(result)")
      #expect(try sandbox.simmer("wait", "1").code == 0)
      #expect(try sandbox.simmer("output", "1").stdout == "\(sandbox.work)/a b\n0027\n219\nx\ny\n")
      #expect(sandbox.file("work/a b/here").exists)
    }
  }

  @Test func `a task has a terminal, a session and a process group of its own`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start(
        "--",
        "test -t 0 && test -t 1 && test -t 2 && echo terminal; ps -o pid=,pgid=,sid=,tty= -p $$; sleep 1000")
      let output = try eventually("output") {
        let lines = try sandbox.simmer("output", "1").lines
        return lines.count == 2 ? lines : nil
      }
      #expect(output[0] == "terminal")
      let fields = output[1].split(separator: " ").map(String.init)
      #expect(fields.count == 4 && fields[0] == fields[1] && fields[3].hasPrefix("pts/"), "\(output)")
      // The leader of the session is its supervisor, so that the terminal lives as long as that.
      let pid = try #require(Int32(fields[0]))
      #expect(try sandbox.row().pid == pid)
      #expect(fields[2] == "\(try #require(RunningProcess(pid)).parent)", "\(output)")
    }
  }

  @Test func `what runs a task holds nothing of its caller`() throws {
    try Sandbox.with { sandbox in
      // The pipes of the caller would stay open, and this would not return.
      let result = try sandbox.script("exec 7>&1 8<&0; simmer run -- 'sleep 1000' | cat")
      #expect(result.stdout == "1\n")
      let row = try sandbox.row()
      let supervisor = try #require(RunningProcess(row.pid)).parent
      let open = FilePath("/proc/\(supervisor)/fd").entries.map {
        (try? sandbox.run("readlink", "/proc/\(supervisor)/fd/\($0)").stdout) ?? ""
      }
      // A pipe of its own has both its ends there.
      let pipes = open.filter { $0.hasPrefix("pipe:") }
      #expect(pipes.allSatisfy { pipe in pipes.count { $0 == pipe } == 2 }, "\(open)")
      #expect(try sandbox.run("readlink", "/proc/\(supervisor)/cwd").stdout != sandbox.work.string + "\n")
      #expect(try #require(RunningProcess(supervisor)).session == supervisor)
    }
  }

  @Test func `two hundred tasks at once start, end and are recorded`() throws {
    try Sandbox.with { sandbox in
      let script = "for i in {1..200}; do simmer run -- \"echo task $i; exit $((i % 3))\" >>ids & done; wait"
      let result = try sandbox.script(script, deadline: 120)
      #expect(result.stderr == "")
      #expect(sandbox.file("work/ids").lines.compactMap { Int($0) }.sorted() == Array(1...200))
      try eventually("the end of all", within: 60) { sandbox.file("store/live").entries.isEmpty }
      let rows = try sandbox.rows
      #expect(rows.count == 200)
      #expect(rows.count { $0.state == "completed" } == 66)
      #expect(rows.count { $0.code == 1 } == 67)
      #expect(rows.count { $0.code == 2 } == 67)
      for id in [1, 100, 200] {
        let number = sandbox.file("store/tasks/\(id)/command").text!.split(separator: " ")[2].dropLast()
        #expect(try sandbox.simmer("output", "\(id)").stdout == "task \(number)\n")
      }
    }
  }
}
