// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct TerminalMessageTests {
  @Test(arguments: [
    (["TERM": "xterm-kitty"], TerminalMessage.Kind.osc99),
    (["TERM": "tmux-256color", "KITTY_WINDOW_ID": "3"], .osc99),
    (["TERM_PROGRAM": "iTerm.app"], .osc9), (["TERM_PROGRAM": "tmux", "LC_TERMINAL": "iTerm2"], .osc9),
    (["TERM_PROGRAM": "ghostty", "TERM": "xterm-ghostty"], .osc777), (["TERM": "foot"], .osc777),
    (["WT_SESSION": "x"], .osc777), (["TERM": "rxvt-unicode-256color"], .osc777),
    (["TERM": "xterm-256color"], .bell), (["TERM_PROGRAM": "vscode"], .bell),
    (["VTE_VERSION": "7600"], .bell), ([:], .bell),
  ])
  func `a terminal is told in its own way, an unknown one by a bell`(
    environment: [String: String], kind: TerminalMessage.Kind
  ) {
    #expect(TerminalMessage.Kind.of { environment[$0] } == kind)
  }

  @Test func `what a task is called does nothing to the terminal`() {
    let message = TerminalMessage(title: "a;b\u{1b}]0;c\u{7}\nd\u{9c}", body: "1;2\u{7}", id: 3)
    #expect(message.sequence(.osc777, in: .none) == "\u{1b}]777;notify;a,b d;1;2\u{7}")
    #expect(message.sequence(.osc9, in: .none) == "\u{1b}]9;simmer: a,b d, 1;2\u{7}")
    #expect(
      message.sequence(.osc99, in: .none)
        == "\u{1b}]99;i=simmer-3:d=0;a,b d\u{1b}\\\u{1b}]99;i=simmer-3:p=body;1;2\u{1b}\\")
    #expect(message.sequence(.bell, in: .tmux) == "\u{7}")
  }

  @Test func `through tmux and screen it goes in an envelope, with a bell for those that keep it`() {
    let message = TerminalMessage(title: "t", body: "b", id: 3)
    #expect(
      message.sequence(.osc9, in: .tmux) == "\u{1b}Ptmux;\u{1b}\u{1b}]9;simmer: t, b\u{7}\u{1b}\\\u{7}")
    #expect(
      message.sequence(.osc99, in: .screen)
        == "\u{1b}P\u{1b}]99;i=simmer-3:d=0;t\u{7}\u{1b}\\\u{7}\u{1b}P\u{1b}]99;i=simmer-3:p=body;b\u{7}\u{1b}\\\u{7}"
    )
  }
}
