// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
extension DesktopMessage {
  /// osascript(1). The words are arguments, so that nothing in them is taken for a part of the script.
  var command: [String] {
    let script = [
      "on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run",
    ]
    return ["osascript"] + script.flatMap { ["-e", $0] } + [title, body]
  }
}
#endif
