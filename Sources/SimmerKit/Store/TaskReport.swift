// SPDX-License-Identifier: GPL-3.0-or-later

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
  public let origin: String
  public let streams: String
  public let stdout_bytes: Int
  public let stderr_bytes: Int?
  public let lost_bytes: Int
  public let survivors: Int
  /// How many times it was started again.
  public let restarts: Int
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
  /// Whether its end has not been told to anybody yet.
  public let unseen: Bool

  /// Reads the rest of the record of `task`, whose status and ports are known.
  public init(_ task: TaskDirectory, _ status: TaskStatus, unseen: Bool, ports: [UInt16] = []) {
    let launch = task.launch
    id = task.id.number
    state = status.state
    label = task.label
    command = task.command
    directory = task.directory
    began = status.began
    ended = status.ended
    let now = Clock.wall
    duration = status.state == .lost ? nil : max(0, (status.ended ?? now) - status.began)
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
    origin = launch.origin
    streams = launch.streams.rawValue
    stdout_bytes = (try? FileFacts(of: task.log(.stdout)).size) ?? 0
    stderr_bytes = try? FileFacts(of: task.log(.stderr)).size
    lost_bytes = status.lostBytes
    (survivors, restarts) = (status.survivors, status.restarts)
    let flag = status.state == .running ? task.flag : nil
    self.flag = flag?.rawValue
    question = flag == .waiting ? task.question : nil
    let readiness = task.ready
    (ready, url) = (readiness?.after, readiness?.url)
    self.ports = ports
    self.unseen = unseen
  }

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

  /// The outcome in words: `completed`, `failed with exit 1`, `stopped by reaper`.
  public var outcome: String {
    switch state {
    case .running: flag == "foreground" ? "in front" : flag ?? state.rawValue
    case .completed: state.rawValue
    case .failed: signal.map { "failed by \($0)" } ?? "failed with exit \(code ?? 0)"
    case .killed: "stopped" + (stopped_by.map { $0 == "user" ? "" : " by \($0)" } ?? "")
    case .timeout: stopped_by == "idle" ? "timed out without output" : "timed out"
    case .lost: "lost"
    }
  }
}

extension Store {
  /// The reports of `tasks`, in their order.
  public func reports(of tasks: [(task: TaskDirectory, status: TaskStatus)]) -> [TaskReport] {
    let unseen = unseenTasks
    let ports = ports(of: tasks)
    return tasks.map {
      TaskReport($0.task, $0.status, unseen: unseen.contains($0.task.id), ports: ports[$0.task.id] ?? [])
    }
  }

  /// The tasks whose end nobody has been told of yet.
  public var unseenTasks: Set<TaskID> {
    Set(((try? done.names()) ?? []).compactMap { NoticeName($0) }.filter(\.news.isEnd).map(\.task))
  }
}
