// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

// Events are what two looks at the store differ by. So they need no journal that could be lost, grow or fill a disk; and a
// cursor is a look that somebody remembers: what has happened since is found whenever it is asked for.

/// Something that happened to a task.
public struct TaskEvent: Equatable, Sendable {
  public enum Kind: String, Sendable, CaseIterable { case started, ready, waiting, alert, finished }

  public let kind: Kind
  public let task: TaskID
  /// For alerts: which, as the name of the notice says it.
  public var word: String?

  public init(kind: Kind, task: TaskID, word: String? = nil) {
    (self.kind, self.task, self.word) = (kind, task, word)
  }
}

/// Which tasks there were at a moment, as far as events tell of them.
public struct StoreSnapshot: Equatable, Sendable {
  /// One running task.
  struct Running: Equatable, Sendable {
    var isReady = false
    var isWaiting = false
  }

  /// The highest number that was given out.
  private(set) var highest = 0
  /// Numbers up to it that were given out and not yet used: their tasks are about to start.
  private(set) var pending: [Int] = []
  private(set) var running: [Int: Running] = [:]

  /// How many of the last numbers are looked at for tasks that are about to start.
  private static let recent = 64

  /// The store before anything happened in it.
  public init() {}

  /// Looks at `store`, in which `earlier` was seen before.
  init(_ store: Store, after earlier: StoreSnapshot) {
    var inFront: [Int] = []
    for (task, flags) in store.liveTasks() {
      // In front of somebody's terminal it is a line like others.
      if flags.contains("foreground") {
        inFront.append(task.id.number)
        continue
      }
      var state = earlier.running[task.id.number] ?? Running()
      state.isReady = state.isReady || flags.contains("ready") || task.ready != nil
      state.isWaiting = flags.contains("waiting")
      running[task.id.number] = state
    }
    highest = store.highestNumber
    let recent = highest > 0 ? Array(max(1, highest - Self.recent)...highest) : []
    // Asked before the records are read: one that starts in between is found running then, not taken for one that ended.
    let starting = recent.filter { TaskDirectory(store: store, id: TaskID($0)).isStarting }
    // A name that is changed while the directory is read can be missed under both: the record says whether it runs.
    let news = max(earlier.highest, highest - Self.recent) + 1
    let doubtful = earlier.running.keys + earlier.pending + (news <= highest ? Array(news...highest) : [])
    for number in doubtful where running[number] == nil && !inFront.contains(number) {
      let task = TaskDirectory(store: store, id: TaskID(number))
      guard task.status?.state == .running, task.flag != .foreground else { continue }
      var state = earlier.running[number] ?? Running()
      state.isReady = state.isReady || task.ready != nil
      running[number] = state
    }
    pending = recent.filter { running[$0] == nil && (inFront.contains($0) || starting.contains($0)) }
  }

  /// What has happened from this look to a `later` one, in the order in which it must have.
  func events(until later: StoreSnapshot, in store: Store) -> [TaskEvent] {
    var numbers = Set(running.keys).union(later.running.keys).union(pending)
    if later.highest > highest { numbers.formUnion(highest + 1...later.highest) }
    var events: [TaskEvent] = []
    for number in numbers.sorted() {
      let id = TaskID(number), old = running[number], new = later.running[number]
      // Between its number and its start there is nothing to tell; one that never started never was.
      if new == nil, old == nil, later.pending.contains(number) || store.task(id) == nil { continue }
      func add(_ kind: TaskEvent.Kind) { events.append(TaskEvent(kind: kind, task: id)) }
      if old == nil { add(.started) }
      let wasReady = old?.isReady ?? false
      if !wasReady, new?.isReady ?? (store.task(id)?.ready != nil) { add(.ready) }
      if new?.isWaiting == true, old?.isWaiting != true { add(.waiting) }
      if new == nil { add(.finished) }
    }
    return events
  }

  // MARK: - As a cursor

