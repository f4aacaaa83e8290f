// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// One task as every face shows it: a row of the table, an object of the JSON.
///
/// The names of the properties are the keys of the JSON and do not change.
public struct TaskReport: Encodable, Sendable {
  public let id: Int
  public let state: TaskState
  public let label: String?
  public let command: String
  public let directory: String
  /// Milliseconds since the epoch.
  public let began: Int
  public let ended: Int?
  /// Milliseconds that it has run, or ran; nil when nobody saw its end.
  public let duration: Int?
  /// The exit code, unless a signal ended it.
  public let code: Int32?
  public let signal: String?
  /// Who stopped it.
  public let stopped_by: String?
  public let pid: Int32
  /// Minutes; 0 is never.
  public let timeout: Double
  /// Milliseconds until the watchdog stops it, negative when it is late; nil when it will not.
  public let auto_kill: Int?
  /// `EXPIRING in 5m`, `OVERDUE`: nil while there is time enough.
  public let expiry: String?
  /// Minutes without output until it is stopped; 0 is never.
  public let idle_timeout: Double
  public let session: String?
  /// The agent that started it, and its conversation: `claude-code:abc`.
  public let agent: String?
  public let origin: String
  public let streams: String
  /// What it has written, in bytes, and what is kept of that.
  public let stdout_bytes: Int
  public let stdout_kept: Int
  public let stderr_bytes: Int?
  public let stderr_kept: Int?
  public let lost_bytes: Int
  public let survivors: Int
  /// How many times it was started again.
  public let restarts: Int
  /// How many times its supervisor was killed and another process went on in its place, and whether that other one was
  /// killed, which hangs up on the task (SIGHUP).
  public let takeovers: Int
  public let hung_up: Bool
  /// Whether it failed because the kernel has killed processes of it for want of memory.
  public let out_of_memory: Bool
  /// Whether that is probable: something was killed for want of memory where it ran, and it by nobody that is known.
  public let maybe_out_of_memory: Bool
  /// The most memory that its first process had, or one that this had waited for, in bytes; nil while it runs.
  public let peak_memory: Int?
  /// Bytes of memory and processors that it may have, and what holds it to that: `cgroup`, or `process`: each by itself.
  public let memory_limit: Int?
  public let memory_held_by: String?
  public let cpu_limit: Double?
  public let cpu_held_by: String?
  /// How it runs: paused, waiting (for input), ready, foreground (in the terminal that it was started in).
  public let flag: String?
  /// What it asks, as far as it has printed it, when it waits.
  public let question: String?
  /// Milliseconds from its start until it was ready; nil: it was not yet.
  public let ready: Int?
  /// Where it says that it can be reached.
  public let url: String?
  /// The TCP ports that its processes listen on.
  public let ports: [UInt16]
  /// Bytes of memory that its processes take, milliseconds of processors that they took; nil when it does not run.
  public let memory: Int?
  public let cpu_time: Int?
  /// How much of a processor it uses, in percent: since it began, or since it was last looked at.
  public var cpu: Double?
  /// Whose it is: the terminal of its shell (`pts/3`), the agent that started it, `closed` when its shell is gone.
  public let owner: String?
  /// Milliseconds that this command usually takes in this directory; nil when that is not known.
  public let usual: Int?
  /// Milliseconds until its usual end; nil when it does not run, or is late.
  public let eta: Int?
  /// The lines of its output that `--alert` asks for.
  public let alert: Alert?
  /// Whether its end has not been told to anybody yet.
  public let unseen: Bool

  /// How many there were, and the last of them, made safe to print.
  public struct Alert: Encodable, Sendable {
    public let count: Int
    public let line: String
    /// Milliseconds since the epoch.
    public let at: Int
  }

  /// Reads the rest of the record of `task`, whose status and ports are known.
  public init(_ task: TaskDirectory, _ status: TaskStatus, unseen: Bool, ports: [UInt16] = []) {
    self.init(task, status, unseen: unseen, ports: ports, in: nil)
  }

