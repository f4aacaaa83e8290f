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
    do throws(Errno) { try descriptor.writeFully(Array((request.text + "\n").utf8)) } catch {
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
