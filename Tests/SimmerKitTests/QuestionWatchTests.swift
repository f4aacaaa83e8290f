// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

@testable import SimmerKit

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How a program that waits for keys is told from one that only polls them.
struct QuestionWatchTests {
  @Test(arguments: [
    (TerminalWait(timeout: nil, isAlone: true), true),
    (TerminalWait(timeout: nil, isAlone: false), false),
    (TerminalWait(timeout: 60_000, isAlone: true), true),
    (TerminalWait(timeout: 1000, isAlone: true), false),
  ])
  func `who waits long and for nothing else waits for keys`(wait: TerminalWait, expected: Bool) {
    #expect(wait.isForKeys == expected)
  }

  @Test func `after a long silence the end of another process is followed by a look`() throws {
    let other = try FrontProgram.startSilently(["/bin/sleep", "1000"])
    var watch = QuestionWatch(silentSince: Clock.steady - 100_000)
    watch.note(false, isFullScreen: false, TerminalWait.Look())
    watch.follow([other])
    #expect(watch.nextLook - Clock.steady > 50_000)
    kill(other, SIGKILL)
    var set = PollSet()
    watch.enter(&set)
    set.wait(timeout: 60_000)
    watch.heed(set)
    #expect(watch.nextLook - Clock.steady < 1500)
    // It is waited for once.
    set.removeAll()
    watch.enter(&set)
    #expect(set.count == 0)
    #expect(FrontProgram.ended(other) != nil)
  }

  @Test func `after a long silence, what computes or wakes up is looked at soon`() {
    /// Milliseconds to the next look, after looks that are a second apart have found this.
    func pause(_ looks: TerminalWait.Look...) -> Int {
      var watch = QuestionWatch(silentSince: 0), now = 100_000
      for look in looks {
        now += 1000
        watch.note(false, isFullScreen: false, look, now: now)
      }
      return watch.nextLook - now
    }
    #expect(pause(.init()) == 101_000)
    #expect(pause(.init(), .init(cpuTime: 50)) == 1400)
    #expect(pause(.init(cpuTime: 50), .init(cpuTime: 60)) == 102_000)
    #expect(pause(.init(alarm: 30_000)) == 30_100)
    #expect(pause(.init(alarm: 200_000)) == 101_000)
  }

  @Test func `what sleeps again and again is let alone in the end`() {
    var watch = QuestionWatch(silentSince: 0), now = 100_000, looks = 0
    while now < 1_000_000 {
      watch.note(false, isFullScreen: false, TerminalWait.Look(alarm: 500), now: now)
      (now, looks) = (watch.nextLook, looks + 1)
    }
    #expect((15...80).contains(looks), "\(looks)")
  }

  @Test(arguments: ["exec sleep 1000", "exec python3 -c 'import time; time.sleep(1000)'"])
  func `a look tells when a sleep ends`(line: String) throws {
    try look(at: line, "a sleep") { $0.alarm.map((900_000...1_000_000).contains) ?? false }
  }

  @Test func `a look tells how much was computed`() throws {
    try look(at: "while :; do :; done", "work") { $0.cpuTime > 20 }
  }

  /// Waits until `isExpected` holds of a look at a process group of its own that runs `line`.
  private func look(at line: String, _ what: String, _ isExpected: (TerminalWait.Look) -> Bool) throws {
    let wire = try Wire(["/bin/sh", "-c", line], environment: ["PATH": "/usr/bin:/bin"], in: "/")
    try withExtendedLifetime(wire) {
      try eventually(what) { isExpected(TerminalWait.look(at: wire.pid, everyThread: false)) }
    }
  }

  @Test func `a full screen waits when it would have gone on by itself`() {
    func patience(_ timeouts: Int?..., blind: Bool = false, pace: Int = 0) -> Int? {
      let waits = timeouts.map { TerminalWait(timeout: $0, isAlone: false) }
      return TerminalWait.Look(waits: waits, isBlind: blind).fullScreenPatience(pace: pace)
    }
    // whiptail, vim
    #expect(patience(nil) == 1300)
    #expect(patience(4000) == 1300)
    // htop, top
    #expect(patience(1500) == 1875)
    #expect(patience(3000) == 3750)
    #expect(patience(3000, nil) == 1300)
    // It has gone on by itself after five seconds before.
    #expect(patience(5000, pace: 5000) == 6250)
    // watch, which sleeps; a program that cannot be looked at
    #expect(patience() == nil)
    #expect(patience(blind: true) == 1300)
  }
}
