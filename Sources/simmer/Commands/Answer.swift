// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Answer: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Type a text to a running task, and Enter.",
    discussion: """
      With --secret the text is read without being shown, or from standard input where that is no terminal, and is
      typed only while the task hides what is typed.
      Example: simmer answer 3 yes
      """,
    aliases: ["send"])

  @Flag(inversion: .prefixedNo, help: "Press Enter after the text.") var enter = true
  @Flag(help: "Read the text without showing it.") var secret = false
  @Argument(help: "Which task.", completion: .runningTask) var task: String
  @Argument(help: "What to type.") var text: String?

  func validate() throws {
    guard secret != (text != nil) else {
      throw ValidationError(
        secret ? "--secret asks for the text: give none" : "what to type? give a text, or --secret")
    }
  }

  func run() throws {
    let task = try Store.open().task(named: task)
    let line =
      try text.map { Array($0.utf8) } ?? SecretInput.read("[\(task.id)] \(Harmless.text(task.name)): ")
    // What the Enter key sends.
    try task.type(line + (enter ? [UInt8(ascii: "\r")] : []), secretly: secret)
  }
}
