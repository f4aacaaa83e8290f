// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A process by number and by the moment it was started, so that a number used again is not taken for it.
public struct ProcessIdentity: Hashable, Sendable, CustomStringConvertible {
  public let pid: Int32
  /// In the unit of the system: clock ticks since boot on Linux (proc_pid_stat(5), field 22).
  public let startTime: UInt64

  public init(pid: Int32, startTime: UInt64) { (self.pid, self.startTime) = (pid, startTime) }

  /// The process that has the number `pid` now, unless there is none.
  public init?(runningAs pid: Int32) {
    guard let row = ProcessRow(of: pid) else { return nil }
    self = row.identity
  }

  /// `4242-123456`.
  public var description: String { "\(pid)-\(startTime)" }

  public static var current: ProcessIdentity? { ProcessIdentity(runningAs: getpid()) }

  /// Whether this very process runs: neither gone, nor a zombie, nor another with its number.
  public var isRunning: Bool {
    guard let row = ProcessRow(of: pid) else { return false }
    return row.identity == self && !row.isZombie
  }

  /// Whether this very process has the terminal that it is controlled by: nothing that it started is in front.
  var isInFront: Bool {
    guard let row = ProcessRow(of: pid), row.identity == self else { return false }
    return row.frontGroup != 0 && row.frontGroup == row.group
  }

  /// Returns a descriptor that can be read from once the process `pid` has ended; nil where there is no such thing.
  static func pin(_ pid: Int32) -> FileDescriptor? {
    let pinned = simmer_open_process(pid)
    return pinned < 0 ? nil : FileDescriptor(rawValue: pinned)
  }

  /// Sends `signal` to this very process, and to no other that got its number.
  ///
  /// The process is pinned first (pidfd_open(2)) and only then identified; where that call is missing, a moment of
  /// doubt between the look and the kill(2) remains.
  /// - Returns: Whether the process was there to get it.
  @discardableResult func send(_ signal: Signal) -> Bool {
    let pinned = simmer_open_process(pid)
    defer { if pinned >= 0 { close(pinned) } }
    guard isRunning else { return false }
    if pinned >= 0 { return simmer_signal_process(pinned, signal.rawValue) == 0 }
    return kill(pid, signal.rawValue) == 0
  }
}

/// One line of the system's process table.
struct ProcessRow {
  var identity: ProcessIdentity
  var parent: Int32
  var isZombie: Bool
  /// Whether it is on its way there.
  var isEnding = false
  /// Whether it was stopped by a signal.
  var isStopped = false
  /// The time of processors that it has used, and that its children have used that it waited for, in ticks.
  var cpuTicks = 0, childrenTicks = 0
  /// The pages of memory that are its own or shared with others, as far as they are in memory.
  var pages = 0
  /// The terminal that it is controlled by, as the system numbers them; 0 is none.
  var terminal: UInt64 = 0
  /// Its process group, and that which is in front of its terminal; 0 is none, or unknown.
  var group: Int32 = 0, frontGroup: Int32 = 0
}

/// What a tree of processes takes of the machine.
public struct TreeUsage: Equatable, Sendable {
  /// Bytes of memory of its processes; what several share is counted for each.
  public var memory = 0
  /// Milliseconds of processors since it began, with those of processes that have ended.
  public var cpuTime = 0
}

/// The processes below one process.
enum ProcessTree {
  /// Returns every process that descends from `root`, without `root` and without zombies.
  static func descendants(of root: Int32) -> [ProcessIdentity] { ProcessForest().descendants(of: root) }

  /// Returns every process that descends from this one, which gets the children of those that end (a subreaper), without
  /// zombies.
  ///
  /// From the lists of children, where the system has them: a look at all processes would cost each of many supervisors
  /// that stop at the same time more, the more there are. What moves while the lists are read can be missed, but not when
  /// nothing else is left: it is a child of this process by then, and those do not go before they are waited for.
  static func adopted() -> [ProcessIdentity] {
    guard let children = ProcessRow.children(of: ThisProcess.pid) else {
      return descendants(of: ThisProcess.pid)
    }
    var found: [ProcessIdentity] = [], next = children, seen: Set<Int32> = []
    while let pid = next.popLast() {
      guard seen.insert(pid).inserted, let row = ProcessRow(of: pid) else { continue }
      if !row.isZombie { found.append(row.identity) }
      next += ProcessRow.children(of: pid) ?? []
    }
    return found
  }
}

