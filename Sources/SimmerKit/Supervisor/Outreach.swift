// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

/// What is told of a task beyond its shell: to commands of the user's, and on the desktop.
public enum OutreachEvent: String, CaseIterable, Sendable {
  case finish, ready, waiting
}

extension Supervisor {
  /// Has `simmer tell` say what has happened, if the configuration wants anybody to hear of it.
  ///
  /// In a process of its own, which is this program anew: what reads the configuration, writes JSON and waits for a
  /// command would not fit into a supervisor. It is bounded in time, and nobody waits for it.
  ///
  /// - Parameter isKnown: Whether the user has seen it happen.
  func tellOthers(_ event: OutreachEvent, isKnown: Bool) {
    guard Config.mentions(ConfigKey.outreach) else { return }
    guard simmer_fork() == 0 else { return }
    simmer_become_probe()
    Environment.set("SIMMER_HOME", to: task.store.root.string)
    // Not of the task: what a command of the user's starts is none of its children.
    Environment.remove("SIMMER_TASK")
    try? Access.enter(FilePath(task.directory))
    let words = ["simmer", "tell", event.rawValue, task.id.description] + (isKnown ? ["--known"] : [])
    CStrings.with(words.map { Array($0.utf8) }) { arguments in
      simmer_execute(ThisProcess.programFile, arguments)
    }
    ThisProcess.leave(127)
  }
}
