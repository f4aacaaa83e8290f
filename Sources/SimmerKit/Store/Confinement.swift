// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

/// What a task may take of the machine, as it was asked for.
public struct ResourceLimits: Equatable, Sendable {
  /// Bytes of memory.
  public var memory: Int?
  /// Processors, in parts too: 1.5 is the time of one and a half.
  public var cpu: Double?

  public init(memory: Int? = nil, cpu: Double? = nil) { (self.memory, self.cpu) = (memory, cpu) }

  var isEmpty: Bool { memory == nil && cpu == nil }
}

/// How the limits of a task are held: by a group of the kernel's, which counts the task as a whole, or in a weaker way.
public struct Confinement: Equatable, Sendable {
  public enum Means: Equatable, Sendable {
    case cgroup(Cgroup)
    /// Memory: each process by itself (setrlimit(2), RLIMIT_DATA). Processors: so many whole ones (sched_setaffinity(2)).
    case process

    /// As `launch` says it, and people are told.
    public var word: String {
      switch self {
      case .cgroup: "cgroup"
      case .process: "process"
      }
    }
  }

  public internal(set) var memory: Means?
  public internal(set) var cpu: Means?
  /// The group that can be killed as a whole.
  private(set) var tree: Cgroup?

  /// Makes what is needed to hold `limits` for the task `id`; nil when there are none.
  ///
  /// - Throws: ENOTSUP when there is no way to hold one of them on this machine.
  init?(_ limits: ResourceLimits, for task: TaskDirectory) throws(Errno) {
    guard !limits.isEmpty else { return nil }
    let name = "simmer-\(Fingerprint.hex(Array(task.store.root.string.utf8)))-\(task.id)"
    let groups = Cgroup.make(name, for: limits)
    tree = groups.tree
    if limits.memory != nil { memory = groups.memory.map(Means.cgroup) ?? .process }
    if limits.cpu != nil {
      cpu = groups.cpu.map(Means.cgroup) ?? .process
      guard groups.cpu != nil || simmer_processors() > 0 else {
        remove()
        throw .notSupported
      }
    }
  }

  init?(_ values: KeyValueLines) {
    func means(_ key: String) -> Means? {
      switch values[key] {
      case nil: nil
      case "process": .process
      case let path?: .cgroup(Cgroup(path: FilePath(path)))
      }
    }
    (memory, cpu) = (means("memory-by"), means("cpu-by"))
    tree = values["tree"].map { Cgroup(path: FilePath($0)) }
    if memory == nil, cpu == nil { return nil }
  }

  var text: String {
    func line(_ key: String, _ means: Means?) -> String {
      switch means {
      case nil: ""
      case .process: "\(key) process\n"
      case .cgroup(let group): "\(key) \(group.path)\n"
      }
    }
    return line("memory-by", memory) + line("cpu-by", cpu) + (tree.map { "tree \($0.path)\n" } ?? "")
  }

  /// In words, what is not held for the task as a whole; nil when all is.
  public var weakness: String? {
    let weak = [
      memory == .process ? "memory is limited for each of its processes by itself" : nil,
      cpu == .process ? "its processors are whole ones" : nil,
    ].compactMap { $0 }
    return weak.isEmpty ? nil : "no cgroup can be made here: " + weak.joined(separator: ", ")
  }

  private var groups: [Cgroup] {
    var groups: [Cgroup] = []
    for means in [memory, cpu, tree.map(Means.cgroup)] {
      if case .cgroup(let group) = means, !groups.contains(group) { groups.append(group) }
    }
    return groups
  }

  /// Confines this process, and all that it starts from now on.
  func enter(_ limits: ResourceLimits, task: TaskID) throws(Errno) {
    for group in groups { try group.enter() }
    if memory == .process, let bytes = limits.memory, simmer_limit_memory(UInt64(bytes)) != 0 { throw .last }
    if cpu == .process, let share = limits.cpu,
      simmer_limit_processors(Int32(share.rounded(.up)), Int32(truncatingIfNeeded: task.number)) != 0
    {
      throw .last
    }
  }

  /// Kills all that is in the task's group at once, where it has one.
  func kill() { tree?.kill() }

  /// The processes in that group, whoever is above them.
  var members: [ProcessIdentity] { tree?.members ?? [] }

  /// How many of the task's processes the kernel has killed for want of memory, as far as it counts them.
  var memoryKills: Int {
    if case .cgroup(let group) = memory { group.memoryKills } else { 0 }
  }

  /// Removes the groups, as far as nothing is left in them.
  func remove() { for group in groups { group.remove() } }
}