  /// - Parameter forest: The processes, if the task runs.
  init(
    _ task: TaskDirectory, _ status: TaskStatus, unseen: Bool, ports: [UInt16], in forest: ProcessForest?
  ) {
    let launch = task.launch
    id = task.id.number
    state = status.state
    label = task.label
    command = task.command
    directory = task.directory
    began = status.began
    ended = status.ended
    duration = status.state == .lost ? nil : status.age
    switch status.exit {
    case .code(let code): (self.code, signal) = (code, nil)
    case .signal(let number): (code, signal) = (nil, number.description)
    case nil: (code, signal) = (nil, nil)
    }
    stopped_by = status.stoppedBy
    pid = status.leader.pid
    timeout = launch.timeout
    auto_kill = status.state == .running ? status.deadline.map { $0 - Clock.steady } : nil
    expiry = auto_kill.flatMap(Self.expiry)
    idle_timeout = launch.idleTimeout
    session = launch.session?.description
    agent = launch.agent?.description
    origin = launch.origin
    streams = launch.streams.rawValue
    let stdout = LogBytes.sizes(of: task.log(.stdout)), stderr = LogBytes.sizes(of: task.log(.stderr))
    (stdout_bytes, stdout_kept) = (stdout?.written ?? 0, stdout?.kept ?? 0)
    (stderr_bytes, stderr_kept) = (stderr?.written, stderr?.kept)
    lost_bytes = status.lostBytes
    (survivors, restarts) = (status.survivors, status.restarts)
    (takeovers, hung_up) = (status.takeovers, status.isHungUp)
    out_of_memory = status.state == .failed && status.memoryKills > 0
    maybe_out_of_memory = status.state == .failed && !out_of_memory && status.isPerhapsOutOfMemory
    peak_memory = status.peakMemory > 0 ? status.peakMemory : nil
    (memory_limit, memory_held_by) = (launch.limits.memory, launch.confinement?.memory?.word)
    (cpu_limit, cpu_held_by) = (launch.limits.cpu, launch.confinement?.cpu?.word)
    let flag = status.state == .running ? task.flag : nil
    self.flag = flag?.rawValue
    question = flag == .waiting ? task.question : nil
    let readiness = task.ready
    (ready, url) = (readiness?.after, readiness?.url)
    self.ports = ports
    let usage = status.state == .running ? forest?.usage(below: status.supervisor.pid) : nil
    (memory, cpu_time) = (usage?.memory, usage?.cpuTime)
    cpu = usage.map { Self.percent($0.cpuTime, of: status.age) }
    owner = Self.owner(launch, in: forest)
    alert = task.alert.map { Alert(count: $0.count, line: $0.line, at: $0.at) }
    usual = Durations(in: task.store, of: Array(command.utf8), directory: FilePath(directory)).history.usual
    eta =
      if status.state == .running, readiness == nil, let usual, let duration, duration < usual {
        usual - duration
      } else { nil }
    self.unseen = unseen
  }

  /// Whose the task is.
  private static func owner(_ launch: LaunchFacts, in forest: ProcessForest?) -> String? {
    if let agent = launch.agent { return words(agent) }
    guard let session = launch.session else { return nil }
    guard session.isAlive else { return "closed" }
    return forest?[session.shell.pid]?.terminalName ?? "process \(session.shell.pid)"
  }

  /// As in `$?`; nil when nobody saw its end.
  public var shellCode: Int32? { code ?? signal.flatMap { Signal($0) }.map { 128 + $0.rawValue } }

  /// How much of a processor `time` is, in percent, when so much time has `passed`; both in milliseconds.
  public static func percent(_ time: Int, of passed: Int) -> Double {
    passed > 0 ? (Double(time) / Double(passed) * 1000).rounded() / 10 : 0
  }

