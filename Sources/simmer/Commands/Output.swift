// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

struct Output: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print what a task has written, as raw bytes.",
    discussion: "Example: simmer output 3 --tail 30 --follow")

  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case stdout, stderr, both
    var streams: [TaskDirectory.Stream] {
      switch self {
      case .stdout: [.stdout]
      case .stderr: [.stderr]
      case .both: [.stdout, .stderr]
      }
    }
  }

  @Option(help: "Only the last N lines.") var tail: Int?
  @Flag(name: [.short, .long], help: "Go on until the task ends.") var follow = false
  @Option(help: "stdout, stderr or both; a task with merged streams has them all in stdout.") var stream =
    Choice.both
  @Argument(help: "Which task.") var task: String

  func validate() throws {
    if let tail, tail < 0 { throw ValidationError("--tail wants a number of lines, 0 or more") }
  }

  func run() throws {
    Signal.ignoreBrokenPipes()
    let task = try Store.open().task(named: task)
    var output = try LogOutput(of: task, streams: stream.streams, tail: tail, to: .standardOutput)
    if follow { try output.follow() } else { _ = try output.copy() }
    if let lost = task.status?.lostBytes, lost > 0 {
      Failure.say("simmer: \(lost) bytes of the output of \(task.id) could not be stored")
    }
  }
}