  /// `23;22;17r,21w,20`: the highest number; those about to start; those that run, with `r` for ready, `w` for waiting.
  public var cursor: String {
    let tasks = running.sorted { $0.key < $1.key }.map { number, state in
      "\(number)" + (state.isReady ? "r" : "") + (state.isWaiting ? "w" : "")
    }
    return "\(highest);\(pending.map(String.init).joined(separator: ","));\(tasks.joined(separator: ","))"
  }

  /// Reads what `cursor` says; nil when it is no such text.
  public init?(cursor: String) {
    let parts = cursor.split(separator: ";", omittingEmptySubsequences: false)
    guard parts.count == 3, let highest = Int(parts[0]), highest >= 0 else { return nil }
    self.highest = highest
    for word in parts[1].split(separator: ",") {
      guard let number = Int(word), number > 0 else { return nil }
      pending.append(number)
    }
    for word in parts[2].split(separator: ",") {
      let digits = word.prefix { $0.isNumber }, flags = word.dropFirst(digits.count)
      guard let number = Int(digits), number > 0, flags.allSatisfy({ $0 == "r" || $0 == "w" }) else {
        return nil
      }
      running[number] = Running(isReady: flags.contains("r"), isWaiting: flags.contains("w"))
    }
  }
}

/// Tells what happens to tasks, without asking again and again: the kernel says when names in the store change.
public struct EventStream {
  private let store: Store
  private var watch: DirectoryWatch
  private var arrivals: [String] = []
  public private(set) var snapshot: StoreSnapshot

  /// - Parameter start: What is known already; nil: all that is there now.
  /// - Throws: `refused` when the system lets nobody watch.
  public init(_ store: Store, after start: StoreSnapshot? = nil) throws(SimmerError) {
    self.store = store
    // Watched first, looked at then: what happens in between is told.
    do throws(Errno) { watch = try DirectoryWatch(names: [store.live, store.done]) } catch {
      throw SimmerError(.refused, cannot: "watch the store \(store.root)", error.description)
    }
    snapshot = start ?? StoreSnapshot(store, after: StoreSnapshot())
  }

  public func close() { watch.close() }

  /// What has happened since the last call.
  public mutating func take() -> [TaskEvent] {
    let later = StoreSnapshot(store, after: snapshot)
    let alerts = arrivals.compactMap { NoticeName($0) }.filter(\.news.isAlert).map {
      TaskEvent(kind: .alert, task: $0.task, word: $0.news.word)
    }
    arrivals = []
    let events = snapshot.events(until: later, in: store)
    snapshot = later
    return alerts + events
  }

  /// Waits until something may have happened; false when nothing more will be told, or nobody would hear it.
  public mutating func wait(for audience: Audience) -> Bool { wait(unless: audience.descriptor) }

  /// Waits until something may have happened, or `milliseconds` have passed (nil: for ever); false when nothing more
  /// will be told: `hangup` hung up, or the store is gone.
  public mutating func wait(milliseconds: Int? = nil, unless hangup: FileDescriptor? = nil) -> Bool {
    var set = PollSet()
    let own = set.add(watch.descriptor, .input)
    // No events asked for: only the hang-up is of interest.
    let gone = hangup.map { set.add($0, []) }
    set.wait(timeout: milliseconds)
    if let gone, !set.events(at: gone).isEmpty { return false }
    guard !set.events(at: own).isEmpty else { return true }
    switch watch.take() {
    case .nothing: return true
    case .changed(let names):
      arrivals += names
      return true
    case .lost: return false
    }
  }
}

extension Store {
  /// The highest number that was given out.
  fileprivate var highestNumber: Int {
    let hint = (try? tasks.appending(".last").contents(limit: 32)).flatMap { Int(ascii: $0) }
    return hint ?? (try? tasks.names().compactMap { Int($0) }.max()) ?? 0
  }
}

extension TaskDirectory {
  /// Whether its number is taken and it does not run yet.
  fileprivate var isStarting: Bool { !isPublished && path.exists }
}

extension News {
  /// Whether somebody should look at a task that goes on.
  fileprivate var isAlert: Bool { !isEnd && self != .waiting && self != .ready }
}
