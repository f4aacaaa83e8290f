// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The outcome of a task is told before the next prompt of the shell that started it, once.
struct NoticeTests {
  /// Starts `npm run dev` as a task that does `script` when the gate is opened.
  private func gated(_ session: Session, _ script: String) throws -> () throws -> Void {
    let gate = session.sandbox.file("gate")
    if !gate.exists { _ = try session.sandbox.run("mkfifo", gate.string) }
    try session.run("export TEST_TASK='read -r _ <\"$SANDBOX/gate\"; \(script)'")
    #expect(try session.run("npm run dev").status == 0)
    return {
      try gate.write("\n")
      try eventually("the record", seen: { "\(session.screen)" }) {
        !session.sandbox.file("store/done").entries.isEmpty || session.screen.lines.count { $0.contains("npm run dev") } > 2
      }
    }
  }

  struct Ending: Sendable, CustomTestStringConvertible {
    let script: String
    let says: [String]
    var testDescription: String { script }
  }

  static let endings = [
    Ending(script: "exit 0", says: ["completed"]),
    Ending(script: "echo last words; exit 3", says: ["failed", "3"]),
    Ending(script: "kill -KILL $$", says: ["killed"]),
    Ending(script: "kill -SEGV $$", says: ["SEGV"]),
  ]

  @Test(arguments: Shell.allCases, endings)
  func `the end of a task is told once, in the right words`(shell: Shell, ending: Ending) throws {
    try Sandbox.with(shell) { session in
      let end = try gated(session, ending.script)
      #expect(try session.run("echo quiet").output == ["quiet"])
      try end()
      let outcome = try session.run("echo here")
      let notice = session.screen.lines.filter { $0.contains("[1]") && !$0.hasPrefix("[1] npm run dev ") || $0.contains("[1]") && ending.says.allSatisfy($0.contains) }
      #expect(notice.contains { line in line.contains("npm run dev") && ending.says.allSatisfy { line.contains($0) } }, "\(session.screen)")
      if ending.script.contains("last words") { #expect(session.screen.count(of: "last words") == 2, "\(session.screen)") }
      #expect(outcome.status == 0)
      let before = session.screen.count(of: "[1]")
      for _ in 0..<3 { try session.run("true") }
      #expect(session.screen.count(of: "[1]") == before)
      #expect(session.sandbox.file("store/done").entries == [])
    }
  }
}
