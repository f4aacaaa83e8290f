// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

extension Store {
  /// What came of a restart.
  public struct Restarted: Sendable {
    public let task: TaskDirectory
    /// What could not be brought back: for people, nil when all was.
    public let loss: String?
  }

  /// Starts what `task` was as a new task, with all that its launch recorded; stops it first, if it runs.
  ///
  /// A task that runs passes on the environment that it was started with, any other gets that of this process. This
  /// process ends up with the environment of the task.
  /// - Throws: `refused` when the old one cannot be stopped, or the new one not started.
  public func restart(_ task: TaskDirectory, session: Session?) throws(SimmerError) -> Restarted {
    let directory = FilePath(task.directory)
    let name = Harmless.text(task.name)
    guard directory.exists else {
      throw SimmerError(
        .refused, cannot: "restart \(name)", "its directory is gone: \(Harmless.text(task.directory))")
    }
    var facts = task.launch
    var loss = facts.hadState ? "the aliases, functions and variables of the shell that it was typed in" : nil
    if let status = task.status, status.state == .running {
      let environment = ProcessRow.environment(of: status.leader.pid)
      if case .survivors(let pids) = task.stop(session: session) {
        throw SimmerError(
          .refused, cannot: "restart \(name)",
          "these processes live on: \(pids.map(String.init).joined(separator: " "))")
      }
      if let environment { Environment.replace(with: environment) } else { loss = "its environment" }
    } else {
      // A lost task may have left processes.
      _ = task.stop(session: session)
    }
    facts.session = session ?? facts.session
    facts.hadState = false
    var request = LaunchRequest(.line(task.commandLine), facts: facts)
    (request.label, request.directory) = (task.label, directory)
    let id = try Launcher(store: self, request: request).start()
    return Restarted(task: TaskDirectory(store: self, id: id), loss: loss)
  }

  /// Does `body` while no other process ensures a task in this store.
  public func ensuring<R>(_ body: () throws -> R) throws -> R {
    let file = try lock(".ensure")
    defer { file.shut() }
    return try body()
  }

  /// Waits until no other process has the lock `name`, and takes it until what is returned is shut.
  func lock(_ name: String) throws(SimmerError) -> FileDescriptor {
    do throws(Errno) {
      let file = try root.appending(name).open(.readWrite, creating: true)
      guard simmer_lock_for_process(file.rawValue) == 0 else { throw .last }
      return file
    } catch { throw SimmerError(.refused, cannot: "use the store \(root)", error.description) }
  }

  /// The running task that is called `label` and runs in `directory`.
  public func runningTask(labelled label: String, in directory: FilePath) -> TaskDirectory? {
    let wanted = try? directory.resolved()
    return liveTasks().map(\.task).first { task in
      task.label == label && task.status?.state == .running
        && (try? FilePath(task.directory).resolved()) == wanted
    }
  }
}
