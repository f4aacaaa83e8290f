// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The file `ready` of a task: when it got ready, and where it can be reached. There is none before.
public struct ReadyRecord: Equatable, Sendable {
  /// Milliseconds since the epoch.
  public var at: Int
  /// Milliseconds since the task began.
  public var after: Int
  /// As the task has printed it, with a host that a browser can use.
  public var url: String?
  public var port: UInt16?

  init(at: Int, after: Int, url: String? = nil, port: UInt16? = nil) {
    (self.at, self.after, self.url, self.port) = (at, after, url, port)
  }

  var text: String {
    var text = "at \(at)\nafter \(after)\n"
    if let url { text += "url \(url)\n" }
    if let port { text += "port \(port)\n" }
    return text
  }

  init?(_ bytes: [UInt8]) {
    let values = KeyValueLines(bytes)
    guard let at = values["at"].flatMap({ Int($0) }), let after = values["after"].flatMap({ Int($0) }) else {
      return nil
    }
    self.init(at: at, after: after, url: values["url"], port: values["port"].flatMap { UInt16($0) })
  }

  /// `http://localhost:5173`, `on port 9000`, or nothing.
  public var place: String? { url.map { Harmless.text($0) } ?? port.map { "on port \($0)" } }
}

extension TaskDirectory {
  private var readyFile: FilePath { path.appending("ready") }

  /// When and where it got ready; nil: it did not, yet.
  public var ready: ReadyRecord? { (try? readyFile.contents(limit: 4096)).flatMap(ReadyRecord.init) }

  /// It is not ready any more.
  func forgetReadiness() { try? readyFile.removeFile() }

  /// Writes that it is ready. A full disk costs this record, not the task.
  func note(_ ready: ReadyRecord) {
    try? readyFile.replace(with: Array(ready.text.utf8), aside: path.appending(".ready"))
  }
}
