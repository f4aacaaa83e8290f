// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The terminals of a task and the logs that what comes out of them goes to.
struct Capture {
  /// One terminal's way into one log.
  private struct Channel {
    let terminal: Pty
    var log: LogWriter
    /// Whether somebody can still write to it.
    var isOpen = true
    var place = 0
  }

  /// How much is read before the loop looks at its other work, in bytes.
  private static let share = 1 << 18
  private var channels: [Channel]
  private var times: TimeIndex
  /// Read into here: a pty gives at most 4096 bytes a time (N_TTY_BUF_SIZE), gathered into one write.
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 16)

  init(_ equipment: Equipment) {
    channels = [Channel(terminal: equipment.terminal, log: equipment.stdout)]
    if let terminal = equipment.errorTerminal, let log = equipment.stderr {
      channels.append(Channel(terminal: terminal, log: log))
    }
    times = TimeIndex(at: equipment.times)
  }

  var isOpen: Bool { channels.contains(where: \.isOpen) }
  var lostBytes: Int { channels.reduce(0) { $0 + $1.log.lost } }

  /// Lets go of the supervisor's own hold on the terminals. Until then they cannot close, whatever the task does to its
  /// descriptors; from then on they close with their last user.
  func releaseTerminal() { for channel in channels { channel.terminal.inner.shut() } }

  mutating func close() { for index in channels.indices { channels[index].isOpen = false } }

  mutating func enter(_ set: inout PollSet) {
    for index in channels.indices where channels[index].isOpen {
      channels[index].place = set.add(channels[index].terminal.outer, .input)
    }
  }

  /// Moves what is there into the logs, a bounded share of it; true when there was something.
  mutating func read(_ set: PollSet) -> Bool {
    var any = false
    for index in channels.indices
    where channels[index].isOpen && !set.events(at: channels[index].place).isEmpty {
      if move(index, atMost: Self.share) > 0 { any = true }
    }
    return any
  }

  /// Takes all that was written before now. Reading flushes what is on its way inside the terminal (n_tty_read, Linux).
  mutating func drain() {
    for index in channels.indices where channels[index].isOpen { _ = move(index, atMost: 1 << 26) }
  }

  private mutating func move(_ index: Int, atMost limit: Int) -> Int {
    var total = 0
    while total < limit, channels[index].isOpen {
      var filled = 0
      // A short read means that the terminal is empty: what came so far is written before looking again.
      while filled + 4096 <= buffer.count {
        let count: Int?
        do throws(Errno) {
          count = try channels[index].terminal.outer.readSome(
            into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
        } catch {
          // EIO: the last user of the terminal has gone.
          channels[index].isOpen = false
          break
        }
        guard let count, count > 0 else { break }
        filled += count
        if count < 1024 { break }
      }
      guard filled > 0 else { break }
      times.note(stdout: channels[0].log.size, stderr: channels.count > 1 ? channels[1].log.size : 0)
      channels[index].log.append(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
      total += filled
      if filled < 1024 { break }
    }
    return total
  }
}
