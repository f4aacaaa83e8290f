// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

/// The command line.
struct Simmer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simmer", abstract: "Long-running commands go to the background by themselves.", version: "0.1.0")
}
