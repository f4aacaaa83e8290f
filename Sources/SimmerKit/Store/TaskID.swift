// SPDX-License-Identifier: GPL-3.0-or-later

/// The number of a task: from 1, given out once.
public struct TaskID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let number: Int

  init(_ number: Int) { self.number = number }

  /// Reads plain digits and nothing else: an id is never a path.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= 18, let number = Int(ascii: text.utf8), number > 0 else { return nil }
    self.init(number)
  }

  public var description: String { String(number) }
  public static func < (a: TaskID, b: TaskID) -> Bool { a.number < b.number }
}
