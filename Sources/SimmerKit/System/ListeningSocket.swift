// SPDX-License-Identifier: GPL-3.0-or-later

/// A TCP socket that waits for callers.
struct ListeningSocket: Equatable {
  var port: UInt16
  /// What the kernel calls it: several processes may hold the same one.
  var inode: UInt64
  /// The user that made it.
  var owner: UInt32

  /// The ports that the processes `pids` listen on, the lowest first.
  static func ports(of pids: some Sequence<Int32>, among sockets: [ListeningSocket]) -> [UInt16] {
    guard !sockets.isEmpty else { return [] }
    var ports: Set<UInt16> = []
    for pid in pids {
      guard let inodes = inodes(of: pid), !inodes.isEmpty else { continue }
      for socket in sockets where inodes.contains(socket.inode) { ports.insert(socket.port) }
    }
    return ports.sorted()
  }
}
