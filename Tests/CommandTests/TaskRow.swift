// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A task in the answer of `simmer status --json`: its keys are promised and do not change.
struct TaskRow: Decodable {
  let id: Int
  let state: String
  let label: String?
  let command: String
  let directory: String
  let began: Int
  let ended: Int?
  let duration: Int?
  let code: Int?
  let signal: String?
  let stopped_by: String?
  let pid: Int32
  let timeout: Double
  let auto_kill: Int?
  let expiry: String?
  let idle_timeout: Double
  let session: String?
  let agent: String?
  let origin: String
  let streams: String
  let stdout_bytes: Int
  let stdout_kept: Int
  let stderr_bytes: Int?
  let stderr_kept: Int?
  let lost_bytes: Int
  let survivors: Int
  let restarts: Int
  let flag: String?
  let ready: Int?
  let url: String?
  let ports: [Int]
  let memory: Int?
  let cpu_time: Int?
  let cpu: Double?
  let owner: String?
  let usual: Int?
  let eta: Int?
  let alert: Alert?
  let out_of_memory: Bool
  let maybe_out_of_memory: Bool
  let peak_memory: Int?
  let takeovers: Int
  let hung_up: Bool
  let memory_limit: Int?
  let memory_held_by: String?
  let unseen: Bool

  struct Alert: Decodable {
    let count: Int
    let line: String
  }
}

extension Sandbox {
  /// What `simmer status --json` says.
  var rows: [TaskRow] {
    get throws {
      struct Answer: Decodable { let tasks: [TaskRow] }
      let result = try simmer("status", "--json")
      #expect(result.code == 0, "\(result)")
      return try JSONDecoder().decode(Answer.self, from: Data(result.stdout.utf8)).tasks
    }
  }

  /// What it says of one task.
  func row(_ id: Int = 1) throws -> TaskRow { try #require(try rows.first { $0.id == id }) }

  /// The two processes that keep a running task: its parent, and the parent of that.
  func keepers(of id: Int = 1) throws -> (supervisor: Int32, holder: Int32) {
    let supervisor = try #require(RunningProcess(try row(id).pid)).parent
    return (supervisor, try #require(RunningProcess(supervisor)).parent)
  }

  /// Kills both of them, the one that could take over first.
  func killKeepers(of id: Int = 1) throws {
    let keepers = try keepers(of: id)
    // A holder that is stopped takes over nothing; killed first, it would hang up the task.
    kill(keepers.holder, SIGSTOP)
    kill(keepers.supervisor, SIGKILL)
    kill(keepers.holder, SIGKILL)
  }

  /// Starts a task and returns its id.
  @discardableResult
  func start(_ arguments: String...) throws -> Int {
    let result = try Command(
      [bin.string + "/simmer", "run"] + arguments, environment: environment, in: work
    ).run()
    #expect(result.code == 0, "\(result)")
    #expect(result.stderr == "")
    return try #require(Int(result.stdout.dropLast()), "\(result)")
  }

  /// Waits until task `id` has ended.
  func end(of id: Int = 1) throws -> TaskRow {
    try eventually("the end of task \(id)") {
      let row = try row(id); return row.state == "running" ? nil : row
    }
  }

  /// Waits until a file of the sandbox holds `text`.
  func expect(_ name: String, holds text: String) throws {
    try eventually("\(name) with \(text)", seen: { file(name).text ?? "no file" }) { file(name).text == text }
  }
}

/// Expects a refusal: nothing on stdout, one line that begins like all of ours, and the code.
func expectRefusal(
  _ result: Command.Result, _ code: Int32, saying text: String = "",
  location: SourceLocation = #_sourceLocation
) {
  #expect(result.code == code, "\(result)", sourceLocation: location)
  #expect(result.stdout == "", sourceLocation: location)
  #expect(result.stderr.hasPrefix("simmer: cannot "), "\(result)", sourceLocation: location)
  #expect(result.stderr.split(separator: "\n").count == 1, "\(result)", sourceLocation: location)
  #expect(result.stderr.contains(text), "\(result)", sourceLocation: location)
}
