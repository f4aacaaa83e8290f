// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// What became of a task that was started in front of a terminal.
public enum FrontOutcome: Equatable, Sendable {
  /// It has ended; nil: nobody knows how.
  case ended(Exit?)
  /// It lives on in the background, by the key or by its threshold.
  case moved(byKey: Bool)
  /// It was stopped as by Ctrl+Z, and waits to be resumed.
  case paused(Signal)
  /// Its supervisor went away without a word.
  case abandoned
  /// The terminal did; the task lives on.
  case hungUp
}

extension FrontTask {
  /// Shows the task on `terminal`, which is transparent already, until it ends or leaves, and gives the terminal back:
  /// after an end as the task has left its own, else as it was found.
  ///
  /// - Parameter key: The key that moves it to the background, in caret notation.
  /// - Returns: What came of it, what was typed ahead and could not be given back to the terminal, and whether the last row
  ///   is unfinished.
  public func relay(on terminal: UserTerminal, key: String, signals: TerminalSignals) -> (
    FrontOutcome, ahead: [UInt8], isMidRow: Bool
  ) {
    var relay = Relay(
      task, on: terminal, over: connection, as: .front, key: DetachKey.byte(key),
      signals: signals.descriptor, session: task.launch.session)
    let outcome = relay.run()
    relay.close()
    defer { self.terminal.shut() }
    switch outcome {
    case .ended(let exit):
      let left = try? TerminalModes(of: self.terminal)
      let ahead = giveBack(unreadKeys(left) + relay.untakenKeys, to: terminal)
      terminal.restore(left)
      return (.ended(exit), ahead, relay.isMidRow)
    case .moved(let byKey):
      leave(terminal, relay)
      return (.moved(byKey: byKey), [], false)
    case .paused(let signal):
      leave(terminal, relay)
      return (.paused(signal), [], false)
    case .abandoned, .detached:
      leave(terminal, relay)
      return (.abandoned, [], false)
    case .hungUp: return (.hungUp, [], false)
    }
  }

  private func leave(_ terminal: UserTerminal, _ relay: Relay) {
    terminal.show(relay.screen.undoing + Array(terminal.freshRow.utf8))
    terminal.restore()
  }

  /// Takes what was typed to the task and not read by it out of its terminal.
  private func unreadKeys(_ modes: TerminalModes?) -> [UInt8] {
    guard let modes else { return [] }
    terminal.makeNonBlocking()
    guard (try? modes.unbuffered.apply(to: terminal)) != nil else { return [] }
    // A NUL marks where Ctrl+D was pressed.
    return ((try? terminal.contents(limit: 1 << 16)) ?? []).filter { $0 != 0 }
  }

  /// Types `keys` on the user's terminal, in front of what is typed there meanwhile; returns what it did not take.
  private func giveBack(_ keys: [UInt8], to user: UserTerminal) -> [UInt8] {
    guard !keys.isEmpty else { return [] }
    // The terminal still passes everything, so that nothing is shown or acted on before the shell reads it.
    let all = keys + ((try? user.descriptor.contents(limit: 1 << 16)) ?? [])
    return Array(all[user.type(all)...])
  }
}

/// The signals that concern a terminal, as bytes that can be waited for.
public struct TerminalSignals: Sendable {
  let descriptor: FileDescriptor

  /// From now on they do nothing else to this process.
  public static func watch() throws(Errno) -> TerminalSignals {
    TerminalSignals(descriptor: try Signal.watchTerminal())
  }
}
