// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What an interactive face of simmer waits for: keys, signals, changes in the store. One poll(2); while nothing happens
/// the process sleeps.
public struct Vigil {
  /// What has happened, often several things at once.
  public struct News {
    public var hasKeys = false
    /// The terminal is gone.
    public var isHungUp = false
    public var signals: [Signal] = []
    public var store = DirectoryNews.nothing
  }

  private let keys: FileDescriptor
  private let signals: FileDescriptor
  private var watch: DirectoryWatch?
  private var set = PollSet()

  /// From now on the signals that concern a terminal do nothing else to this process.
  ///
  /// - Parameter keys: Where keys come from.
  public init(for keys: FileDescriptor) throws(Errno) {
    (self.keys, signals) = (keys, try Signal.watchTerminal())
  }

  public init(for terminal: UserTerminal) throws(Errno) { try self.init(for: terminal.descriptor) }

  /// Whether it is told of changes in the store.
  public var watchesStore: Bool { watch != nil }

  /// Looks at `store` from now on, and at what one of its tasks writes; at nothing where that cannot be done.
  public mutating func watch(_ store: Store?, task: TaskDirectory? = nil) {
    watch?.close()
    watch = store.flatMap { store in
      try? DirectoryWatch(names: [store.live, store.done], contents: task.map { [$0.path] } ?? [])
    }
  }

  /// Waits until something has happened, or `timeout` milliseconds have passed (nil: for ever).
  public mutating func wait(timeout: Int? = nil) -> News {
    set.removeAll()
    set.add(keys, .input)
    set.add(signals, .input)
    if let watch { set.add(watch.descriptor, .input) }
    set.wait(timeout: timeout)
    var news = News()
    news.hasKeys = set.events(at: 0).contains(.input)
    news.isHungUp = !news.hasKeys && !set.events(at: 0).isDisjoint(with: .hangup)
    news.signals = takeSignals()
    if watch != nil, !set.events(at: 2).isEmpty {
      news.store = watch!.take()
      if news.store == .lost { self.watch(nil) }
    }
    return news
  }

  /// Takes the signals that have come; it never waits.
  public func takeSignals() -> [Signal] {
    var found: [Signal] = []
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while let count = try? signals.readSome(into: buffer), count > 0 {
        for byte in buffer[..<count] where !found.contains(Signal(rawValue: Int32(byte))) {
          found.append(Signal(rawValue: Int32(byte)))
        }
      }
    }
    return found
  }
}

extension ThisProcess {
  /// Stops as Ctrl+Z stops a program, until it is continued; returns at once where nobody could continue it.
  public static func suspend() {
    var standard = sigaction(), found = sigaction()
    #if canImport(Glibc)
    standard.__sigaction_handler.sa_handler = SIG_DFL
    #else
    standard.__sigaction_u.__sa_handler = SIG_DFL
    #endif
    sigaction(SIGTSTP, &standard, &found)
    kill(getpid(), SIGTSTP)
    sigaction(SIGTSTP, &found, nil)
  }
}
