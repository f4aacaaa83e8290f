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
    /// A `\r` that has not gone into the log yet: what follows tells whether the terminal added it.
    var heldReturn = false
    var place = -1
  }

  /// How much is read before the loop looks at its other work, in bytes.
  private static let share = 1 << 18
  private var channels: [Channel]
  private var times: TimeIndex
  /// Read into its buffer: a pty gives at most 4096 bytes a time (N_TTY_BUF_SIZE), gathered into one write.
  private let handover: Handover
  /// What is typed and not yet taken by the terminal.
  private var typed = Outbox()
  private var keysGiven = 0
  /// What the output has set the screen to.
  private(set) var screen = ScreenModes()
  /// Looks for news of readiness in the output, until there are some.
  var scanner: ReadyScanner?
  /// Looks for lines of which somebody wants to hear.
  var alerts: AlertWatch?
  /// Whether the terminal may add a `\r` to each line, which the log is to be spared.
  private(set) var mayTurnNewlines: Bool

  init(_ equipment: Equipment) {
    channels = [Channel(terminal: equipment.terminal, log: equipment.stdout)]
    if let terminal = equipment.errorTerminal, let log = equipment.stderr {
      channels.append(Channel(terminal: terminal, log: log))
    }
    times = TimeIndex(at: equipment.times)
    handover = equipment.handover
    mayTurnNewlines = equipment.front != nil
  }

  /// Goes on where the supervisor before was killed, with the bytes that it had not stored yet.
  mutating func recover() {
    for index in channels.indices {
      channels[index].log.resume(lost: handover.lost(index))
      channels[index].heldReturn = handover.holdsReturn(index)
    }
    // Whether somebody looked on, and newlines were turned, is not known.
    mayTurnNewlines = true
    switch handover.finding {
    case .raw(let index, let count) where channels.indices.contains(index):
      times.note(stdout: channels[0].log.size, stderr: channels.count > 1 ? channels[1].log.size : 0)
      store(index, count)
    case .stored(let index, let bytes, let base) where channels.indices.contains(index):
      let rest = bytes.dropFirst(max(0, channels[index].log.size - base))
      channels[index].log.append(UnsafeRawBufferPointer(rebasing: rest))
      handover.endStoring(Handover.room, lost: channels[index].log.lost)
      channels[index].heldReturn = handover.holdsReturn(index)
    default: break
    }
  }

  /// Finds out from output that is stored already what the screen is set to, and whether the task has said that it is ready.
  mutating func lookAgain(_ bytes: UnsafeRawBufferPointer, isReady: Bool) {
    screen.follow(bytes)
    if !isReady { scanner?.follow(bytes) }
  }

  /// The terminal that the keys go to.
  private var keyboard: FileDescriptor { channels[0].terminal.outer }

  var isOpen: Bool { channels.contains(where: \.isOpen) }
  var storedBytes: Int { channels.reduce(0) { $0 + $1.log.size } }
  var lostBytes: Int { channels.reduce(0) { $0 + $1.log.lost } }

  /// Lets go of the supervisor's own hold on the terminals. Until then they cannot close, whatever the task does to its
  /// descriptors; from then on they close with their last user.
  func releaseTerminal() { for channel in channels { channel.terminal.inner.shut() } }

  /// Puts a line of our own into the log.
  mutating func remark(_ text: String) {
    settle()
    Array("[simmer: \(text)]\n".utf8).withUnsafeBytes { channels[0].log.append($0) }
  }

  mutating func close() { for index in channels.indices { channels[index].isOpen = false } }

  /// - Parameter reading: Whether output is wanted now; without, whoever writes it has to wait.
  mutating func enter(_ set: inout PollSet, reading: Bool) {
    for index in channels.indices {
      channels[index].place = -1
      guard channels[index].isOpen else { continue }
      var events: PollSet.Events = reading ? .input : []
      if index == 0, !typed.isEmpty { events.insert(.output) }
      if !events.isEmpty { channels[index].place = set.add(channels[index].terminal.outer, events) }
    }
  }

  /// Moves what is there into the logs and to the viewers, a bounded share of it; true when there was something.
  ///
  /// - Parameter front: The viewer that must not miss anything.
  mutating func read(_ set: PollSet, to clients: inout Clients, front: Clients.ID?) -> Bool {
    var any = false
    for index in channels.indices where channels[index].isOpen && channels[index].place >= 0 {
      let events = set.events(at: channels[index].place)
      if events.contains(.output) { passKeys() }
      guard !events.isDisjoint(with: PollSet.Events.input.union(.hangup)) else { continue }
      if move(index, atMost: Self.share, to: &clients, front: front) > 0 { any = true }
    }
    return any
  }

  /// Takes all that was written before now. Reading flushes what is on its way inside the terminal, but only when there
  /// is nothing else to give (n_tty_read, Linux): so it goes on until nothing comes.
  mutating func drain(to clients: inout Clients, front: Clients.ID?) {
    for index in channels.indices {
      var total = 0, count = 1
      // Something that was left running may write on and on.
      while count > 0, total < 1 << 26, channels[index].isOpen {
        count = move(index, atMost: 1 << 22, to: &clients, front: front)
        total += count
      }
    }
    settle()
  }

  private mutating func move(_ index: Int, atMost limit: Int, to clients: inout Clients, front: Clients.ID?)
    -> Int
  {
    var total = 0
    while total < limit, channels[index].isOpen {
      let buffer = handover.raw
      handover.beginReading(index)
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
      let came = UnsafeRawBufferPointer(rebasing: buffer[..<filled])
      screen.follow(came)
      scanner?.follow(came)
      alerts?.follow(came)
      if clients.hasViewers { clients.feed(came, front: front) }
      store(index, filled)
      total += filled
      // A terminal that cannot keep up is waited for.
      if filled < 1024 || (front.map { clients.isBehind($0) } ?? false) { break }
    }
    return total
  }

  // MARK: - The log

  /// Appends the first `filled` bytes that were read to the log, without what the terminal added to them.
  private mutating func store(_ index: Int, _ filled: Int) {
    var source = UnsafeRawBufferPointer(rebasing: handover.raw[..<filled])
    var holds = false
    if mayTurnNewlines {
      let turns = (try? TerminalModes(of: channels[index].terminal.outer))?.turnsNewlines == true
      var to = 0
      if channels[index].heldReturn, source[0] != UInt8(ascii: "\n") {
        handover.cooked[0] = UInt8(ascii: "\r")
        to = 1
      }
      if turns, source[filled - 1] == UInt8(ascii: "\r") {
        holds = true
        source = UnsafeRawBufferPointer(rebasing: source.dropLast())
      }
      to = Self.copy(source, to: handover.cooked, at: to, removingReturns: turns)
      source = UnsafeRawBufferPointer(rebasing: handover.cooked[..<to])
    }
    channels[index].heldReturn = holds
    handover.beginStoring(
      source.count, cooked: mayTurnNewlines, base: channels[index].log.size, thenHoldingReturn: holds)
    channels[index].log.append(source)
    handover.endStoring(filled, lost: channels[index].log.lost)
  }

  /// Copies `source` to `target` from `place` on, undoing ONLCR if wanted, and returns where the copy ends.
  private static func copy(
    _ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer, at place: Int,
    removingReturns: Bool
  ) -> Int {
    var to = place, from = 0
    while from < source.count {
      let rest = UnsafeRawBufferPointer(rebasing: source[from...])
      let length = (removingReturns ? Memory.find(UInt8(ascii: "\r"), in: rest) : nil) ?? rest.count
      if length > 0 {
        target.baseAddress!.advanced(by: to).copyMemory(from: rest.baseAddress!, byteCount: length)
      }
      (to, from) = (to + length, from + length)
      guard from < source.count else { break }
      if from + 1 == source.count || source[from + 1] != UInt8(ascii: "\n") {
        target[to] = UInt8(ascii: "\r")
        to += 1
      }
      from += 1
    }
    return to
  }

  private mutating func appendReturn(_ index: Int) {
    withUnsafeBytes(of: UInt8(ascii: "\r")) { channels[index].log.append($0) }
  }

  /// Puts what was held back into the logs.
  private mutating func settle() {
    for index in channels.indices where channels[index].heldReturn {
      channels[index].heldReturn = false
      handover.setHoldsReturn(false, index)
      appendReturn(index)
    }
  }

  // MARK: - The terminal

  /// Whether the terminal could be given more.
  var takesKeys: Bool { typed.count < Clients.window }

  /// Types `keys` on the terminal, now or as soon as it takes them.
  mutating func type(_ keys: [UInt8]) {
    guard channels[0].isOpen else { return }
    typed.put(keys)
    keysGiven += keys.count
    passKeys()
  }

  /// How many bytes of all that was typed the terminal has taken.
  var keysTaken: Int { keysGiven - typed.count }

  private mutating func passKeys() {
    do throws(Errno) { try typed.flush(to: keyboard) } catch { typed.removeAll() }
  }

  var modes: TerminalModes? { try? TerminalModes(of: keyboard) }

  var size: TerminalSize? { TerminalSize(of: keyboard) }

  /// Gives the terminals a new size: the task hears of it (SIGWINCH).
  func resize(_ size: TerminalSize) {
    for channel in channels { channel.terminal.resize(size) }
  }

  /// The process group that the keys go to.
  var frontGroup: Int32? { channels[0].terminal.frontGroup }

  /// Somebody begins to look: returns how much of the log came before what is seen from now on.
  ///
  /// The terminal then prints as one does that is looked at, unless it does already.
  mutating func beginShowing() -> Int {
    settle()
    setPostprocessing(true)
    mayTurnNewlines = true
    return channels[0].log.size
  }

  /// Nobody looks any more: output is taken as it is written, as it was before.
  func endShowing() { setPostprocessing(false) }

  private func setPostprocessing(_ on: Bool) {
    for channel in channels where channel.isOpen && !channel.terminal.isFaithful {
      guard var modes = try? TerminalModes(of: channel.terminal.outer), modes.postprocesses != on else {
        continue
      }
      modes.postprocesses = on
      try? modes.apply(to: channel.terminal.outer)
    }
  }
}
