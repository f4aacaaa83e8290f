// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit

/// The command line.
struct Simmer: ParsableCommand {
  static let version = "0.1.0"
  static let configuration = CommandConfiguration(
    commandName: "simmer",
    abstract: "Long-running commands go to the background by themselves.",
    discussion: """
      TASK is an id (3), a label, %name: the unique start of a command, or :3000: whoever listens on that port.
      Exit codes: 0 done, 1 no such task or nothing matched, 2 usage, 3 refused by the system;
      wait returns the task's own code, and 124 when its timeout passes.
      """,
    version: version,
    subcommands: [
      Run.self, Status.self, Output.self, Search.self, Ensure.self, Stop.self, Restart.self, Wait.self, Extend.self, Attach.self, Answer.self,
      Pause.self,
      Resume.self, Cleanup.self, Reap.self, Explain.self, Doctor.self, ConfigCommand.self, Allow.self,
      Init.self,
      Decide.Command.self, Launch.Command.self, Foreground.Command.self, ShowNotices.Command.self,
      PrintGate.Command.self,
    ])

  static func main(_ words: [String]) -> Never {
    do {
      // The bare word is a question: how are things?
      var command = try parseAsRoot(words.isEmpty ? ["status"] : words)
      try command.run()
    } catch {
      Failure.exit(error, of: Simmer.self)
    }
    ThisProcess.leaveFlushed(0)
  }
}
