// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A caller's end of a task's socket.
struct Connection {
  let descriptor: FileDescriptor

  /// Calls the supervisor of `task` and sends `request`.
  ///
  /// - Throws: ECONNREFUSED or ENOENT when nobody listens: the task has ended, or its supervisor has.
  init(to task: TaskDirectory, _ request: SupervisorRequest) throws(Errno) {
    descriptor = try LocalSocket.connect(to: TaskDirectory.socketName, in: task.path)
    do throws(Errno) { try LocalSocket.send(Array((request.text + "\n").utf8), to: descriptor) } catch {
      descriptor.shut()
      throw error
    }
  }

  /// Returns the answer, which may be long in coming; nil when the supervisor went away without one.
  func answer() -> String? {
    guard let bytes = try? descriptor.contents(limit: 1 << 16), !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
  }

  func close() { descriptor.shut() }
}

extension TaskDirectory {
  /// Milliseconds that a supervisor has to take over from one that was killed.
  static let takeoverPatience = 5000

  /// Asks the supervisor, or the one that takes over when it is killed before it answers; nil when nobody answers.
  ///
  /// - Parameter request: May be asked twice: both may have carried it out.
  func ask(_ request: SupervisorRequest) -> String? {
    var giveUpAt: Int?
    while true {
      if let connection = try? Connection(to: self, request) {
        defer { connection.close() }
        if let answer = connection.answer() { return answer }
      }
      guard status?.state == .running else { return nil }
      let now = Clock.steady
      giveUpAt = giveUpAt ?? now + Self.takeoverPatience
      guard let giveUpAt, now < giveUpAt else { return nil }
      PollSet.pause(20)
    }
  }
}
