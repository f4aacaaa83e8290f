// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A store as it is after the first shells were opened: what `simmer init` keeps there takes a debug build most of a
/// second to make, and would be made for every test.
enum Seed {
  private struct Kept: Sendable {
    let name: String
    let text: String
  }

  private static let kept: [Kept] = {
    var kept: [Kept] = []
    try? Sandbox.with { sandbox in
      for arguments in [["run", "--", "true"], ["wait", "1"], ["init", "--no-reap", "bash"], ["init", "--no-reap", "zsh"]] {
        _ = try Command(
          ["\(sandbox.bin)/simmer"] + arguments, environment: sandbox.environment, in: sandbox.work
        ).run()
      }
      for name in sandbox.store.allEntries {
        if let text = sandbox.store.appending(name).text, !text.isEmpty { kept.append(Kept(name: name, text: text)) }
      }
    }
    return kept
  }()

  /// Puts the seed into the sandbox.
  static func plant(in sandbox: Sandbox) throws {
    for directory in ["tasks", "live", "done"] { try sandbox.store.appending(directory).makeDirectory() }
    for file in kept { try sandbox.store.appending(file.name).write(file.text) }
  }
}
