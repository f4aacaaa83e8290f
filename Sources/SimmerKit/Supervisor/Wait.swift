// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What can be waited for.
public enum WaitCondition: Sendable {
  /// The end of the task.
  case exit
  case ready
  /// The task listens on the port; or somebody does, if nobody did at first.
  case port(UInt16)
  /// A line of its output matches, one that it has printed or one to come.
  case match(PerlRegex)
  /// It has printed nothing for so many milliseconds.
  case quiet(Int)
}

/// What came of waiting for one task.
public struct WaitOutcome: Sendable {
  public enum Reason: Equatable, Sendable {
    case exit, ready, port, quiet
    /// The line that matched, made safe to print.
    case match(String)
    /// It ended, and so it will never be.
    case ended
    case timeout
  }

  public let task: TaskDirectory
  public let reason: Reason

  public var isMet: Bool { reason != .ended && reason != .timeout }
}

extension Store {
  /// Waits until all of `tasks` have ended, without polling: each supervisor says so, or hangs up.
  ///
  /// - Parameter timeout: Seconds to wait at most; nil is for ever.
  /// - Returns: Whether all have ended in time.
  public func wait(for tasks: [TaskDirectory], timeout: Double? = nil) -> Bool {
    wait(for: .exit, of: tasks, timeout: timeout).allSatisfy(\.isMet)
  }

  /// Waits until `condition` holds for all of `tasks`, or can hold no more for one of them.
  ///
  /// Supervisors tell of ends, of readiness and of output; only for ports is the kernel asked again and again.
  ///
  /// - Parameters:
  ///   - any: One of the tasks is enough.
  ///   - timeout: Seconds to wait at most; nil is for ever.
  public func wait(
    for condition: WaitCondition, of tasks: [TaskDirectory], any: Bool = false, timeout: Double? = nil
  ) -> [WaitOutcome] {
    let deadline = timeout.map { Clock.steady + Int(min(max(0, $0), 1e9) * 1000) }
    let waiters = tasks.map { Waiter($0, condition) }
    defer { for waiter in waiters { waiter.close() } }
    while true {
      for waiter in waiters where waiter.reason == nil { waiter.look() }
      let open = waiters.filter { $0.reason == nil }
      let isMet = waiters.contains { $0.reason.map { $0 != .ended } ?? false }
      let isLost = waiters.contains { $0.reason == .ended }
      let isLate = deadline.map { Clock.steady >= $0 } ?? false
      if open.isEmpty || isLate || (any ? isMet : isLost) {
        return waiters.map { WaitOutcome(task: $0.task, reason: $0.reason ?? .timeout) }
      }
      var set = PollSet()
      for waiter in open { waiter.enter(&set) }
      let times = open.compactMap(\.nextLook) + [deadline].compactMap { $0 }
      set.wait(timeout: times.min().map { $0 - Clock.steady })
      for waiter in open { waiter.hear(set) }
    }
  }
}

/// The waiting for one task.
private final class Waiter {
  let task: TaskDirectory
  private let condition: WaitCondition
  private(set) var reason: WaitOutcome.Reason?
  /// When to look even if nobody says anything, on the steady clock.
  private(set) var nextLook: Int?
  private var connection: Connection?
  private var place: Int?
  private var logs: [(file: LogBytes, offset: Int, line: [UInt8])] = []
  private let began = Clock.steady
  private var isPortTaken: Bool?

  /// How much of a line is matched, in bytes.
  private static let lineLimit = 1 << 16

  init(_ task: TaskDirectory, _ condition: WaitCondition) { (self.task, self.condition) = (task, condition) }

  func close() {
    connection?.close()
  }

  func enter(_ set: inout PollSet) { place = connection.map { set.add($0.descriptor, .input) } }

  func hear(_ set: PollSet) {
    guard let place, !set.events(at: place).isEmpty, let connection else { return }
    let told = (try? connection.descriptor.contents(limit: 4096)) ?? []
    guard told.isEmpty || told.contains(UInt8(ascii: "\n")) else { return }
    connection.close()
    self.connection = nil
  }

  private var request: SupervisorRequest {
    switch condition {
    case .exit, .port, .quiet: .wait
    case .ready: .ready
    case .match: .follow
    }
  }

  func look() {
    nextLook = nil
    // Called first, asked then: what happens in between is told.
    if connection == nil {
      connection = try? Connection(to: task, request)
      connection?.descriptor.makeNonBlocking()
    }
    let hasEnded = task.status?.state != .running
    switch condition {
    case .exit: if hasEnded { reason = .exit }
    case .ready: if !hasEnded, task.ready != nil { reason = .ready }
    case .port(let port): if !hasEnded { look(at: port) }
    case .quiet(let span): if !hasEnded { look(for: span) }
    case .match(let pattern): look(for: pattern)
    }
    if reason == nil, hasEnded { reason = .ended }
    // Between its start and its socket, or between its end and its record, there is nobody to ask.
    if connection == nil { nextLook = min(nextLook ?? .max, Clock.steady + 20) }
  }

  private func look(at port: UInt16) {
    let sockets = ListeningSocket.all().filter { $0.port == port }
    if isPortTaken == false, !sockets.isEmpty { reason = .port }
    if !sockets.isEmpty, let supervisor = task.status?.supervisor.pid,
      !ListeningSocket.ports(of: ProcessTree.descendants(of: supervisor).map(\.pid), among: sockets).isEmpty
    {
      reason = .port
    }
    isPortTaken = isPortTaken ?? !sockets.isEmpty
    let now = Clock.steady
    nextLook = now + min(max((now - began) / 10, 50), 1000)
  }

  private func look(for span: Int) {
    let changes = TaskDirectory.Stream.allCases.compactMap { try? LogBytes(task.log($0)).modified }
    let silence = max(0, Clock.wall - (changes.max() ?? Clock.wall))
    if silence >= span { reason = .quiet } else { nextLook = Clock.steady + span - silence }
  }

  private func look(for pattern: PerlRegex) {
    if logs.isEmpty {
      logs = TaskDirectory.Stream.allCases.compactMap { stream in
        (try? LogBytes(task.log(stream))).map { ($0, 0, []) }
      }
    }
    for index in logs.indices {
      try? logs[index].file.refresh()
      while let bytes = logs[index].file.next(from: &logs[index].offset, count: 1 << 16) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
          logs[index].line += rest[..<end].prefix(Self.lineLimit - logs[index].line.count)
          if match(logs[index].line, pattern) { return }
          logs[index].line = []
          rest = rest[(end + 1)...]
        }
        logs[index].line += rest.prefix(Self.lineLimit - logs[index].line.count)
      }
      // A prompt has no end of line.
      if !logs[index].line.isEmpty, match(logs[index].line, pattern) { return }
    }
  }

  private func match(_ line: [UInt8], _ pattern: PerlRegex) -> Bool {
    guard pattern.firstMatch(in: Harmless.bytes(line[...])) != nil else { return false }
    reason = .match(Harmless.line(line[...]))
    return true
  }
}
