// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Whether this terminal shows what a killed menu has left on it.
enum ScreenCheck {
  static func findings() -> [Finding] {
    guard let store = try? Store.open(), ScreenMark.takeOrphans(in: store) else { return [] }
    return [
      Finding(
        .note, "screen", "a menu was killed in this terminal before it could give the screen back",
        advice: "if the screen or the keys are not as they were: reset")
    ]
  }
}
