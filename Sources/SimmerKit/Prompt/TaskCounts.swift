// SPDX-License-Identifier: GPL-3.0-or-later

/// What the badge counts, read from the names in the store alone.
public struct TaskCounts: Equatable, Sendable {
  public private(set) var running = 0
  public private(set) var ready = 0
  public private(set) var waiting = 0
  /// Failed, and not told to anybody yet.
  public private(set) var failed = 0

  /// Counts nothing: what is known of a store that is gone.
  public init() {}

  public init(in store: Store) {
    for (_, flags) in store.liveTasks() {
      switch flags.first.flatMap(LiveFlag.init) {
      case .ready: ready += 1
      case .waiting: waiting += 1
      case .foreground: break
      case .paused, nil: running += 1
      }
    }
    for name in ((try? store.done.names()) ?? []).compactMap(NoticeName.init) {
      if case .ended(let state) = name.news, state != .completed, state != .killed { failed += 1 }
    }
  }
}
