// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What of a line the shell runs itself and what becomes the task, also where aliases and functions stand for it.
struct SplitTests {
  @Test(arguments: TypedLine.all("splits.tsv"))
  func `every part of a line runs once and where the table says`(_ typed: TypedLine) throws {
    let setting = typed.fields[0]
    let end = typed.fields[2]
    let runs = typed.fields[1] == "-" ? [] : typed.fields[1].split(separator: ";").map(String.init)
    try Sandbox.with { sandbox in
      for directory in ["web", "x"] { try sandbox.file("work/\(directory)").makeDirectory() }
      try sandbox.file("work/env").write("FROM_ENV=1\n")
      try sandbox.addPrograms("less", "mytool")
      let session = try Session(sandbox, typed.shell, .init(before: setting), with: ["TEST_TASK": ":"])
      let outcome = try session.run(typed.line)
      #expect(outcome.shown == typed.line)
      try eventually("the runs", seen: { "\(sandbox.ran) \(session.screen)" }) { sandbox.ran.count >= runs.count }
      let below = sandbox.work.string
      let seen = sandbox.ran.map { run in
        let directory = run.directory == below ? "." : String(run.directory.dropFirst(below.count + 1))
        return "\(run.place) \(directory) \(run.words)"
      }
      #expect(seen.sorted() == runs.sorted(), "\(session.screen)")
      #expect(sandbox.tasks.count == (typed.fields[1].contains("task ") ? 1 : 0))
      let directory = try session.run("pwd").output.first
      #expect(directory == (end == "." ? below : "\(below)/\(end)"), "\(session.screen)")
      let history = try session.run("fc -ln -2").output.map(\.trimmingBlanks)
      #expect(history.contains(typed.line))
      let aliases = try session.output(of: "alias")
      #expect(!aliases.contains("_simmer"))
    }
  }

  @Test(arguments: Shell.allCases)
  func `what stands for a server is announced as it was typed`(shell: Shell) throws {
    try Sandbox.with(shell, .init(before: #"alias dev='npm run dev'; serve() { npm run dev "$@"; }"#)) { session in
      let lines = [("dev --one", "dev --one"), ("serve --two", "serve --two"), ("cd . && dev", "dev")]
      for (index, (line, task)) in lines.enumerated() {
        let outcome = try session.run(line)
        #expect(outcome.output.first?.hasPrefix("[\(index + 1)] \(task)") == true, "\(outcome)")
      }
    }
  }

  @Test(arguments: Shell.allCases)
  func `a function that is huge or odd is looked at without harm`(shell: Shell) throws {
    let setting = """
      eval "huge() { $(for i in {1..4000}; do printf 'echo a rather long line number %s >/dev/null; ' $i; done) }"
      readonly_one() { :; }; typeset -rf readonly_one 2>/dev/null
      here() { cat <<END
      npm run dev
      END
      }
      """
    try Sandbox.with(shell, .init(before: setting)) { session in
      for line in ["huge", "readonly_one", "readonly_one && huge"] {
        let outcome = try session.run(line)
        #expect(outcome.output == [], "\(line)")
        #expect(outcome.status == 0)
      }
      #expect(try session.run("here").output == ["npm run dev"])
      let kept = try session.output(of: "typeset -f readonly_one")
      #expect(kept.hasPrefix("readonly_one ()"))
      #expect(session.sandbox.tasks == [])
    }
  }
}
