// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// `status`: the tasks at one glance.
struct StatusTests {
  @Test func `a template is filled in for each task`() throws {
    try Sandbox.with { sandbox in
      try sandbox.file("work/web").makeDirectory()
      try sandbox.start("--label", "web", "--cwd", "web", "--", "sleep 1000")
      try sandbox.start("--", "exit 3")
      _ = try sandbox.end(of: 2)
      let status = try sandbox.simmer(
        "status", "--format", #"{id}\t{name} {outcome} {directory}{{{code}}}{unseen}"#)
      #expect(status.stdout == "1\tweb running web{}\n2\texit 3 failed with exit 3 .{3}*\n", "\(status)")
      expectRefusal(try sandbox.simmer("status", "--format", "{nmae}"), 2, saying: "did you mean {name}?")
      expectRefusal(try sandbox.simmer("status", "--format", "{id"), 2, saying: "without its }")
    }
  }

  @Test func `what a task takes is told of its whole tree`() throws {
    try Sandbox.with { sandbox in
      let hungry = "import time; x = bytearray(40 << 20); time.sleep(1000)"
      try sandbox.start("--", "python3 -c '\(hungry)' & while :; do :; done")
      try eventually("its memory and time") {
        let row = try sandbox.row()
        return row.memory ?? 0 > 40 << 20 && row.cpu_time ?? 0 > 50 && row.cpu ?? 0 > 0
      }
      let shown = try sandbox.simmer("status", "--format", "{cpu} {memory}").stdout
      #expect(shown.firstMatch(of: /^\d+% \d+M\n$/) != nil, "\(shown)")
      _ = try sandbox.simmer("stop", "1")
      #expect(try sandbox.row().memory == nil)
    }
  }

  @Test func `how long a command usually takes is remembered, and how long it will take is told`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("mkfifo", "gate")
      for id in 1...3 {
        try sandbox.start("--", "read x <gate")
        _ = try sandbox.script("echo >gate")
        _ = try sandbox.end(of: id)
      }
      try sandbox.start("--", "read x <gate")
      let row = try sandbox.row(4)
      #expect(row.usual != nil)
      // Stopped, it tells nothing of how long it takes.
      _ = try sandbox.simmer("stop", "4")
      #expect(try sandbox.row(4).usual == row.usual)
    }
  }
}
