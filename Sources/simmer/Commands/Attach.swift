// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Attach: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show a running task in this terminal and type to it.",
    discussion: """
      What it has printed comes first, then what it prints. Ctrl+B detaches; pressed twice it is typed.
      One terminal has the keys; any number may look on.
      When the task ends, its exit code becomes that of this command. Without a terminal the output is streamed.
      Without TASK: the newest that runs.
      Example: simmer attach web
      """,
    aliases: ["fg"])

  @Flag(help: "Show all that it has printed, not just the last screenful.") var all = false
  @Flag(name: [.customLong("read-only"), .customShort("r")], help: "Look on: no key goes to the task.")
  var readOnly = false
  @Argument(help: "Which task.", completion: .runningTask) var task: String?

  func run() throws {
    Signal.ignoreBrokenPipes()
    let store = try Store.open()
    let task = try chosen(in: store)
    guard Settings.task != task.id else {
      throw SimmerError(.refused, cannot: "attach to \(task.id)", "this is \(task.id)")
    }
    guard let terminal = UserTerminal() else {
      try stream(task)
      return
    }
    let outcome = try task.attach(
      to: terminal, isWriter: !readOnly, all: all, key: Settings.key, session: Settings.session)
    let name = Harmless.text(task.name)
    switch outcome {
    case .detached: print("[\(task.id)] detached: \(name)    (simmer attach \(task.id))")
    case .paused:
      print("[\(task.id)] paused: \(name)    (simmer attach \(task.id) goes on)")
      ThisProcess.leaveFlushed(Exit.signal(.suspend).shellCode)
    case .hungUp: ThisProcess.leave(Exit.signal(.hangup).shellCode)
    case .abandoned, .ended(nil):
      throw SimmerError(
        .refused, cannot: "go on with \(task.id)", "its supervisor is gone", advice: "see simmer status")
    case .ended(let exit?):
      if let status = task.status {
        let report = TaskReport(task, status, unseen: false)
        let time = report.duration.map { " after " + TimeSpan.text(milliseconds: $0) } ?? ""
        print("[\(task.id)] \(report.outcome)\(time): \(name)")
      }
      ThisProcess.leaveFlushed(exit.shellCode)
    }
  }

  private func chosen(in store: Store) throws -> TaskDirectory {
    if let task { return try store.task(named: task) }
    let running = store.allTasks().filter { $0.status.state == .running && $0.task.id != Settings.task }
    guard let newest = running.max(by: { $0.status.began < $1.status.began }) else {
      throw SimmerError(.noMatch, cannot: "attach", "no task is running")
    }
    return newest.task
  }

  /// Copies the output, without a terminal to show it on, and ends as the task does.
  private func stream(_ task: TaskDirectory) throws {
    var output = try LogOutput(of: task, streams: [.stdout, .stderr], tail: nil, to: .standardOutput)
    try output.follow()
    _ = try Store.open().wait(for: [task])
    ThisProcess.leaveFlushed(task.status?.exit?.shellCode ?? 0)
  }
}
