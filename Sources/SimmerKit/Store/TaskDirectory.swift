// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// One task as it lies on disk: the supervisor writes it, everybody reads it.
public struct TaskDirectory: Sendable {
  public let store: Store
  public let id: TaskID

  public var path: FilePath { store.tasks.appending(id.description) }
  public func log(_ stream: Stream) -> FilePath { path.appending(stream.rawValue) }
  var statusFile: FilePath { path.appending("status") }
  static let socketName = "socket"

  /// The log files of a task.
  public enum Stream: String, Sendable, CaseIterable { case stdout, stderr }

  var isPublished: Bool { statusFile.exists }

  /// How much of the disk the record takes, in bytes.
  var allocated: Int {
    ((try? path.names(hidden: true)) ?? []).reduce(0) { sum, name in
      sum + ((try? FileFacts(of: path.appending(name)).allocated) ?? 0)
    }
  }

  /// Drops what the task has written, but for the last lines of it, where the file system allows it; only once it has ended.
  ///
  /// - Returns: How much of the disk the record still takes, in bytes.
  func shorten() -> Int {
    for stream in Stream.allCases { LogBudget.keepEnd(of: log(stream)) }
    return allocated
  }

  // MARK: - What was written at the launch

  /// The command as it was typed, bytes that are no UTF-8 replaced.
  public var command: String { text(of: "command") }
  /// The command as bytes.
  var commandLine: [UInt8] {
    var bytes = (try? path.appending("command").contents()) ?? []
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return bytes
  }
  /// Where it runs.
  public var directory: String { text(of: "directory") }
  public var label: String? {
    let label = text(of: "label")
    return label.isEmpty ? nil : label
  }
  /// What a person calls it: its label, else its command.
  public var name: String { label ?? command }
  public var launch: LaunchFacts { LaunchFacts((try? path.appending("launch").contents()) ?? []) }

  /// The contents of a one-line file without its final newline.
  private func text(of file: String) -> String {
    var bytes = (try? path.appending(file).contents()) ?? []
    if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Writes what is known at the launch, and the live entry under a hidden name. The directory is still invisible: it has
  /// no `status`.
  func describe(command: [UInt8], directory: FilePath, label: String?, launch: LaunchFacts) throws(Errno) {
    try path.appending("command").create(command + [UInt8(ascii: "\n")])
    try path.appending("directory").create(Array((directory.string + "\n").utf8))
    if let label { try path.appending("label").create(Array((label + "\n").utf8)) }
    try path.appending("launch").create(Array(launch.text.utf8))
    try store.live.appending(".\(id)").create([])
  }

  // MARK: - How it is

  /// The status as recorded, with `lost` in place of a `running` that nobody stands for.
  ///
  /// nil when the task is gone. A supervisor that ends between the two looks has left the true end behind: so a
  /// missing lock is believed only when the status, read again, still says `running`.
  public var status: TaskStatus? {
    guard let first = recordedStatus, first.state == .running, !isSupervised else { return recordedStatus }
    guard var second = recordedStatus, second.state == .running else { return recordedStatus }
    second.state = .lost
    return second
  }

  private var recordedStatus: TaskStatus? { (try? statusFile.contents(limit: 4096)).flatMap(TaskStatus.init) }

  /// Whether a supervisor holds the lock: asked of the kernel, never of a number in a file.
  var isSupervised: Bool {
    guard let log = try? log(.stdout).open(.readOnly) else { return false }
    defer { log.shut() }
    return log.isLocked
  }

  /// Writes `status` where nobody reads it yet; `publish()` makes it visible, once the launcher has described the task.
  func prepare(_ status: TaskStatus) throws(Errno) {
    try path.appending(".status").create(status.record)
  }

  /// Makes the task visible. Both steps are renames, which need no space.
  func publish(as flag: LiveFlag? = nil) throws(Errno) {
    try path.appending(".status").rename(to: statusFile)
    try store.live.appending(".\(id)").rename(to: liveEntry(flag))
  }

  /// What `prepare` has written.
  var preparedStatus: TaskStatus? {
    (try? path.appending(".status").contents(limit: 4096)).flatMap(TaskStatus.init)
  }

  /// Does the second step of `publish`, if it was not done.
  func completePublication(as flag: LiveFlag?) {
    try? store.live.appending(".\(id)").rename(to: liveEntry(flag))
  }

  private func liveEntry(_ flag: LiveFlag?) -> FilePath {
    store.live.appending(flag.map { "\(id).\($0.rawValue)" } ?? id.description)
  }

  /// Changes what the live entry says.
  func reflag(from old: LiveFlag?, to new: LiveFlag?) { try? liveEntry(old).rename(to: liveEntry(new)) }

  /// What the live entry says.
  public var flag: LiveFlag? { LiveFlag.allCases.first { liveEntry($0).exists } }

  /// Records the end and turns the live entry into a notice for `session` (nil inside: for whoever looks first), or into nothing.
  ///
  /// On a full disk the record is written over the one of the launch, which took as much space as any will need; and the
  /// notice is the renamed live entry. So neither is lost.
  func finish(_ status: TaskStatus, notifying session: Session??) {
    replace(status)
    retireLiveEntry(
      as: session.map {
        NoticeName(task: id, session: $0, state: status.state, code: status.exit?.shellCode ?? 0)
      })
  }

  /// Writes the status anew, over the old one where there is no space for another.
  func replace(_ status: TaskStatus) {
    let aside = path.appending(".status")
    do {
      try aside.create(status.record)
      try aside.rename(to: statusFile)
    } catch {
      try? aside.removeFile()
      if let file = try? statusFile.open(.writeOnly) {
        try? file.write(status.record, at: 0)
        file.shut()
      }
    }
  }

  /// Takes the task out of `live/`: the entry becomes the notice `name`, or goes.
  func retireLiveEntry(as name: NoticeName?) {
    for entry in (try? store.live.names()) ?? [] where entry == id.description || entry.hasPrefix("\(id).") {
      if let name {
        try? store.live.appending(entry).rename(to: store.done.appending(name.text))
        store.wake(name.session)
      } else {
        try? store.live.appending(entry).removeFile()
      }
    }
  }

  /// Removes a task that never was, leaving no trace.
  func withdraw() {
    try? store.live.appending(".\(id)").removeFile()
    remove()
  }

  /// Removes the record of a task that has ended, and what was still to be told of it.
  public func forget() {
    // A lost task has a live entry still.
    retireLiveEntry(as: nil)
    for name in (try? store.done.names()) ?? [] where NoticeName(name)?.task == id {
      try? store.done.appending(name).removeFile()
    }
    remove()
  }

  /// Removes the record: out of sight first, so that nobody sees half of it.
  func remove() {
    launch.confinement?.remove()
    let hidden = store.tasks.appending(".\(id)")
    do {
      try path.rename(to: hidden)
      hidden.removeTree()
    } catch { path.removeTree() }
  }
}
