// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A terminal in which a task is seen and typed to, until it ends or is let go.
///
/// One poll(2) loop that never waits for either side: output that the terminal does not take holds up the supervisor,
/// not the keys.
struct Relay {
  /// How it came to its end.
  enum Outcome: Equatable {
    /// The task has ended; nil: nobody knows how.
    case ended(Exit?)
    /// It moved to the background, by the key or by its threshold.
    case moved(byKey: Bool)
    case paused(Signal)
    /// The user has let go.
    case detached
    /// The supervisor went away without a word.
    case abandoned
    /// The terminal did.
    case hungUp
  }

  /// What the keys do.
  enum Role {
    /// The terminal that the task was started in: the key moves it to the background.
    case front
    /// The key detaches.
    case writer
    /// Keys do nothing but detach.
    case reader
  }

  private let task: TaskDirectory
  private let session: Session?
  private let terminal: UserTerminal
  private var connection: FileDescriptor
  private let signals: FileDescriptor
  private let role: Role
  private var key: DetachKey
  private(set) var screen = ScreenModes()
  private var toTask = Outbox()
  private var toScreen = Outbox()
  private var incoming: [UInt8] = []
  private var outcome: Outcome?
  /// The last of what was typed, for what the task will have left; and how much was typed in all.
  private var typed: [UInt8] = []
  private var typedCount = 0
  /// How much of it the terminal of the task has taken, as told at the end.
  private var takenCount: Int?

  /// How much of the log was shown, in bytes: the terminal makes `\r\n` of each newline in it.
  private var shown = 0

  /// Whether what was shown last was no newline.
  private(set) var isMidRow = false

  /// How much may wait on either side, in bytes.
  private static let window = 1 << 16

  /// - Parameters:
  ///   - signals: What `Signal.watchTerminal` gave.
  ///   - session: The shell in which this is.
  init(
    _ task: TaskDirectory, on terminal: UserTerminal, over connection: FileDescriptor, as role: Role,
    key: UInt8?, signals: FileDescriptor, session: Session?
  ) {
    (self.task, self.session) = (task, session)
    (self.terminal, self.connection, self.role) = (terminal, connection, role)
    (self.key, self.signals) = (DetachKey(key), signals)
    connection.makeNonBlocking()
  }

  /// Brings the screen to where the task has it.
  mutating func begin(with frame: Frame) { heed(frame) }

  /// Relays until the end.
  ///
  /// - Parameter came: What has come over the connection already.
  mutating func run(after came: ArraySlice<UInt8> = []) -> Outcome {
    incoming = Array(came)
    readFrames()
    var set = PollSet()
    while true {
      if let outcome, toScreen.isEmpty || outcome == .hungUp { return outcome }
      set.removeAll()
      set.add(terminal.descriptor, events(toTask.count < Self.window && outcome == nil, !toScreen.isEmpty))
      set.add(signals, .input)
      if outcome == nil {
        set.add(connection, events(toScreen.count < Self.window, !toTask.isEmpty))
      }
      set.wait(timeout: key.deadline.map { $0 - Clock.steady })
      if !set.events(at: 0).isEmpty { serveTerminal(set.events(at: 0)) }
      if !set.events(at: 1).isEmpty { readSignals() }
      if outcome == nil {
        if key.isDue() { act() }
        if !set.events(at: 2).isEmpty { serveConnection(set.events(at: 2)) }
      }
    }
  }

  private func events(_ input: Bool, _ output: Bool) -> PollSet.Events {
    var events: PollSet.Events = []
    if input { events.insert(.input) }
    if output { events.insert(.output) }
    return events
  }

  // MARK: - Terminal

