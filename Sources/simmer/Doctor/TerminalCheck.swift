// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Whether the terminal is as a shell leaves it to its commands: a full-screen program that is killed cannot clean up.
enum TerminalCheck {
  static func findings() -> [Finding] {
    for terminal in [FileDescriptor.standardInput, .standardError, .standardOutput] where terminal.isTerminal
    {
      guard let modes = try? TerminalModes(of: terminal), !modes.disorders.isEmpty else { continue }
      return [
        Finding(
          .broken, "terminal", modes.disorders.joined(separator: ", "),
          advice:
            "a program that was killed left it so; type: reset   (where Enter does nothing: Ctrl+J reset Ctrl+J)"
        )
      ]
    }
    return []
  }
}
