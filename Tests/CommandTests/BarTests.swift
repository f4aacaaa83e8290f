// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `badge`: the numbers for a status bar.
struct BarTests {
  @Test func `what is not zero is printed, in the form that a bar wants`() throws {
    try Sandbox.with { sandbox in
      for style in ["plain", "tmux"] { #expect(try sandbox.simmer("badge", "--as", style).stdout == "") }
      for directory in ["live", "done"] { #expect(sandbox.store.appending(directory).exists) }
      for name in [
        "live/1", "live/2", "live/3.ready", "live/4.waiting", "done/5.none.failed.1",
        "done/6.none.completed.0",
      ] {
        try sandbox.store.appending(name).write("")
      }
      let shown: [(String, String)] = [
        ("plain", "●2 ◆1 ?1 ✗1\n"),
        ("tmux", "●2 #[fg=green]◆1#[default] #[fg=yellow]?1#[default] #[fg=red]✗1#[default]\n"),
        ("i3blocks", "●2 ◆1 ?1 ✗1\n●2 ◆1 ?1 ✗1\n#D70000\n"),
        ("json", "{\"failed\":1,\"ready\":1,\"running\":2,\"waiting\":1}\n"),
      ]
      for (style, text) in shown { #expect(try sandbox.simmer("badge", "--as", style).stdout == text) }
      #expect(
        try sandbox.simmer("badge", "--format", "{all} run, {failed} failed").stdout == "4 run, 1 failed\n")
      expectRefusal(try sandbox.simmer("badge", "--format", "{al}"), 2, saying: "did you mean {all}?")
      expectRefusal(try sandbox.simmer("badge", "--as", "i4"), 2)
    }
  }
}
