// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension Store {
  /// Removes the records of the finished tasks that `isMeant`, told or not, and returns their ids.
  public func removeFinished(where isMeant: (TaskDirectory) -> Bool = { _ in true }) -> [TaskID] {
    let finished = allTasks().filter { $0.status.state != .running && !$0.task.isSupervised }.map(\.task)
      .filter(isMeant)
    for task in finished { task.forget() }
    return finished.map(\.id)
  }
}

/// Sweeps the store: stops what is over age, gives notice of what was lost, removes old records.
public struct Reaper {
  /// One thing that was done, or would be, and why.
  public struct Action: Sendable {
    public enum Kind: String, Sendable {
      case stopped, lost, removed
      /// Of its output only the end is kept.
      case shortened
      /// Nothing is done.
      case spared
    }
    public let kind: Kind
    public let task: TaskID
    public let name: String
    public let reason: String
  }

  private let store: Store
  /// Minutes that a task may run which has no longer timeout of its own.
  private let maxAge: Double
  private let dryRun: Bool
  private let now = Clock.wall

  public init(_ store: Store, maxAge: Double = Settings.reapMinutes, dryRun: Bool = false) {
    (self.store, self.maxAge, self.dryRun) = (store, maxAge, dryRun)
  }

  public func run() -> [Action] {
    let actions = stopOverAge() + noteLost() + removeOld() + keepToBudget()
    if !dryRun { removeDebris() }
    return actions
  }

  // MARK: - Running

  private func stopOverAge() -> [Action] {
    store.allTasks().compactMap { task, status in
      guard status.state == .running else { return nil }
      guard reasonToSpare(task, status) == nil else { return nil }
      if !dryRun { _ = task.stop(by: "reaper") }
      return Action(
        kind: .stopped, task: task.id, name: task.name,
        reason:
          "ran for \(TimeSpan.text(milliseconds: status.age)), the limit is \(TimeSpan.text(milliseconds: Int(maxAge * 60_000)))"
      )
    }
  }

  /// The running tasks that are left alone, and why.
  public func spared() -> [Action] {
    store.allTasks().compactMap { task, status in
      guard status.state == .running, let reason = reasonToSpare(task, status) else { return nil }
      return Action(kind: .spared, task: task.id, name: task.name, reason: reason)
    }
  }

  private func reasonToSpare(_ task: TaskDirectory, _ status: TaskStatus) -> String? {
    let limit = Int(min(maxAge, 1e9) * 60_000)
    let age = TimeSpan.text(milliseconds: status.age)
    guard status.age > limit else {
      return "ran for \(age), the limit is \(TimeSpan.text(milliseconds: limit))"
    }
    let timeout = task.launch.timeout
    guard timeout != 0 else { return "it has no timeout" }
    if task.flag == .foreground { return "it has a terminal in front of it" }
    // With what it was given later.
    let start = status.steadyStart ?? 0
    let leave = status.deadline.map { $0 - start } ?? Int(min(timeout, 1e9) * 60_000)
    return leave > limit ? "it may run for \(TimeSpan.text(milliseconds: leave))" : nil
  }

  /// Turns the live entries of tasks that nobody supervises into notices, and ends what such a task left running.
  private func noteLost() -> [Action] {
    store.liveTasks().compactMap { task, _ in
      guard let status = task.status else {
        if !dryRun { task.retireLiveEntry(as: nil) }
        return nil
      }
      guard status.state == .lost else {
        if status.state != .running, !dryRun { noteEnd(of: task, status) }
        return nil
      }
      if !dryRun {
        _ = task.stop(by: "reaper")
        task.launch.confinement?.remove()
        task.retireLiveEntry(
          as: NoticeName(task: task.id, session: task.launch.session, state: .lost, code: 0))
      }
      return Action(
        kind: .lost, task: task.id, name: task.name, reason: "its supervisor ended without a word")
    }
  }

  /// Makes the notice of an end that its supervisor could not: a rename may need space, for the names in a directory.
  private func noteEnd(of task: TaskDirectory, _ status: TaskStatus) {
    // Until its supervisor is gone, that is its work.
    guard !task.isSupervised else { return }
    task.retireLiveEntry(
      as: NoticeName(
        task: task.id, session: task.launch.session, state: status.state, code: status.exit?.shellCode ?? 0))
  }

  // MARK: - Finished

  /// Removes the records of finished tasks that are too old or too many. What is not yet told stays.
  private func removeOld() -> [Action] {
    let unseen = store.unseenTasks
    let finished = store.allTasks()
      .filter { !unseen.contains($0.task.id) && $0.status.state != .running && !$0.task.isSupervised }
      .map { (task: $0.task, ended: $0.status.ended ?? $0.status.began) }
      .sorted { $0.ended > $1.ended }
    let oldest = now - Settings.keptDays * 86_400_000
    return finished.enumerated().compactMap { place, entry in
      guard place >= Settings.keptTasks || entry.ended < oldest else { return nil }
      let name = entry.task.name
      if !dryRun { entry.task.remove() }
      return Action(
        kind: .removed, task: entry.task.id, name: name,
        reason: place >= Settings.keptTasks
          ? "more than \(Settings.keptTasks) finished tasks" : "older than \(Settings.keptDays) days")
    }
  }

  /// Removes the records of finished tasks, the oldest first, until all records together fit the budget of the store.
  ///
  /// Those of tasks that run are counted and left alone. An end that nobody has been told of yet stays on record, however
  /// many there are; when removing all others was not enough, their output goes, but for its last lines.
  func keepToBudget() -> [Action] {
    guard let budget = Settings.storeBudget else { return [] }
    var sizes = store.allTasks().map { (task: $0.task, status: $0.status, size: $0.task.allocated) }
    var total = sizes.reduce(0) { $0 + $1.size }
    guard total > budget else { return [] }
    let unseen = store.unseenTasks
    sizes.removeAll { $0.status.state == .running || $0.task.isSupervised }
    sizes.sort { ($0.status.ended ?? $0.status.began) < ($1.status.ended ?? $1.status.began) }
    var actions: [Action] = []
    func note(_ kind: Action.Kind, _ task: TaskDirectory) {
      actions.append(
        Action(
          kind: kind, task: task.id, name: task.name,
          reason: "the store takes more than \(ByteCount.exactText(budget))"))
    }
    for (task, _, size) in sizes where total > budget && !unseen.contains(task.id) {
      total -= size
      note(.removed, task)
      if !dryRun { task.remove() }
    }
    for (task, _, size) in sizes where total > budget && unseen.contains(task.id) {
      let left = dryRun ? LogBudget.shortest : task.shorten()
      guard left < size else { continue }
      total -= size - left
      note(.shortened, task)
    }
    return actions
  }

  /// Removes what launches and removals left that were cut off in the middle: directories without a status and
  /// hidden names, an hour old and supervised by nobody; and what shells were told that are gone.
  private func removeDebris() {
    store.sweepAgents()
    for name in (try? store.root.names(hidden: true)) ?? []
    where (FrontAnswer.session(of: name) ?? Store.sessionOfPipe(named: name))?.isAlive == false {
      try? store.root.appending(name).removeFile()
    }
    for name in (try? store.tasks.names(hidden: true)) ?? [] {
      let path = store.tasks.appending(name)
      guard let facts = try? FileFacts(of: path), facts.isDirectory, now - facts.modified > 3_600_000 else {
        continue
      }
      if name.hasPrefix(".") {
        path.removeTree()
      } else if let id = TaskID(name) {
        let task = TaskDirectory(store: store, id: id)
        if !task.isPublished, !task.isSupervised { task.withdraw() }
      }
    }
  }
}
