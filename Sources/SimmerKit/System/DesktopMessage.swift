// SPDX-License-Identifier: GPL-3.0-or-later

/// A message on the desktop of whoever sits there, shown by the program that the desktop brings.
public struct DesktopMessage: Sendable {
  let title, body: String
  let isUrgent: Bool

  /// Milliseconds that the program may take.
  private static let patience = 10_000

  public init(title: String, body: String, isUrgent: Bool) {
    (self.title, self.body, self.isUrgent) = (title, body, isUrgent)
  }

  /// Shows it, as far as there is a desktop.
  public func show() { UserCommand.run(command, limit: Self.patience) }
}
