// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The one process that owns a task: reads its terminal, keeps its clock, listens to its socket, records its end.
///
/// One poll(2) loop; it sleeps while nothing happens. The task ends when its first process does. What that leaves
/// running on the terminal goes on being read, with the end already on record, until the terminal is let go.
struct Supervisor {
  let task: TaskDirectory
  let facts: LaunchFacts
  var status: TaskStatus
  var capture: Capture
  private let wake: FileDescriptor
  private let listener: FileDescriptor
  let handover: Handover
  var clients = Clients()
  /// What those see and do that are attached.
  var stage: Stage
  var questions = QuestionWatch()
  var readiness: ReadyWatch
  var isReady = false
  /// Whether its end was announced that is to come.
  private var isWarned = false
  private(set) var stop: StopInProgress?
  var leaderExit: Exit?
  var restarts: Restarts?
  private let confinement: Confinement?
  /// Who leads the session and would take over, if that is another process.
  private let holder: Int32?
  /// What the live entry says.
  private(set) var flag: LiveFlag?

  init(_ post: Post, _ status: TaskStatus, listener: FileDescriptor) {
    (task, facts, self.status) = (post.task, post.facts, status)
    (wake, self.listener, handover) = (post.wake, listener, post.equipment.handover)
    capture = Capture(post.equipment)
    stage = Stage(hasJobs: post.front?.hasJobs ?? false)
    readiness = ReadyWatch(facts.ready)
    capture.scanner = Self.scanner(for: facts.ready)
    capture.alerts = AlertWatch(facts.alerts)
    (confinement, holder) = (post.equipment.confinement, post.holder)
    flag = post.front == nil ? nil : .foreground
  }

  var hasEnded: Bool { status.state != .running }

  mutating func run() {
    var set = PollSet()
    while !(hasEnded && stop == nil && !capture.isOpen && !clients.hasUnsent) {
      set.removeAll()
      set.add(wake, .input)
      set.add(listener, .input)
      capture.enter(&set, reading: !isFrontBehind)
      clients.enter(&set, taking: capture.takesKeys)
      questions.enter(&set)
      set.wait(timeout: nextDeadline)

      let asked = readWake(ready: !set.events(at: 0).isEmpty)
      if capture.read(set, to: &clients, front: stage.front?.client) {
        clients.tellFollowers()
        questions.stir()
      }
      questions.heed(set)
      for (word, client) in clients.read(set) { hear(word, from: client) }
      if !set.events(at: 1).isEmpty {
        while let caller = LocalSocket.accept(on: listener) { clients.add(caller) }
      }
      collectChildren()
      if asked { beginStop(StopRequest(signal: .terminate, by: "system")) }
      keepWatch()
      continueStop()
      continueShow()
      continueHold()
      watchForQuestions()
      watchForReadiness()
      watchForAlerts()
      restartIfDue()
      if leaderExit != nil, !hasEnded, stop == nil, restarts?.nextAt == nil { recordEnd() }
    }
    try? task.path.appending(TaskDirectory.socketName).removeFile()
    confinement?.remove()
    // A large log may be what is too much for the store.
    if capture.storedBytes > 1 << 20 { _ = Reaper(task.store).keepToBudget() }
  }

  private var nextQuestionLook: Int? {
    stage.front == nil && !hasEnded && !stage.isPaused ? questions.nextLook : nil
  }

  private var nextReadyLook: Int? { hasEnded || stage.isPaused ? nil : readiness.nextLook }

  static func scanner(for condition: ReadyCondition?) -> ReadyScanner? {
    switch condition {
    case nil: ReadyScanner()
    // Not for many: machine code would take more room than the supervisor has.
    case .match(let pattern): (try? PerlRegex(pattern, isForMany: false)).map { ReadyScanner(pattern: $0) }
    case .port, .http, .command: nil
    }
  }

  private var nextDeadline: Int? {
    let times = [
      nextWatch, restarts?.nextAt, stop?.nextLook, stage.nextLook, nextQuestionLook, nextReadyLook,
      capture.alerts?.nextLook,
    ].compactMap { $0 }
    return times.min().map { $0 - Clock.steady }
  }

