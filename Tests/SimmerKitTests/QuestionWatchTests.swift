// SPDX-License-Identifier: GPL-3.0-or-later

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
    watch.note(false, isFullScreen: false)
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
