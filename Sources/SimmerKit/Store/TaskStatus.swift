// SPDX-License-Identifier: GPL-3.0-or-later

/// The file `status` of a task: "key value" lines, at most 512 bytes, written aside and renamed by the supervisor alone.
public struct TaskStatus: Equatable, Sendable {
  /// What the file holds, in bytes, whatever it says.
  static let capacity = 512

  public var state: TaskState
  public var supervisor: ProcessIdentity
  /// The first process of the task, which leads its process group.
  public var leader: ProcessIdentity
  /// Milliseconds since the epoch.
  public var began: Int
  public var ended: Int?
  /// When it began and when its watchdog stops it, on the steady clock; nil is unknown, and never.
  public var steadyStart: Int?
  public var deadline: Int?
  /// Milliseconds that it ran, on the steady clock: that of the wall can be set, and goes on while the machine sleeps.
  public var ran: Int?
  public var exit: Exit?
  /// Who stopped it: `user`, `watchdog` (its time was over), `idle` (it printed nothing for too long), `reaper`, `system`.
  public var stoppedBy: String?
  /// Bytes of output that could not be stored.
  public var lostBytes = 0
  /// How many times it was started again.
  public var restarts = 0
  /// How many of its processes the kernel has killed because they had no memory left, as far as it counts them.
  public var memoryKills = 0
  /// Whether it was probably killed for want of memory, which nobody has counted for it alone.
  public var isPerhapsOutOfMemory = false
  /// The most memory that its first process had, or one that this had waited for, in bytes; 0 is unknown.
  public var peakMemory = 0
  /// Processes that could not be killed when it was stopped.
  public var survivors = 0
  /// How many times its supervisor was killed and replaced.
  public var takeovers = 0
  /// Whether the process that leads its session was killed: the system then hangs up on it (SIGHUP).
  public var isHungUp = false

  /// Milliseconds that it has run, or ran, without those that the machine slept.
  public var age: Int {
    if let ran { return ran }
    guard state == .running, let steadyStart else { return max(0, (ended ?? Clock.wall) - began) }
    return max(0, Clock.steady - steadyStart)
  }

  init(supervisor: ProcessIdentity, leader: ProcessIdentity, began: Int) {
    (self.state, self.supervisor, self.leader, self.began) = (.running, supervisor, leader, began)
  }

  var text: String {
    // Appended to one text: an array of lines joined took a quarter of a millisecond of each launch.
    var text = "state "
    text += state.rawValue
    func add(_ key: String, _ value: String) {
      text += "\n"
      text += key
      text += " "
      text += value
    }
    func add(_ key: String, _ value: Int?) { if let value { add(key, String(value)) } }
    func add(_ key: String, count: Int) { if count > 0 { add(key, String(count)) } }
    add("supervisor", supervisor.words)
    add("leader", leader.words)
    add("began", began)
    add("steady", steadyStart)
    add("deadline", deadline)
    add("ended", ended)
    add("ran", ran)
    switch exit {
    case .code(let code): add("code", Int(code))
    case .signal(let signal): add("signal", Int(signal.rawValue))
    case nil: break
    }
    if let stoppedBy { add("by", stoppedBy) }
    add("lost-bytes", count: lostBytes)
    add("restarts", count: restarts)
    add("memory-kills", count: memoryKills)
    add("peak", count: peakMemory)
    add("perhaps-out-of-memory", count: isPerhapsOutOfMemory ? 1 : 0)
    add("survivors", count: survivors)
    add("takeovers", count: takeovers)
    add("hung-up", count: isHungUp ? 1 : 0)
    text += "\n"
    return text
  }

  /// The contents of the file: the text, and empty lines up to the capacity, so that the space for the end is taken at the start.
  var record: [UInt8] {
    var bytes = Array(text.utf8)
    while bytes.count < Self.capacity { bytes.append(UInt8(ascii: "\n")) }
    return bytes
  }

  /// Reads the file; nil when it is not one.
  init?(_ bytes: [UInt8]) {
    let values = KeyValueLines(bytes)
    guard let state = values["state"].flatMap(TaskState.init), let supervisor = values.identity("supervisor"),
      let leader = values.identity("leader"), let began = values["began"].flatMap({ Int($0) })
    else { return nil }
    self.init(supervisor: supervisor, leader: leader, began: began)
    self.state = state
    steadyStart = values["steady"].flatMap { Int($0) }
    deadline = values["deadline"].flatMap { Int($0) }
    ended = values["ended"].flatMap { Int($0) }
    ran = values["ran"].flatMap { Int($0) }
    if let code = values["code"].flatMap({ Int32($0) }) { exit = .code(code) }
    if let number = values["signal"].flatMap({ Int32($0) }) { exit = .signal(Signal(rawValue: number)) }
    stoppedBy = values["by"]
    lostBytes = values["lost-bytes"].flatMap { Int($0) } ?? 0
    restarts = values["restarts"].flatMap { Int($0) } ?? 0
    memoryKills = values["memory-kills"].flatMap { Int($0) } ?? 0
    peakMemory = values["peak"].flatMap { Int($0) } ?? 0
    isPerhapsOutOfMemory = values["perhaps-out-of-memory"] != nil
    survivors = values["survivors"].flatMap { Int($0) } ?? 0
    takeovers = values["takeovers"].flatMap { Int($0) } ?? 0
    isHungUp = values["hung-up"] != nil
  }
}

extension ProcessIdentity {
  /// As the file has it: `4242 123456`.
  fileprivate var words: String { String(pid) + " " + String(startTime) }
}

/// A small file of "key value" lines.
struct KeyValueLines {
  private var values: [String: String] = [:]

  init(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let blank = line.firstIndex(of: " ") else { continue }
      values[String(line[..<blank])] = String(line[line.index(after: blank)...])
    }
  }

  subscript(_ key: String) -> String? { values[key] }

  func identity(_ key: String) -> ProcessIdentity? {
    let parts = (values[key] ?? "").split(separator: " ")
    guard parts.count == 2, let pid = Int32(parts[0]), let start = UInt64(parts[1]) else { return nil }
    return ProcessIdentity(pid: pid, startTime: start)
  }
}