  /// Empties the pipe that the signal handlers write to; true when this process itself was asked to end.
  private func readWake(ready: Bool) -> Bool {
    guard ready else { return false }
    var asked = false
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while let count = (try? wake.readSome(into: buffer)) ?? nil, count > 0 {
        asked = asked || buffer[..<count].contains(UInt8(ascii: "t"))
      }
    }
    return asked
  }

  private mutating func collectChildren() {
    // Its end stays with the system until it is on record: whoever takes over finds it there.
    let leader = hasEnded || restarts?.nextAt != nil ? -1 : status.leader.pid
    while let (pid, news) = Children.collect(sparing: leader) {
      if case .ended(let exit) = news, noteProbe(pid, exit) { continue }
      guard pid == status.leader.pid, !hasEnded else { continue }
      switch news {
      case .ended(let exit):
        // Those behind it in the queue have ended too, and have time.
        guard leaderExit == nil else { return }
        leaderExit = exit
        if !planRestart(after: exit) { capture.releaseTerminal() }
        return
      case .stopped(let signal): if stage.hold == nil { notePause(by: signal) }
      case .continued: noteContinuation()
      }
    }
  }

  /// Finds what the supervisor before has made known.
  mutating func resumeFlag(_ front: LaunchRequest.Front?) {
    flag = task.flag
    stage.isPaused = flag == .paused
    if flag == .waiting { questions.resume() }
    if flag == .foreground, let front { awaitFront(front) } else { startWatchdog() }
    if let warningAt, Clock.steady >= warningAt { isWarned = true }
  }

  /// Makes the live entry say `new`.
  mutating func raise(_ new: LiveFlag?) {
    guard new != flag, !hasEnded else { return }
    task.reflag(from: flag, to: new)
    flag = new
  }

  // MARK: - Requests

  private mutating func hear(_ word: Clients.Word, from client: Clients.ID) {
    switch word {
    case .request(let request): answer(request, client)
    case .frame(let frame): heed(frame, from: client)
    case .gone: miss(client)
    }
  }

  private mutating func answer(_ request: SupervisorRequest, _ client: Clients.ID) {
    switch request {
    case .ready:
      if hasEnded {
        clients.dismiss(client, "ended")
      } else if isReady {
        clients.dismiss(client, "ready")
      }
    case .wait, .follow:
      if hasEnded { clients.dismiss(client, "ended") }
      // What came between the follower's last look and its request is told of at once.
      if request == .follow { clients.tellFollowers() }
    case .stop(let order): beginStop(order, for: client)
    case .extend(let span): clients.dismiss(client, extend(span))
    case .pause, .resume: clients.dismiss(client, setPaused(request == .pause))
    case .attach(let attach): admit(client, attach)
    case .type: break  // what is to be typed follows
    }
  }

  // MARK: - The watchdog

  /// When a task ends that begins now and may run for `minutes`, on the steady clock; nil is never.
  static func deadline(_ minutes: Double) -> Int? {
    // A century is never, and keeps the sum from overflowing.
    guard minutes > 0, minutes < 60 * 24 * 36500 else { return nil }
    return Clock.steady + Int(minutes * 60_000)
  }

  /// The task has come to the background: its time begins.
  mutating func startWatchdog() {
    guard !hasEnded, status.deadline == nil, let deadline = Self.deadline(facts.timeout) else { return }
    status.deadline = deadline
    task.replace(status)
  }

  /// When it has to be told that the task is about to be stopped.
  private var warningAt: Int? {
    guard !isWarned, let deadline = status.deadline, let start = status.steadyStart else { return nil }
    let warningAt = deadline - TaskReport.warningTime
    return warningAt > start ? warningAt : nil
  }

  private var idleAt: Int? {
    guard facts.idleTimeout > 0, stage.front == nil, !stage.isPaused else { return nil }
    return Clock.steady - questions.silence + Int(min(facts.idleTimeout, 1e9) * 60_000)
  }

  private var nextWatch: Int? {
    guard !hasEnded, stop == nil else { return nil }
    return [status.deadline, warningAt, idleAt].compactMap { $0 }.min()
  }

  private mutating func keepWatch() {
    guard !hasEnded, stop == nil else { return }
    let now = Clock.steady
    if let deadline = status.deadline, now >= deadline {
      beginStop(StopRequest(signal: .terminate, by: "watchdog"))
    } else if let idleAt, now >= idleAt {
      beginStop(StopRequest(signal: .terminate, by: "idle"))
    } else if let warningAt, now >= warningAt {
      isWarned = true
      task.announce(.expiring, to: facts.session)
    }
  }

  /// Gives the task `span` milliseconds more.
  private mutating func extend(_ span: Int) -> String {
    guard !hasEnded else { return "ended" }
    guard let deadline = status.deadline else { return "never" }
    guard stop == nil else { return "stopping" }
    status.deadline = max(deadline, Clock.steady) + span
    task.replace(status)
    if isWarned { task.withdraw(.expiring) }
    isWarned = false
    return "left \((status.deadline ?? 0) - Clock.steady)"
  }

  // MARK: - Stopping

  mutating func beginStop(_ request: StopRequest, for client: Clients.ID? = nil) {
    if stop == nil {
      guard !(hasEnded && ProcessTree.adopted().isEmpty) else {
        if let client { clients.dismiss(client, "ended") }
        return
      }
      stop = StopInProgress(request)
      cancelRestart()
    } else {
      stop?.join(request)
    }
    handover.order = stop?.request
    if let client { stop?.clients.append(client) }
  }

  private mutating func continueStop() {
    guard var current = stop else { return }
    let left = ProcessTree.adopted()
    switch current.advance(left, confinement) {
    case .waiting:
      stop = current
    case .over(let survivors):
      stop = nil
      if !hasEnded {
        status.survivors = survivors.count
        status.stoppedBy = current.request.by
        recordEnd(stoppedBySession: current.request.session)
      }
      let reply =
        survivors.isEmpty ? "stopped" : "survivors " + survivors.map { String($0.pid) }.joined(separator: " ")
      handover.order = nil
      for client in current.clients { clients.dismiss(client, reply) }
      if !survivors.isEmpty { capture.close() }
    }
  }

  // MARK: - The end

  /// Asks what the first process has taken, before it is waited for.
  mutating func notePeak() {
    status.peakMemory = max(status.peakMemory, MemoryKills.peak(ofEnded: status.leader.pid))
  }

  /// Records how the task ended and turns its live entry into a notice, unless the session that is to get it did it itself.
  private mutating func recordEnd(stoppedBySession session: Session? = nil) {
    collectChildren()
    capture.drain(to: &clients, front: stage.front?.client)
    watchForAlerts(atEnd: true)
    status.ended = max(Clock.wall, status.began)
    status.ran = status.steadyStart.map { max(0, Clock.steady - $0) }
    status.exit = leaderExit
    status.state =
      switch (status.stoppedBy, leaderExit) {
      case ("watchdog", _), ("idle", _): .timeout
      case (.some, _): .killed
      case (nil, .code(0)): .completed
      default: .failed
      }
    status.lostBytes = capture.lostBytes
    status.memoryKills = confinement?.memoryKills ?? 0
    notePeak()
    if status.stoppedBy == nil, leaderExit == .signal(.kill) || leaderExit == .code(137) {
      status.isPerhapsOutOfMemory = MemoryKills().explain(
        leaderExit, peak: status.peakMemory, since: handover.memoryKills)
    }
    // It hangs up before it is gone.
    if let holder, ThisProcess.parent != holder || ProcessRow(of: holder)?.isEnding != false {
      status.isHungUp = true
    }
    if questions.isTold || isReady || isWarned { task.withdraw(nil) }
    endReadiness()
    // Whoever stops a task in the shell that it belongs to has just been told, and whoever looks on there.
    let known = isShown(to: facts.session) || (session != nil && session == facts.session)
    task.finish(status, notifying: known ? nil : .some(facts.session))
    if status.stoppedBy == nil, status.restarts == 0 {
      Durations(in: task.store, of: Array(task.command.utf8), directory: FilePath(task.directory))
        .note(status.age, exit: status.exit)
    }
    Children.discard(ended: status.leader.pid)
    collectChildren()
    tellOthers(.finish, isKnown: known)
    clients.dismissWaiting()
    endShow()
  }
}
