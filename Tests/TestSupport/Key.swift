// SPDX-License-Identifier: GPL-3.0-or-later

/// A key that is not a character.
public enum Key {
  case enter, tab, up, down, left, escape, backspace, home
  case ctrl(Character)

  /// The name that tmux knows it by.
  var name: String {
    switch self {
    case .enter: "Enter"
    case .tab: "Tab"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .escape: "Escape"
    case .backspace: "BSpace"
    case .home: "Home"
    case .ctrl(let letter): "C-\(letter)"
    }
  }
}