  private mutating func serveTerminal(_ events: PollSet.Events) {
    if !events.isDisjoint(with: .hangup) {
      outcome = .hungUp
      return
    }
    if events.contains(.output), (try? toScreen.flush(to: terminal.descriptor)) == nil {
      outcome = .hungUp
      return
    }
    guard events.contains(.input) else { return }
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      guard let count = (try? terminal.descriptor.readSome(into: buffer)) ?? nil else { return }
      if count == 0 { outcome = .hungUp } else { press(Array(buffer[..<count])) }
    }
  }

  private mutating func press(_ bytes: [UInt8]) {
    // A full screen that runs in front has that key for itself.
    let (keys, rest, acts) = key.take(bytes[...], isOff: role == .front && screen.isFullScreen)
    if role == .reader {
      // Ctrl+C too: it cannot be meant for the task.
      if acts || keys.contains(3) { outcome = .detached }
      return
    }
    type(keys)
    guard acts else { return }
    act()
    // What follows the key is for whoever comes next.
    if !rest.isEmpty { _ = terminal.type(Array(rest)) }
  }

  private mutating func type(_ keys: [UInt8]) {
    guard !keys.isEmpty else { return }
    typedCount += keys.count
    typed += keys
    if typed.count > 4 * Self.window { typed.removeFirst(typed.count - 2 * Self.window) }
    send(Frame(.input, keys))
  }

  private mutating func act() {
    if role == .front { send(Frame(.background)) } else { outcome = .detached }
  }

  private mutating func readSignals() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while let count = (try? signals.readSome(into: buffer)) ?? nil, count > 0 {
        for byte in buffer[..<count] { heed(Signal(rawValue: Int32(byte))) }
      }
    }
  }

  private mutating func heed(_ signal: Signal) {
    switch signal {
    case .resize:
      tellSize()
    case .proceed:
      // The shell that stopped us has taken its terminal back meanwhile.
      try? terminal.makeTransparent()
      tellSize()
    case .hangup: outcome = .hungUp
    default:
      if role == .front { send(Frame(.signal, String(signal.rawValue))) } else { outcome = .detached }
    }
  }

  private mutating func tellSize() {
    guard role != .reader, let size = terminal.size else { return }
    send(Frame(.size, "\(size.rows) \(size.columns)"))
  }

  // MARK: - Connection

  private mutating func send(_ frame: Frame) {
    toTask.put(frame)
    try? toTask.flush(to: connection)
  }

  private mutating func serveConnection(_ events: PollSet.Events) {
    if events.contains(.output) { try? toTask.flush(to: connection) }
    guard !events.isDisjoint(with: PollSet.Events.input.union(.hangup)) else { return }
    let start = incoming.count
    incoming.append(contentsOf: repeatElement(0, count: Self.window))
    let count = incoming.withUnsafeMutableBytes {
      (try? connection.readSome(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...])))
    }
    incoming.removeLast(Self.window - (count.flatMap { $0 } ?? 0))
    readFrames()
    if outcome == nil, count == nil || count == .some(0) { rejoin() }
  }

  /// Goes on with the supervisor that takes over from one that was killed, if there is one.
  private mutating func rejoin() {
    connection.shut()
    (incoming, typed, typedCount) = ([], [], 0)
    toTask.removeAll()
    let request = AttachRequest(
      isWriter: role != .reader, isFront: role == .front, size: terminal.size ?? .standard, session: session)
    let giveUpAt = Clock.steady + TaskDirectory.takeoverPatience
    while task.status?.state == .running, Clock.steady < giveUpAt {
      if let next = try? Connection(to: task, .attach(request)) {
        if let (first, rest) = try? task.admission(over: next) {
          connection = next.descriptor
          connection.makeNonBlocking()
          catchUp(to: first.numbers.first ?? 0)
          heed(first)
          incoming = Array(rest)
          readFrames()
          return
        }
        next.close()
      }
      PollSet.pause(20)
    }
    switch task.status?.state {
    case .running: outcome = role == .front ? .moved(byKey: false) : .abandoned
    case .lost, nil: outcome = .abandoned
    default:
      catchUp()
      outcome = .ended(task.status?.exit)
    }
  }

  /// Shows what has come into the log, up to `end`, while nobody told. A full screen is drawn anew instead.
  private mutating func catchUp(to end: Int? = nil) {
    guard !screen.isFullScreen, let log = try? task.log(.stdout).open(.readOnly) else { return }
    defer { log.shut() }
    guard let end = end ?? (try? log.size), end > shown else { return }
    let start = max(shown, end - 1 << 20)
    for byte in (try? log.bytes(from: start, count: end - start)) ?? [] {
      if byte == UInt8(ascii: "\n") { toScreen.put([UInt8(ascii: "\r")]) }
      toScreen.put([byte])
    }
    shown = end
  }

  private mutating func readFrames() {
    var rest = incoming[...]
    do throws(Errno) {
      while !rest.isEmpty, let frame = try Frame.take(from: &rest) { heed(frame) }
    } catch { outcome = .abandoned }
    incoming = Array(rest)
    if (try? toScreen.flush(to: terminal.descriptor)) == nil { outcome = .hungUp }
  }

  private mutating func heed(_ frame: Frame) {
    switch frame.kind {
    case .attached:
      shown = frame.numbers.first ?? shown
      for mode in frame.numbers.dropFirst() {
        Array("\u{1b}[?\(mode)\(mode == 25 ? "l" : "h")".utf8).withUnsafeBytes {
          screen.follow($0)
          toScreen.put($0)
        }
      }
    case .output:
      frame.payload.withUnsafeBytes {
        screen.follow($0)
        shown += $0.count - Memory.lines(in: $0)
        if let last = $0.last { isMidRow = last != UInt8(ascii: "\n") }
      }
      toScreen.put(frame.payload)
    case .gap:
      toScreen.put("\r\n[simmer: \(frame.text) bytes left out: this terminal was too slow]\r\n".utf8)
    case .background: outcome = .moved(byKey: frame.text == "key")
    case .paused: outcome = .paused(Signal(rawValue: Int32(frame.numbers.first ?? 0)))
    case .ended:
      let words = frame.text.split(separator: " ")
      let number = words.dropFirst().first.flatMap { Int32($0) } ?? 0
      takenCount = words.count > 2 ? Int(words[2]) : nil
      switch words.first {
      case "code": outcome = .ended(.code(number))
      case "signal": outcome = .ended(.signal(Signal(rawValue: number)))
      default: outcome = .ended(nil)
      }
    case .input, .size, .signal: outcome = .abandoned
    }
  }

  // MARK: - The end

  func close() { connection.shut() }

  /// What was typed and did not reach the terminal of the task.
  var untakenKeys: [UInt8] {
    let missing = min(typed.count, max(0, typedCount - (takenCount ?? typedCount)))
    return Array(typed.suffix(missing))
  }
}