/// All processes at one moment, by their parents.
struct ProcessForest {
  private let rows: [ProcessRow]
  /// Places in `rows`: of a process, and of those that a process has started.
  private var places: [Int32: Int] = [:], children: [Int32: [Int]] = [:]

  init() {
    rows = ProcessRow.all()
    for (place, row) in rows.enumerated() {
      places[row.identity.pid] = place
      children[row.parent, default: []].append(place)
    }
  }

  subscript(_ pid: Int32) -> ProcessRow? { places[pid].map { rows[$0] } }

  /// Returns every process that descends from `root`, without `root` and without zombies.
  func descendants(of root: Int32) -> [ProcessIdentity] {
    rows(below: root).filter { !$0.isZombie }.map(\.identity)
  }

  /// What the processes take that descend from `root`, and what those took that `root` has waited for.
  func usage(below root: Int32) -> TreeUsage {
    var usage = TreeUsage()
    var ticks = self[root]?.childrenTicks ?? 0
    for row in rows(below: root) {
      usage.memory += row.pages * ProcessRow.page
      ticks += row.cpuTicks + row.childrenTicks
    }
    usage.cpuTime = ticks * ProcessRow.tick
    return usage
  }

  private func rows(below root: Int32) -> [ProcessRow] {
    var found: [ProcessRow] = []
    // A parent that ended while the table was read may close a circle: nobody is visited twice.
    var seen: Set<Int32> = [root]
    var next = [root]
    while let pid = next.popLast() {
      for place in children[pid] ?? [] where seen.insert(rows[place].identity.pid).inserted {
        found.append(rows[place])
        next.append(rows[place].identity.pid)
      }
    }
    return found
  }
}

/// The processes that a terminal signals together.
enum ProcessGroup {
  /// The corresponding C function is `killpg`.
  static func send(_ signal: Signal, to group: Int32) { kill(-group, signal.rawValue) }
}

/// How a child ended. The corresponding C function is `waitpid`.
public enum Exit: Equatable, Sendable {
  case code(Int32)
  case signal(Signal)

  init(waitStatus status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .code((status >> 8) & 0xff) : .signal(Signal(rawValue: signal))
  }

  var waitStatus: Int32 {
    switch self {
    case .code(let code): (code & 0xff) << 8
    case .signal(let signal): signal.rawValue
    }
  }

  /// As a shell shows it in `$?`: the code, or 128 and the number of the signal.
  public var shellCode: Int32 {
    switch self {
    case .code(let code): code
    case .signal(let signal): 128 + signal.rawValue
    }
  }
}

/// The children of this process.
enum Children {
  /// What a child tells its parent.
  enum News: Equatable {
    case ended(Exit)
    case stopped(Signal)
    case continued
  }

  /// Takes one piece of news, if there is one; a child that has ended is collected, unless it is `spared`: that one is
  /// returned again and again.
  static func collect(sparing spared: Int32 = 0) -> (pid: Int32, news: News)? {
    var status: Int32 = 0
    let pid = simmer_next_child(spared, &status)
    guard pid > 0 else { return nil }
    if status & 0xff == 0x7f { return (pid, .stopped(Signal(rawValue: (status >> 8) & 0xff))) }
    if status == 0xffff { return (pid, .continued) }
    return (pid, .ended(Exit(waitStatus: status)))
  }

  /// Forgets `pid`, if it has ended.
  static func discard(ended pid: Int32) {
    while waitpid(pid, nil, WNOHANG) < 0, errno == EINTR {}
  }

  /// Waits for `pid` and forgets it.
  static func discard(_ pid: Int32) {
    while waitpid(pid, nil, 0) < 0, errno == EINTR {}
  }
}
