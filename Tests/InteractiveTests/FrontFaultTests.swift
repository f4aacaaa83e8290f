// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A line in front of the terminal, and everything around it killed with SIGKILL: when it starts, while it runs, when it
/// has just ended.
struct FrontFaultTests {
  enum Victim: String, CaseIterable, Sendable { case helper, supervisor, holder, shell, terminal }
  enum Moment: CaseIterable { case start, middle, end }

  /// Notes that it runs, and goes on until it is told to end.
  private static let line = "ACT='echo run >> runs; echo go; until [ -e end ]; do sleep 0.05; done' pytest"

  @Test(arguments: Shell.allCases, Victim.allCases)
  func `whatever is killed, the prompt is sane and the line has run once at most`(
    shell: Shell, victim: Victim
  )
    throws
  {
    try Sandbox.with { sandbox in
      try sandbox.addActors("pytest")
      var session = try Session(sandbox, shell)
      for moment in Moment.allCases {
        if !session.terminal.isAlive { session = try Session(sandbox, shell) }
        for name in ["runs", "end"] { unlink(sandbox.file("work/" + name).string) }
        try play(victim, moment, in: session)
      }
      #expect(try sandbox.simmer("status").code == 0)
    }
  }

  private func play(_ victim: Victim, _ moment: Moment, in session: Session) throws {
    let sandbox = session.sandbox, place = "\(victim) \(moment)"
    let modes = try modes(session)
    let start = try session.prompt()
    try session.terminal.type(Self.line)
    try session.terminal.press(.enter)
    let helper = try process("the helper", in: sandbox) { $0.session == session.pid }
    func find() throws -> pid_t {
      switch victim {
      case .helper: helper
      case .supervisor: try process("the supervisor", in: sandbox, Self.supervises)
      case .holder: try process("the holder", in: sandbox) { $0.pid == $0.session }
      case .shell: session.pid
      case .terminal: 0
      }
    }
    let marker = sandbox.file("work/runs")
    var pid = helper
    var held: pid_t?
    switch moment {
    case .start: pid = try find()
    case .middle:
      try eventually("the line") { marker.exists }
      pid = try find()
    case .end:
      try eventually("the line") { marker.exists }
      pid = try find()
      // It has ended, and nobody has heard of it yet.
      let supervisor = try process("the supervisor", in: sandbox, Self.supervises)
      kill(supervisor, SIGSTOP)
      held = supervisor
      try sandbox.file("work/end").write("")
      try eventually("the end of the line") {
        RunningProcess.carrying(sandbox.root.string).allSatisfy { !$0.command.contains("bin/pytest") }
      }
    }
    if victim == .terminal { session.terminal.kill() } else { kill(pid, SIGKILL) }
    if let held { kill(held, SIGCONT) }
    // Without its supervisor it goes on, and nobody is told.
    if moment == .start || victim == .supervisor { try sandbox.file("work/end").write("") }

    if victim == .shell || victim == .terminal {
      try eventually("the end of the shell") { !session.terminal.isAlive }
      try eventually("the end of the helper") { !RunningProcess.isAlive(helper) }
    } else {
      let next = try session.terminal.wait(for: "the prompt after \(place)") { screen in
        screen.waiting.flatMap { $0.number > start.number ? $0 : nil }
      }
      // Ended, moved to the background, or lost with its supervisor.
      #expect([0, 129].contains(next.status), "\(place): \(session.screen)")
      #expect(try self.modes(session) == modes, "\(place)")
    }
    try sandbox.file("work/end").write("")
    try eventually("nothing that runs after \(place)") {
      RunningProcess.carrying(sandbox.root.string).allSatisfy { !$0.command.contains("bin/pytest") }
    }
    try eventually("an empty live after \(place)") {
      try sandbox.simmer("reap").code == 0 && sandbox.file("store/live").entries == []
    }
    let count = (marker.text ?? "").split(separator: "\n").count
    // What is killed at the start may have been in time.
    #expect(count == 1 || (moment == .start && count == 0), "\(place): \(count)")
  }

  /// The holder above it leads the session.
  private static func supervises(_ process: RunningProcess) -> Bool {
    process.parent == process.session
      && RunningProcess(process.parent)?.command.contains("simmer foreground") == true
  }

  /// As stty(1) has them, whatever else is said before.
  private func modes(_ session: Session) throws -> String? {
    try session.run("stty -g").output.last { $0.contains(":") && !$0.contains(" ") }
  }

  private func process(_ what: String, in sandbox: Sandbox, _ condition: (RunningProcess) -> Bool) throws
    -> pid_t
  {
    try eventually(what) {
      RunningProcess.carrying(sandbox.root.string).first {
        $0.command.contains("simmer foreground") && condition($0)
      }?.pid
    }
  }
}
