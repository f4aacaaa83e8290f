// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Colour, where it is wanted.
enum Style {
  enum Color: String { case red = "31", green = "32", yellow = "33", dim = "2" }

  static let isOn =
    switch Settings.coloring {
    case .auto: FileDescriptor.standardOutput.isTerminal
    case .always: true
    case .never: false
    }

  static func paint(_ text: String, _ color: Color?) -> String {
    guard isOn, let color, !text.isEmpty else { return text }
    return "\u{1b}[\(color.rawValue)m\(text)\u{1b}[0m"
  }

  static func color(of state: TaskState) -> Color? {
    switch state {
    case .running: .green
    case .failed, .timeout, .lost: .red
    case .killed: .yellow
    case .completed: nil
    }
  }
}
