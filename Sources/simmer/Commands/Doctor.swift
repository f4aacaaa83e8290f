// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Check that everything is in place.")
  func run() throws {}
}
