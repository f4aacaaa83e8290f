// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Finds out when a task is ready; from then on it costs nothing.
///
/// What is said is held against the kernel: a port that is named and not yet listened on is looked at again, ever less
/// often. A task that says nothing causes no look at all.
struct ReadyWatch {
  /// What was asked for; nil: what the output tells.
  let condition: ReadyCondition?
  /// When to look, on the steady clock.
  private(set) var nextLook: Int?
  private(set) var isOver = false
  private let began = Clock.steady
  private var pause = Self.shortest
  private var findings = 0
  /// When the task said that it is up.
  private(set) var saidAt: Int?
  /// Whether it did not listen yet, then.
  private var isEarly = false
  /// The look that a process of its own takes, and when it has taken too long.
  var probe: (pid: Int32, giveUpAt: Int)?
  /// Whether somebody else listened on the port before the task could.
  private let isPortTaken: Bool

  private static let shortest = 100
  private static let longest = 60_000
  /// Milliseconds that the lines around a ready line get to name an address.
  private static let settling = 250
  /// Milliseconds after which a task is believed that names a port on which nobody listens: it may run elsewhere.
  private static let belief = 3000
  /// Milliseconds that a probe may take.
  static let probePatience = 10_000

  init(_ condition: ReadyCondition?) {
    self.condition = condition
    var isTaken = false
    switch condition {
    case nil, .match: break
    case .port(let port):
      isTaken = ListeningSocket.all().contains { $0.port == port }
      nextLook = began + Self.shortest
    case .http, .command: nextLook = began + Self.shortest
    }
    isPortTaken = isTaken
  }

  /// Takes note of what the scanner has found.
  mutating func note(_ scanner: ReadyScanner?) {
    guard let scanner, scanner.findings != findings, !isOver else { return }
    findings = scanner.findings
    let now = Clock.steady
    if scanner.isSaid, saidAt == nil { saidAt = now }
    pause = Self.shortest
    nextLook = now + (saidAt == nil ? pause : min(pause, Self.settling))
  }

  /// When it got ready, on the steady clock; nil is now.
  var readyAt: Int? { isEarly ? nil : saidAt }

  /// Looks at the places that the task has named; returns where it is ready, or nil when it is not yet.
  mutating func look(_ scanner: ReadyScanner) -> ReadyScanner.Place?? {
    let now = Clock.steady
    let listened = scanner.places.isEmpty ? [] : ListeningSocket.all()
    let named = scanner.places.filter { place in listened.contains { $0.port == place.port } }
    let own = named.isEmpty ? [] : Self.treePorts(among: listened)
    if condition == nil || saidAt != nil, let place = scanner.places.first(where: { own.contains($0.port) }) {
      return .some(place)
    }
    if let saidAt, now >= saidAt + Self.settling {
      if condition != nil || scanner.places.isEmpty { return .some(nil) }
      // What runs in a container or on another machine has its ports there.
      if scanner.isContained || !named.isEmpty || now >= saidAt + Self.belief {
        return .some(named.first ?? scanner.places.last)
      }
      isEarly = true
    }
    wait(from: now)
    return nil
  }

  /// Looks at the port that was asked for.
  mutating func look(at port: UInt16) -> Bool {
    let sockets = ListeningSocket.all().filter { $0.port == port }
    if !sockets.isEmpty, !isPortTaken || Self.treePorts(among: sockets).contains(port) { return true }
    waitInProportion()
    return false
  }

  private static func treePorts(among sockets: [ListeningSocket]) -> [UInt16] {
    ListeningSocket.ports(of: ProcessTree.descendants(of: ThisProcess.pid).map(\.pid), among: sockets)
  }

  private mutating func wait(from now: Int) {
    if saidAt != nil {
      nextLook = now + Self.shortest
    } else {
      pause *= 2
      nextLook = pause > Self.longest ? nil : now + pause
    }
  }

  /// As late as a tenth of what has passed already, so that the time is known to a tenth, at least every five seconds.
  mutating func waitInProportion() {
    let now = Clock.steady
    nextLook = now + min(max((now - began) / 10, Self.shortest), 5000)
  }

  /// Nothing more is to be found out.
  mutating func end() { (isOver, nextLook) = (true, nil) }

  /// Waits for a probe to end.
  mutating func begin(_ pid: Int32) {
    let giveUpAt = Clock.steady + Self.probePatience
    (probe, nextLook) = ((pid, giveUpAt), giveUpAt)
  }
}

extension Supervisor {
  /// Looks, when it is time, whether the task is ready, and tells.
  mutating func watchForReadiness() {
    guard !readiness.isOver, !hasEnded else { return }
    readiness.note(capture.scanner)
    guard !stage.isPaused, let look = readiness.nextLook, Clock.steady >= look else {
      if capture.scanner?.isOver == true, readiness.nextLook == nil { endReadiness() }
      return
    }
    if let probe = readiness.probe {
      // It reports its end, and the next one is due then.
      Probe.kill(probe.pid)
      readiness.begin(probe.pid)
      return
    }
    switch readiness.condition {
    case nil, .match:
      if let scanner = capture.scanner, let place = readiness.look(scanner) {
        noteReadiness(
          url: place?.url.map { String(decoding: $0, as: UTF8.self) }, port: place?.port,
          at: readiness.readyAt)
      }
    case .port(let port): if readiness.look(at: port) { noteReadiness(port: port) }
    case .http, .command: probe()
    }
  }

  /// Takes the end of a child; true when it was a probe.
  mutating func noteProbe(_ pid: Int32, _ exit: Exit) -> Bool {
    guard pid == readiness.probe?.pid else { return false }
    readiness.probe = nil
    if exit == .code(0), !hasEnded {
      if case .http(let address) = readiness.condition {
        noteReadiness(url: address.text, port: address.port)
      } else {
        noteReadiness()
      }
    } else {
      readiness.waitInProportion()
    }
    return true
  }

  private mutating func probe() {
    let pid: Int32? =
      switch readiness.condition {
      case .http(let address): Probe.ask(address)
      case .command(let line): Probe.run(line, in: FilePath(task.directory))
      default: nil
      }
    if let pid { readiness.begin(pid) } else { readiness.waitInProportion() }
  }

  /// - Parameter moment: When it got ready, on the steady clock; nil is now.
  private mutating func noteReadiness(url: String? = nil, port: UInt16? = nil, at moment: Int? = nil) {
    let late = moment.map { Clock.steady - $0 } ?? 0
    let at = max(status.began, Clock.wall - late)
    task.note(ReadyRecord(at: at, after: at - status.began, url: url, port: port))
    endReadiness()
    isReady = true
    showFlag()
    clients.dismissThoseWaitingForReadiness()
    // Whoever sees its output has seen that.
    if stage.front == nil, stage.writer == nil { task.announce(.ready, to: facts.session) }
    tellOthers(.ready, isKnown: stage.front != nil || stage.writer != nil)
  }

  /// Gives up all that finding out has taken.
  mutating func endReadiness() {
    if let probe = readiness.probe { Probe.kill(probe.pid) }
    readiness.end()
    capture.scanner = nil
  }
}
