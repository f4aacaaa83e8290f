// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What a shell is to be told before its next prompt.
public struct Notices {
  private let store: Store

  public init(in store: Store) { self.store = store }

  /// Shows every notice that is due to `session`: its own, nobody's, and those of shells that are gone.
  ///
  /// Each is locked, shown, and only then removed, so that it is shown by one shell, and not lost when that is
  /// killed halfway.
  /// - Parameter show: Puts the text before the user; false when that failed.
  public func take(for session: Session, show: (News, TaskDirectory, TaskStatus) -> Bool) {
    // What cannot be removed would be shown again before every prompt.
    guard Access.isWritable(store.done) else { return }
    let names = ((try? store.done.names()) ?? []).compactMap(NoticeName.init).sorted { $0.task < $1.task }
    for name in names where isDue(name, to: session) {
      let path = store.done.appending(name.text)
      guard let file = try? path.open(.readOnly) else { continue }
      defer { file.shut() }
      // Locked by another shell, or shown and removed between our look and our lock.
      guard (try? file.lock()) != nil, (try? FileFacts(of: file).links) == 1 else { continue }
      let task = TaskDirectory(store: store, id: name.task)
      // A record that is gone leaves nothing to say.
      if let status = task.status, !show(name.news, task, status) { continue }
      try? path.removeFile()
    }
  }

  /// All that no shell has shown yet, whosever it is, in the order of the tasks.
  public func pending() -> [(news: News, task: TaskDirectory, status: TaskStatus)] {
    ((try? store.done.names()) ?? []).compactMap(NoticeName.init).sorted { $0.task < $1.task }.compactMap {
      name in
      let task = TaskDirectory(store: store, id: name.task)
      return task.status.map { (name.news, task, $0) }
    }
  }

  private func isDue(_ name: NoticeName, to session: Session) -> Bool {
    guard let owner = name.session, owner != session else { return true }
    return !owner.isAlive
  }
}
