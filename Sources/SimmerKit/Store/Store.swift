// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

// The store, format 1: every fact a file, every verb a system call.
//
//   format                    "1"
//   tasks/17/                 made by mkdir, which is the allocator of ids; names that begin with "." are invisible
//     command directory label launch    written before publication, never again
//     stdout stderr           raw bytes; stdout carries the supervisor's lock, which is what "supervised" means
//     times                   (ms, stdout offset, stderr offset) records of fixed width
//     status                  its presence publishes the task; replaced once, at the end
//     socket                  the supervisor's ear
//   live/17                   exists while 17 runs; renamed to
//   done/17.<session>.<state>.<code>    a notice not yet shown

/// The directory that all tasks of one user live in.
public struct Store: Sendable {
  public let root: FilePath
  static let format = "1"

  var tasks: FilePath { root.appending("tasks") }
  var live: FilePath { root.appending("live") }
  var done: FilePath { root.appending("done") }

  /// Opens the store at `root`, making it when it is not there.
  ///
  /// - Throws: `refused` when it cannot be made or written, belongs to somebody else, or has another format.
  public init(at root: FilePath) throws(SimmerError) {
    self.root = root
    do {
      try makeMissing()
    } catch let reason as Errno {
      throw refusal(reason.description)
    } catch let error as SimmerError {
      throw error
    } catch { throw refusal("\(error)") }
  }

  /// Opens the store that the environment names.
  public static func open() throws(SimmerError) -> Store { try Store(at: Settings.home()) }

  /// The store that the environment names, if it is there and can be used; none is made.
  public static func found() -> Store? {
    guard let home = try? Settings.home(), home.exists else { return nil }
    return try? Store(at: home)
  }

  /// Whether nobody has asked this of the store before: a file of that name, hidden, remembers it. False where it cannot.
  public func isFirst(_ name: String) -> Bool {
    (try? root.appending("." + name).create([])) != nil
  }

  private func makeMissing() throws {
    // The usual case is two calls: everything is there.
    if let facts = try? FileFacts(followed: root) {
      try check(facts)
      if let found = try? root.appending("format").contents(limit: 64) {
        let format =
          String(decoding: found, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
        guard format == Self.format else {
          throw refusal(
            "its format is \"\(Harmless.text(format))\", this simmer knows \(Self.format)",
            advice: "use the simmer that made it, or another SIMMER_HOME")
        }
        return
      }
    } else {
      try makeParents()
      try make(root)
    }
    for directory in [tasks, live, done] { try make(directory) }
    let aside = root.appending(".format.\(ProcessIdentity.current?.pid ?? 0)")
    try root.appending("format").replace(with: Array((Self.format + "\n").utf8), aside: aside)
  }

  private func check(_ facts: FileFacts) throws(SimmerError) {
    guard facts.isDirectory else { throw refusal("it is not a directory") }
    guard facts.owner == Access.user else {
      throw refusal("it belongs to another user", advice: "set SIMMER_HOME to a directory of yours")
    }
    guard facts.mode & 0o022 == 0 else {
      throw refusal("others may write to it", advice: "chmod 700 \(root)")
    }
  }

  private func makeParents() throws(Errno) {
    var path = root.removingLastComponent(), missing: [FilePath] = []
    while !path.exists, !path.isEmpty, path.lastComponent != nil {
      missing.append(path)
      path = path.removingLastComponent()
    }
    for path in missing.reversed() { try make(path) }
  }

  /// Makes `path` unless somebody did so first.
  private func make(_ path: FilePath) throws(Errno) {
    do { try path.makeDirectory() } catch { if error != .fileExists { throw error } }
  }

  private func refusal(_ reason: String, advice: String? = nil) -> SimmerError {
    SimmerError(.refused, cannot: "use the store \(root)", reason, advice: advice)
  }

  // MARK: - Tasks

  /// Makes the directory of a new task: the lowest id that was never given out, as far as the hint `tasks/.last` knows.
  func makeTask() throws(Errno) -> TaskDirectory {
    let hint = tasks.appending(".last")
    var number: Int
    if let bytes = try? hint.contents(limit: 32), let last = Int(ascii: bytes) {
      number = last + 1
    } else {
      number = (try tasks.names().compactMap { Int($0) }.max() ?? 0) + 1
    }
    while true {
      let directory = tasks.appending(String(number))
      do throws(Errno) {
        try directory.makeDirectory()
      } catch {
        guard error == .fileExists else { throw error }
        number += 1
        continue
      }
      // Only a hint: mkdir decides. Losing it costs one look at the directory. It is overwritten in place, because
      // cutting a file off first makes some file systems (ext4) write it out at once.
      if let file = try? hint.open(.writeOnly, creating: true) {
        let digits = String(number)
        try? file.write(
          Array((String(repeating: "0", count: max(0, 18 - digits.utf8.count)) + digits).utf8), at: 0)
        file.shut()
      }
      return TaskDirectory(store: self, id: TaskID(number))
    }
  }

  /// Every task with its status, in the order of their ids.
  ///
  /// A directory without `status` is not yet, or not any more, a task.
  public func allTasks() -> [(task: TaskDirectory, status: TaskStatus)] {
    taskIDs().compactMap { id in
      let task = TaskDirectory(store: self, id: id)
      return task.status.map { (task, $0) }
    }
  }

  /// The newest tasks by their ids, at most `count`, newest first; some may not be published yet.
  public func newestTasks(_ count: Int) -> [TaskDirectory] {
    taskIDs().suffix(count).reversed().map { TaskDirectory(store: self, id: $0) }
  }

  /// The ids of all directories of tasks, in their order; some may be no tasks yet, or no more.
  func taskIDs() -> [TaskID] { ((try? tasks.names()) ?? []).compactMap { TaskID($0) }.sorted() }

  public func task(_ id: TaskID) -> TaskDirectory? {
    let task = TaskDirectory(store: self, id: id)
    return task.isPublished ? task : nil
  }

  /// The tasks that `live/` names, with their flags: what the prompt counts.
  public func liveTasks() -> [(task: TaskDirectory, flags: [String])] {
    ((try? live.names()) ?? []).compactMap { name in
      let parts = name.split(separator: ".").map(String.init)
      return TaskID(parts[0]).map { (TaskDirectory(store: self, id: $0), Array(parts.dropFirst())) }
    }.sorted { $0.task.id < $1.task.id }
  }
}
