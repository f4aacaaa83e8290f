// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Completions: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the completion of a shell.",
    discussion: """
      shell/install puts it where the shell looks for it; by hand, behind compinit in zsh:
      Example: source <(simmer completions zsh)
      """)

  @Argument(help: "bash or zsh.") var shell: Plugin

  func run() throws {
    let tree = try CommandTree.own()
    switch shell {
    case .bash: print(BashCompletion.text(tree, script: shell.completion), terminator: "")
    case .zsh: print(ZshCompletion.text(tree, script: shell.completion), terminator: "")
    }
  }
}

/// `simmer manual`: the source of simmer(1), for the installer.
struct Manual: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the source of the manual page.",
    discussion: "Example: simmer manual | man -l -", shouldDisplay: false)

  func run() throws {
    print(ManualPage.text(try .own(), page: Words.manual, version: Simmer.version), terminator: "")
  }
}
