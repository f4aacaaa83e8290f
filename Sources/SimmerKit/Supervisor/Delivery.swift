// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

/// Writing to a reader that may give up: tells whether the text was taken.
public enum Delivery {
  /// Milliseconds that the reader has.
  public static let patience = 2000

  /// Writes `text` to the pipe `descriptor` and waits until it was read.
  ///
  /// - Returns: false when the reader closed its end first, or took too long. To what is no pipe (a file, a terminal),
  ///   written is read.
  public static func deliver(_ text: String, to descriptor: FileDescriptor) -> Bool {
    let tellsWhenEmpty = simmer_shrink_pipe(descriptor.rawValue) == 0
    guard (try? descriptor.writeFully(Array(text.utf8))) != nil else { return false }
    let deadline = Clock.steady + patience
    while true {
      let waiting = simmer_pending_bytes(descriptor.rawValue)
      if waiting <= 0 { return true }
      let left = deadline - Clock.steady
      guard left > 0 else { return false }
      var set = PollSet()
      set.add(descriptor, tellsWhenEmpty ? .output : [])
      // Without a word from the system the count above is looked at again each millisecond.
      set.wait(timeout: tellsWhenEmpty ? left : 1)
      let events = set.events(at: 0)
      if events.contains(.output) { return true }
      if !events.isDisjoint(with: .hangup) { return simmer_pending_bytes(descriptor.rawValue) == 0 }
    }
  }
}
