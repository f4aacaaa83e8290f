// SPDX-License-Identifier: GPL-3.0-or-later

public import SimmerKit

/// What an agent is told of its tasks without having asked: as facts, short, and each once.
enum Telling {
  /// Characters of a message; hosts put what is longer into files.
  private static let limit = 6000
  /// How many tasks are named.
  private static let most = 20

  /// What has happened to the tasks of `agents` that they were not told; nil when there is nothing.
  static func news(for agents: [AgentThread]) -> String? {
    guard let store = try? Store.open() else { return nil }
    return text(agents.flatMap { agent in store.untold(of: agent).compactMap { word(of: $0, store, agent) } })
  }

  /// What runs, whoever started it; nil when nothing does.
  static func running(for agents: [AgentThread]) -> String? {
    guard let store = try? Store.open() else { return nil }
    let tasks = store.liveTasks().map(\.task).compactMap { task in task.status.map { (task, $0) } }
    guard !tasks.isEmpty else { return nil }
    let rows = store.reports(of: tasks.suffix(most)).map { report in
      let starter = agents.first.map { report.starter(seenBy: $0) } ?? "user"
      let state =
        report.flag == "ready" ? "ready" + (report.url.map { " " + Harmless.text($0) } ?? "") : report.outcome
      return
        "\(report.id) (\(Harmless.redacted(report.name))): \(state), started by \(starter), in \(Harmless.text(report.directory))"
    }
    let more = tasks.count > most ? ["and \(tasks.count - most) more: bg_status"] : []
    return text(["these background tasks are running; bg_status and bg_output show them"] + rows + more)
  }

  /// Waits for the next news of tasks that nobody else waits for; nil when there are none, or the `audience` is gone.
  static func nextNews(for agents: [AgentThread], _ audience: Audience) -> String? {
    guard let store = try? Store.open() else { return nil }
    // A watch ends with this process, however that ends.
    var watched = agents.flatMap { agent in
      store.untold(of: agent).filter { store.takeWatch(of: $0.id, for: agent) }.map {
        (task: $0, agent: agent)
      }
    }
    guard !watched.isEmpty, var events = try? EventStream(store) else { return nil }
    defer { events.close() }
    while !watched.isEmpty {
      let words = watched.compactMap { word(of: $0.task, store, $0.agent) }
      if let text = text(words) { return text }
      // What others have told is not waited for.
      watched.removeAll { one in !store.untold(of: one.agent).contains { $0.id == one.task.id } }
      if watched.isEmpty { return nil }
      guard events.wait(for: audience) else { return nil }
      _ = events.take()
    }
    return nil
  }

  private static func text(_ lines: [String]) -> String? {
    guard !lines.isEmpty else { return nil }
    let text = lines.map { "[simmer] " + $0 }.joined(separator: "\n")
    return text.count > limit ? text.prefix(limit) + "\n[simmer] cut; bg_status shows the rest" : text
  }

  /// What there is to tell of one task, which is then told.
  private static func word(of task: TaskDirectory, _ store: Store, _ agent: AgentThread) -> String? {
    guard let status = task.status else {
      _ = store.takeWord(of: task.id, for: agent)
      return nil
    }
    let report = TaskReport(task, status, unseen: false)
    let name = "\(report.id) (\(Harmless.redacted(report.name)))"
    if status.state == .running {
      guard report.question != nil, store.takeQuestion(of: task.id, for: agent) else { return nil }
      return "\(name) \(report.waiting) (bg_answer task_id=\(report.id))"
    }
    guard store.takeWord(of: task.id, for: agent) else { return nil }
    let span = report.duration.map { " after \(TimeSpan.text(milliseconds: $0))" } ?? ""
    let lines = report.state == .completed ? [] : task.lastErrors()
    return "\(name) \(report.outcome)\(span)"
      + (lines.isEmpty ? "" : ":\n  " + lines.joined(separator: "\n  "))
  }
}

extension TaskDirectory {
  /// The last lines that tell of errors, else the last lines: at most `count`, without secrets.
  public func lastErrors(_ count: Int = 5) -> [String] {
    var reading = Reading()
    reading.redacts = true
    (reading.errorsOnly, reading.tail) = (true, count)
    for _ in 0..<2 {
      let rows = ((try? LogReader(self, reading).excerpts()) ?? []).flatMap(\.rows).filter {
        $0.kind == .line
      }
      if !rows.isEmpty { return rows.suffix(count).map(\.text) }
      reading.errorsOnly = false
    }
    return []
  }
}
