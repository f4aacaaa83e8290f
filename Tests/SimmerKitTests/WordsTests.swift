// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct WordsTests {
  @Test(arguments: [
    (0, "0s"), (50, "0s"), (840, "0.8s"), (1000, "1s"), (9999, "9.9s"), (10_000, "10s"), (59_999, "59s"),
    (60_000, "1m"),
    (192_000, "3m 12s"), (3_600_000, "1h"), (7_500_000, "2h 5m"), (172_800_000, "2d"), (273_600_000, "3d 4h"),
    (-5, "0s"),
  ])
  func `a span of time reads as a person says it`(milliseconds: Int, text: String) {
    #expect(TimeSpan.text(milliseconds: milliseconds) == text)
  }

  @Test(arguments: ["TERM", "SIGTERM", "term", "15"]) func `a signal is known by name and number`(
    text: String
  ) {
    #expect(Signal(text) == .terminate)
  }

  @Test(arguments: ["", "0", "-9", "NOPE", "65", "9 "]) func `what is no signal is refused`(text: String) {
    #expect(Signal(text) == nil)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a b", "'a b'"), ("", "''"), ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"),
    ("a\nb", "'a\nb'"),
  ])
  func `a quoted word is one word to a shell`(word: String, quoted: String) {
    #expect(ShellQuote.word(word) == quoted)
  }

  @Test func `a request to a supervisor is read back as it was written`() {
    let stop = StopRequest(signal: .interrupt, grace: 1500, by: "user", session: Session("42-99"))
    for request in [SupervisorRequest.wait, .follow, .stop(stop)] {
      #expect(SupervisorRequest(request.text) == request)
    }
  }

  @Test(arguments: [
    "", "stop", "stop 15", "stop 15 -1 user none", "stop NOPE 1 user none", "wait now", "quit",
  ])
  func `nonsense is no request`(text: String) {
    #expect(SupervisorRequest(text) == nil)
  }
}
