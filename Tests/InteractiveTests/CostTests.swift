// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Exact counts of the processes that an interactive shell starts.
struct CostTests {
  static let tracing: Bool = {
    let result = try? Command(
      ["/usr/bin/env", "strace", "-o", "/dev/null", "true"], environment: ["PATH": "/usr/bin:/bin"]
    ).run()
    return result?.code == 0
  }()

  /// Runs `lines` in the session and returns the system calls that made or replaced a process meanwhile.
  private func processes(_ session: Session, during lines: [String]) throws -> [String] {
    try processes(session) { for line in lines { try session.run(line) } }
  }

  /// Returns the system calls of the session's shell that made or replaced a process while `body` went on.
  private func processes(_ session: Session, during body: () throws -> Void) throws -> [String] {
    let trace = session.sandbox.file("trace")
    trace.removeAll()
    let tracer = try Terminal(
      session.sandbox,
      running: ["strace", "-f", "-e", "trace=process", "-o", trace.string, "-p", "\(session.pid)"])
    try tracer.wait(for: "attached")
    try body()
    try tracer.press(.ctrl("c"))
    try tracer.wait(for: "detached")
    tracer.close()
    return trace.lines.filter { line in
      ["clone", "fork", "execve"].contains { line.contains($0) } && !line.contains("resumed")
    }
  }

  @Test(.enabled(if: tracing, "strace may not trace here"), arguments: Shell.allCases)
  func `an ordinary line and its prompt start no process`(shell: Shell) throws {
    let lines = [":", "true", "x=1", "cd .", "echo npm", "[[ a == a ]]", ": npm run dev", ""]
    try Sandbox.with(shell) { session in
      try session.run(":")
      #expect(try processes(session, during: lines) == [])
    }
  }

  @Test(.enabled(if: tracing, "strace may not trace here"), arguments: Shell.allCases)
  func `tasks and the notices of other shells start no process at a prompt`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      let other = try Session(session.sandbox, shell)
      for _ in 1...3 { try other.run("npm run dev") }
      try other.terminal.type("read answer")
      try other.terminal.press(.enter)
      _ = try session.sandbox.simmer("stop", "2")
      try eventually("a notice of the other shell") { !session.sandbox.file("store/done").entries.isEmpty }
      try session.run("true")
      #expect(try processes(session, during: [":", ":", ":"]) == [])
      #expect(try session.run(":").badge == "●2 ")
    }
  }

  @Test(.enabled(if: tracing, "strace may not trace here"), arguments: Shell.allCases)
  func `a Tab at a task costs one process, of the helper`(shell: Shell) throws {
    let completion = shell.choose(bash: "", zsh: "autoload -Uz compinit; compinit -D -u; ")
      + "source <(simmer completions \(shell))"
    try Sandbox.with(shell, .init(before: completion)) { session in
      for label in ["web", "api"] { _ = try session.sandbox.simmer("run", "--label", label, "--", "sleep 1000") }
      // The first Tab loads what the shell's own completion consists of.
      for line in ["simmer stop w", "simmer output a"] {
        let calls = try processes(session) {
          try session.terminal.type(line)
          try session.terminal.press(.tab)
          try session.terminal.wait(for: line + (line.hasSuffix("w") ? "eb" : "pi"))
          try session.terminal.press(.ctrl("u"))
        }
        #expect(calls.count { $0.contains("execve") } == 1, "\(calls)")
        #expect(calls.count == 2, "\(calls)")
      }
      for verb in ["status", "sto", "output --n"] {
        let calls = try processes(session) {
          try session.terminal.type("simmer \(verb)")
          try session.terminal.press(.tab)
          try session.terminal.press(.ctrl("u"))
          try session.run(":")
        }
        #expect(calls == [], "\(verb)")
      }
    }
  }

  @Test(.enabled(if: tracing, "strace may not trace here"), arguments: Shell.allCases)
  func `a program that no rule names costs the one process that it is`(shell: Shell) throws {
    try Sandbox.with(shell) { session in
      try session.run(":")
      let calls = try processes(session, during: ["/bin/true"])
      #expect(calls.count == 2, "\(calls)")
    }
  }
}
