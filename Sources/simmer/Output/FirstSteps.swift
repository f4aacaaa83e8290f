// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// What a user is told when a line of theirs goes to the background for the first time ever.
enum FirstSteps {
  /// How to see it, how to end it, and how to keep such a line in the terminal; nil from the second time on, which one
  /// system call tells.
  static func hint(_ id: TaskID, in store: Store) -> String? {
    guard store.isFirst("taught") else { return nil }
    return "    (simmer output \(id) shows it, simmer stop \(id) ends it, a \\ in front keeps it here)"
  }

  /// The same for a line that was in front and has moved; shorter, because that row is cut to the width.
  static func hintAfterMove(_ id: TaskID, in store: Store) -> String {
    let more = store.isFirst("taught") ? " brings it back; simmer output \(id), simmer stop \(id)" : ""
    return "    (simmer attach \(id)\(more))"
  }
}
