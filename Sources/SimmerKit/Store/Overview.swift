// SPDX-License-Identifier: GPL-3.0-or-later

/// The tasks as a person wants to see them first: those that run, those whose end nobody was told of, and a few that
/// ended last.
public struct Overview: Sendable {
  public typealias Entry = (task: TaskDirectory, status: TaskStatus)

  public let running: [Entry]
  /// In the order of their ids.
  public let ended: [Entry]
  /// How many ended ones are not among them.
  public let hidden: Int

  /// How many ended tasks are looked at that everybody was told of.
  public static let recent = 10

  /// Reads the records of the tasks that are shown, and no others: a store may have ten thousand.
  ///
  /// - Parameter recent: How many ended ones are enough; nil is all.
  public init(of store: Store, recent: Int? = Overview.recent) {
    let ids = store.taskIDs()
    let unseen = store.unseenTasks
    var running: [Entry] = [], ended: [Entry] = []
    let live = store.liveTasks().map(\.task)
    for task in live {
      guard let status = task.status else { continue }
      if status.state == .running { running.append((task, status)) } else { ended.append((task, status)) }
    }
    var isLive = Set(live.map(\.id)), left = recent ?? .max
    for id in ids.reversed() where isLive.insert(id).inserted && (left > 0 || unseen.contains(id)) {
      let task = TaskDirectory(store: store, id: id)
      guard let status = task.status else { continue }
      // Between its record and its live entry, for a moment.
      if status.state == .running {
        running.append((task, status))
        continue
      }
      if !unseen.contains(id) { left -= 1 }
      ended.append((task, status))
    }
    self.running = running.sorted { $0.task.id < $1.task.id }
    self.ended = ended.sorted { $0.task.id < $1.task.id }
    hidden = max(0, ids.count - running.count - ended.count)
  }

  public var all: [Entry] { running + ended }
}
