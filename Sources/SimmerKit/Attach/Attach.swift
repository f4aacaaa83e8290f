// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// How the looking on at a task came to its end.
public enum AttachOutcome: Equatable, Sendable {
  /// The task has ended; nil: nobody knows how.
  case ended(Exit?)
  case paused
  case detached
  /// Its supervisor went away without a word.
  case abandoned
  /// The terminal did.
  case hungUp
}

extension TaskDirectory {
  /// Shows the task on `terminal`, what it has printed first, and gives it the keys, until it ends or is let go.
  ///
  /// - Parameters:
  ///   - isWriter: Whether the keys go to the task.
  ///   - all: Whether to show all that it has printed, not just the last screenful.
  ///   - key: The key that detaches, in caret notation.
  ///   - session: The shell in which this is.
  /// - Throws: `refused` when somebody else has the keys; `noMatch` when the task has ended.
  public func attach(to terminal: UserTerminal, isWriter: Bool, all: Bool, key: String, session: Session?)
    throws(SimmerError) -> AttachOutcome
  {
    let size = terminal.size ?? .standard
    let signals: FileDescriptor
    do { signals = try Signal.watchTerminal() } catch { throw cannotAttach(error.description) }
    do { try terminal.makeTransparent() } catch { throw cannotAttach("the terminal refuses: \(error)") }
    do throws(SimmerError) {
      // The bulk of a long history is shown before anything new has to wait for it.
      var history = try History(of: self, screenfuls: all ? nil : Int(size.rows) - 1)
      if all { history.show(on: terminal, to: nil) }
      let connection: Connection
      do {
        connection = try Connection(
          to: self, .attach(AttachRequest(isWriter: isWriter, size: size, session: session)))
      } catch { throw hasEnded }
      let (first, rest): (Frame, ArraySlice<UInt8>)
      do { (first, rest) = try admission(over: connection) } catch {
        connection.close()
        throw error
      }
      let modes = first.numbers.dropFirst()
      if modes.allSatisfy({ !ScreenModes.alternate.contains($0) }) {
        history.show(on: terminal, to: first.numbers.first)
      }
      var relay = Relay(
        self, on: terminal, over: connection.descriptor, as: isWriter ? .writer : .reader,
        key: DetachKey.byte(key), signals: signals, session: session)
      relay.begin(with: first)
      let outcome = relay.run(after: rest)
      relay.close()
      if outcome != .hungUp { terminal.show(relay.screen.undoing + Array(terminal.freshRow.utf8)) }
      terminal.restore()
      return switch outcome {
      case .ended(let exit): .ended(exit)
      case .paused: .paused
      case .detached, .moved: .detached
      case .abandoned: .abandoned
      case .hungUp: .hungUp
      }
    } catch let error {
      terminal.restore()
      throw error
    }
  }

  /// Waits for the supervisor's first frame, and returns what came behind it.
  func admission(over connection: Connection) throws(SimmerError) -> (Frame, ArraySlice<UInt8>) {
    var came: ArraySlice<UInt8> = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count =
        buffer.withUnsafeMutableBytes { (try? connection.descriptor.readSome(into: $0)) ?? nil } ?? 0
      came += buffer[..<count]
      guard came.first == Frame.Kind.attached.rawValue else {
        let answer = String(decoding: came, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        switch answer {
        case "taken":
          throw cannotAttach(
            "somebody else has its keyboard", advice: "look on with simmer attach --read-only \(id)")
        case "error":
          throw cannotAttach(
            "its supervisor is of an older simmer", advice: "see simmer output --follow \(id)")
        default: throw hasEnded
        }
      }
      if let frame = try? Frame.take(from: &came) { return (frame, came) }
      if count == 0 { throw hasEnded }
    }
  }

  private var hasEnded: SimmerError {
    SimmerError(.noMatch, cannot: "attach to \(id)", "it has ended", advice: "see simmer output \(id)")
  }

  private func cannotAttach(_ reason: String, advice: String? = nil) -> SimmerError {
    SimmerError(.refused, cannot: "attach to \(id)", reason, advice: advice)
  }
}

/// What a task has printed before somebody looked, as a terminal shows it.
private struct History {
  private let log: LogBytes
  private var offset: Int

  /// - Parameter screenfuls: How many of the last lines; nil is all.
  init(of task: TaskDirectory, screenfuls lines: Int?) throws(SimmerError) {
    do throws(Errno) {
      let log = try LogBytes(task.log(.stdout))
      self.log = log
      offset =
        try lines.map { lines throws(Errno) in
          // A progress bar makes very long lines: a screenful is never more than this.
          max(try LogTail.start(of: lines, in: log), log.size - 1 << 18)
        } ?? 0
    } catch {
      throw SimmerError(.refused, cannot: "read the output of \(task.id)", error.description)
    }
  }

  /// Shows what is there, up to `end`; nil is the present end of the log.
  mutating func show(on terminal: UserTerminal, to end: Int?) {
    try? log.refresh()
    let end = end ?? log.size
    while offset < end, let bytes = log.next(from: &offset, count: min(1 << 16, end - offset)) {
      var shown: [UInt8] = []
      shown.reserveCapacity(bytes.count + bytes.count / 8)
      for byte in bytes {
        if byte == UInt8(ascii: "\n") { shown.append(UInt8(ascii: "\r")) }
        shown.append(byte)
      }
      terminal.show(shown)
    }
  }
}
