// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

// What agents are to be told:
//
//   agents/<thread>/17            task 17 was started there and its end has not been told
//   agents/<thread>/17.waiting    its question has been told
//   agents/<thread>/17.watched    a call of a hook waits for it
//
// The first unlink, or the first exclusive creation, wins: everything is told once, whoever asks at the same time.

extension Store {
  private var agents: FilePath { root.appending("agents") }
  private func shelf(_ agent: AgentThread) -> FilePath { agents.appending(agent.reader.text) }

  /// Notes that `agent` has started the task, so that it can be told how it ends. A full disk costs the word, not the task.
  public func note(_ id: TaskID, of agent: AgentThread) {
    let shelf = shelf(agent)
    try? shelf.makeDirectories()
    try? shelf.appending(id.description).create([])
  }

  /// The tasks of `agent` whose end it has not been told yet. Costs one look at a directory where there are none.
  public func untold(of agent: AgentThread) -> [TaskDirectory] {
    let ids = ((try? shelf(agent).names()) ?? []).compactMap { TaskID($0) }.sorted()
    return ids.map { TaskDirectory(store: self, id: $0) }
  }

  /// Whether it falls to the caller to tell `agent` of the end of a task: true once.
  public func takeWord(of id: TaskID, for agent: AgentThread) -> Bool {
    let shelf = shelf(agent)
    let isFirst = (try? shelf.appending(id.description).removeFile()) != nil
    for mark in ["waiting", "watched"] { try? shelf.appending("\(id).\(mark)").removeFile() }
    return isFirst
  }

  /// Whether it falls to the caller to tell `agent` that the task asks something: true once for each task.
  public func takeQuestion(of id: TaskID, for agent: AgentThread) -> Bool {
    (try? shelf(agent).appending("\(id).waiting").create([])) != nil
  }

  /// Whether it falls to the caller to wait for the task on behalf of `agent`: true for one at a time.
  public func takeWatch(of id: TaskID, for agent: AgentThread) -> Bool {
    guard let file = try? shelf(agent).appending("\(id).watched").open(.readWrite, creating: true) else {
      return false
    }
    // Never closed: the lock lasts as long as this process.
    if (try? file.lock()) != nil { return true }
    file.shut()
    return false
  }

  /// Removes what is kept for tasks that are gone.
  func sweepAgents() {
    for name in (try? agents.names()) ?? [] {
      let shelf = agents.appending(name)
      for entry in (try? shelf.names()) ?? [] {
        let number = entry.prefix { $0 != "." }
        guard let id = TaskID(number), task(id) != nil else {
          try? shelf.appending(entry).removeFile()
          continue
        }
      }
      shelf.removeEmptyDirectory()
    }
  }
}
