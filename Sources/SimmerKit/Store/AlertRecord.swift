// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The file `alert` of a task: the lines of which somebody wanted to hear. There is none before the first.
public struct AlertRecord: Equatable, Sendable {
  /// How many there were.
  public internal(set) var count = 0
  /// When the last one came, in milliseconds since the epoch.
  public internal(set) var at = 0
  /// The last one, made safe to print.
  public internal(set) var line = ""

  init() {}

  init?(_ bytes: [UInt8]) {
    let values = KeyValueLines(bytes)
    guard let count = values["count"].flatMap({ Int($0) }), let at = values["at"].flatMap({ Int($0) }) else {
      return nil
    }
    (self.count, self.at, line) = (count, at, values["line"] ?? "")
  }

  var text: String { "count \(count)\nat \(at)\nline \(line)\n" }
}

extension TaskDirectory {
  private var alertFile: FilePath { path.appending("alert") }

  /// What was found of the lines that `--alert` asks for; nil: none yet.
  public var alert: AlertRecord? { (try? alertFile.contents(limit: 8192)).flatMap(AlertRecord.init) }

  /// Writes it down. A full disk costs this record, not the task.
  func note(_ alert: AlertRecord) {
    try? alertFile.replace(with: Array(alert.text.utf8), aside: path.appending(".alert"))
  }
}
