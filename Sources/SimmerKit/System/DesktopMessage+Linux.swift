// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
extension DesktopMessage {
  /// notify-send(1), which talks to the service of the desktop over D-Bus.
  var command: [String] {
    [
      "notify-send", "-a", "simmer", "-u", isUrgent ? "critical" : "normal", "-t", "8000", "--", title,
      Self.escaped(body),
    ]
  }

  /// The body may be read as markup (Desktop Notifications Specification, "Markup").
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
#endif