  /// Whether it took, or takes, much longer than usual.
  public var isLate: Bool {
    guard let usual, let duration, ready == nil else { return false }
    return duration > 2 * usual && duration > usual + 30_000
  }

  /// What it has written to its streams, in bytes, and what is kept of that.
  public var written: Int { stdout_bytes + (stderr_bytes ?? 0) }
  public var kept: Int { stdout_kept + (stderr_kept ?? 0) }

  /// What a person calls it, made safe to print.
  public var name: String { Harmless.text(label ?? command) }

  /// Milliseconds before the end from which on it is told of.
  public static let warningTime = 300_000

  private static func expiry(in left: Int) -> String? {
    if left <= 0 { return "OVERDUE" }
    return left <= warningTime ? "EXPIRING in \(Self.text(left: left))" : nil
  }

  private static func text(left: Int) -> String {
    // To the minute, as it is not looked at more often.
    TimeSpan.text(milliseconds: left < 60_000 ? left / 1000 * 1000 : left / 60_000 * 60_000)
  }

  /// What the watchdog leaves it: `1h 20m`, `EXPIRING in 5m`, `OVERDUE`; nothing when there is no watchdog.
  public var remaining: String { expiry ?? auto_kill.map(Self.text) ?? "" }

  /// `waits for an answer: Overwrite? [y/N]`, without a question when none can be read.
  public var waiting: String {
    "waits for an answer" + (question.flatMap { $0.isEmpty ? nil : ": " + Harmless.redacted($0) } ?? "")
  }

  /// The outcome in words: `completed`, `failed with exit 1`, `stopped by reaper`.
  public var outcome: String {
    switch state {
    case .running: flag == "foreground" ? "in front" : flag ?? state.rawValue
    case .completed: state.rawValue
    case .failed where out_of_memory: "out of memory"
    case .failed where maybe_out_of_memory: "killed, probably out of memory"
    case .failed where hung_up && signal == "SIGHUP": "hung up: its holder was killed"
    case .failed: signal.map { "failed by \($0)" } ?? "failed with exit \(code ?? 0)"
    case .killed: "stopped" + (stopped_by.map { $0 == "user" ? "" : " by \($0)" } ?? "")
    case .timeout: stopped_by == "idle" ? "timed out without output" : "timed out"
    case .lost: "lost"
    }
  }
}

extension TaskReport {
  /// Who started it: `this shell`, `shell 4242`, `claude-code abc`, `command`.
  public func starter(seenBy session: Session?) -> String {
    if let agent = agent.flatMap({ AgentThread($0) }) { return Self.words(agent) }
    guard let own = self.session else { return origin }
    return own == session?.description ? "this shell" : "shell \(own.prefix { $0 != "-" })"
  }

  /// The same for an agent: `you`, `user`, or another agent.
  public func starter(seenBy reader: AgentThread) -> String {
    guard let agent = agent.flatMap({ AgentThread($0) }) else { return "user" }
    return agent == reader ? "you" : Self.words(agent)
  }

  private static func words(_ agent: AgentThread) -> String {
    agent.thread.map { "\(agent.name) \($0)" } ?? agent.name
  }
}

extension Store {
  /// The reports of `tasks`, in their order.
  public func reports(of tasks: [(task: TaskDirectory, status: TaskStatus)]) -> [TaskReport] {
    let unseen = unseenTasks
    let running = tasks.filter { $0.status.state == .running }
    let forest = running.isEmpty ? nil : ProcessForest()
    let ports = forest.map { self.ports(of: running, in: $0) } ?? [:]
    return tasks.map {
      TaskReport(
        $0.task, $0.status, unseen: unseen.contains($0.task.id), ports: ports[$0.task.id] ?? [], in: forest)
    }
  }

  /// The tasks whose end nobody has been told of yet.
  public var unseenTasks: Set<TaskID> {
    Set(((try? done.names()) ?? []).compactMap { NoticeName($0) }.filter(\.news.isEnd).map(\.task))
  }
}
