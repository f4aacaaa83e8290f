// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the plugin of a shell, for its start-up file.",
    discussion: """
      In ~/.bashrc: eval "$(simmer init bash)"   In ~/.zshrc: eval "$(simmer init zsh)"
      Stale tasks are reaped at the same time, in the background.
      Example: eval "$(simmer init bash)"
      """)

  @Flag(help: "Do not reap.") var noReap = false
  @Argument(help: "bash or zsh.") var shell: Plugin

  func run() throws { try Initialize.print(shell, reap: !noReap) }
}

extension Plugin: ExpressibleByArgument {}

/// `simmer init`: the header that tells the plugin where it is, and the script.
enum Initialize {
  static func print(_ plugin: Plugin, reap: Bool) throws(SimmerError) {
    let home = try Settings.home()
    let text = plugin.text(binary: try ThisProcess.program(), home: home, version: Simmer.version)
    do { try FileDescriptor.standardOutput.writeFully(text) } catch {
      throw SimmerError(.refused, cannot: "print the plugin", error.description)
    }
    guard reap, ThisProcess.detach() else { return }
    // A store that cannot be used is the business of the next command, not of a shell that opens.
    if let store = try? Store(at: home) { _ = Reaper(store).run() }
    ThisProcess.leave()
  }
}
