// SPDX-License-Identifier: GPL-3.0-or-later

/// Who listens on a port, as the kernel tells it.
public enum PortHolder: Sendable {
  case task(TaskDirectory)
  /// A process that belongs to no task.
  case process(pid: Int32, name: String)
  /// A process of another user, which cannot be looked at.
  case user(UInt32)
}

extension Store {
  /// The TCP ports that each of the running among `tasks` listens on: the sockets of the kernel's tables that a process
  /// of the task's tree has open.
  public func ports(of tasks: [(task: TaskDirectory, status: TaskStatus)]) -> [TaskID: [UInt16]] {
    let running = tasks.filter { $0.status.state == .running }
    guard !running.isEmpty else { return [:] }
    return ports(of: running, in: ProcessForest())
  }

  /// The same, in the processes of one moment; all of `running` run.
  func ports(of running: [(task: TaskDirectory, status: TaskStatus)], in forest: ProcessForest) -> [TaskID:
    [UInt16]]
  {
    let sockets = ListeningSocket.all()
    guard !sockets.isEmpty else { return [:] }
    return running.reduce(into: [:]) { ports, entry in
      let pids = forest.descendants(of: entry.status.supervisor.pid).map(\.pid)
      ports[entry.task.id] = ListeningSocket.ports(of: pids, among: sockets)
    }
  }

  /// Who listens on `port`; nil is nobody. Where several do, a task goes before a stranger.
  public func holder(of port: UInt16) -> PortHolder? {
    let sockets = ListeningSocket.all().filter { $0.port == port }
    guard let first = sockets.first else { return nil }
    let running = liveTasks().compactMap { entry in entry.task.status.map { (task: entry.task, status: $0) } }
    let held = ports(of: running)
    if let task = running.first(where: { held[$0.task.id]?.contains(port) == true })?.task {
      return .task(task)
    }
    let inodes = Set(sockets.map(\.inode))
    for row in ProcessRow.all() where !row.isZombie {
      let pid = row.identity.pid
      guard let own = ListeningSocket.inodes(of: pid), !own.isDisjoint(with: inodes) else { continue }
      return .process(pid: pid, name: ProcessRow.programName(of: pid) ?? "a process")
    }
    return .user(first.owner)
  }
}

extension PortHolder {
  /// `task 2 (web, in /home/a/shop)`, `node (process 4711), which is no task`.
  public var words: String {
    switch self {
    case .task(let task): "task \(task.id) (\(Harmless.text(task.name)), in \(Harmless.text(task.directory)))"
    case .process(let pid, let name): "\(Harmless.text(name)) (process \(pid)), which is no task"
    case .user(let user): "a process of user \(user), which is no task"
    }
  }
}
