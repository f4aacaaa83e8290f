// SPDX-License-Identifier: GPL-3.0-or-later

/// When a task is started again that has ended by itself.
public enum RestartPolicy: Equatable, Sendable {
  /// After a failure, so many times in a row; nil is as long as it is no crash loop.
  case onFailure(Int?)
  /// After every end.
  case always

  public var text: String {
    switch self {
    case .onFailure(nil): "on-failure"
    case .onFailure(let count?): "on-failure:\(count)"
    case .always: "always"
    }
  }

  /// Reads `on-failure`, `on-failure:5`, `always`.
  public init?(_ text: String) {
    switch text {
    case "always": self = .always
    case "on-failure": self = .onFailure(nil)
    default:
      let start = "on-failure:"
      guard text.hasPrefix(start), let count = Int(ascii: text.dropFirst(start.count).utf8), count > 0 else {
        return nil
      }
      self = .onFailure(count)
    }
  }
}
