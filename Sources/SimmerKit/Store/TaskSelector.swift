// SPDX-License-Identifier: GPL-3.0-or-later

extension Store {
  /// Returns the task that a person means: an id (`3`), a label, `%name`, the unique start of a command, or `:3000`, the
  /// one that listens on that port.
  ///
  /// A label or name that several tasks have means the one that runs, if just one does.
  /// - Throws: `noMatch` when there is none; `usage` with the candidates when there are several.
  public func task(named text: String) throws(SimmerError) -> TaskDirectory {
    let candidates: [TaskDirectory]
    if let id = TaskID(text) {
      candidates = task(id).map { [$0] } ?? []
    } else if text.hasPrefix(":") {
      return try task(listeningOn: text)
    } else if text.hasPrefix("%") {
      let start = text.dropFirst()
      candidates = start.isEmpty ? [] : allTasks().map(\.task).filter { $0.command.hasPrefix(start) }
    } else {
      candidates = allTasks().map(\.task).filter { $0.label == text }
    }
    if candidates.count <= 1 {
      guard let only = candidates.first else { throw noSuchTask(text) }
      return only
    }
    let running = candidates.filter { $0.status?.state == .running }
    if running.count == 1 { return running[0] }
    let shown = (running.isEmpty ? candidates : running).suffix(5).map {
      "\($0.id) (\(Harmless.text($0.name)))"
    }
    throw SimmerError(
      .usage, cannot: "tell which task \(Harmless.text(text)) is", shown.joined(separator: ", "),
      advice: "give the id")
  }

  private func task(listeningOn text: String) throws(SimmerError) -> TaskDirectory {
    guard let port = UInt16(ascii: text.dropFirst().utf8), port > 0 else {
      throw SimmerError(
        .usage, cannot: "find task \(Harmless.text(text))", "a port is a number from 1 to 65535")
    }
    let holder = holder(of: port)
    if case .task(let task) = holder { return task }
    throw SimmerError(
      .noMatch, cannot: "find task \(text)",
      holder.map { "that port is held by \($0.words)" } ?? "nobody listens on that port")
  }

  private func noSuchTask(_ text: String) -> SimmerError {
    let running = liveTasks().map { "\($0.task.id) (\(Harmless.text($0.task.name)))" }
    return SimmerError(
      .noMatch, cannot: "find task \(Harmless.text(text))", "no such task",
      advice: running.isEmpty ? "none is running" : "running: " + running.prefix(5).joined(separator: ", "))
  }
}
