// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// A control group of the kernel (cgroups(7)): what is in it may take no more than it is allowed, all together.
///
/// Only Linux has them; elsewhere none can be made.
public struct Cgroup: Equatable, Sendable {
  /// A thing that is limited.
  enum Controller: String, CaseIterable { case memory, cpu }

  /// The groups in which what was asked for holds; nil where none could be made.
  struct Holders {
    var memory, cpu: Cgroup?
    /// One that can be killed as a whole (version 2): that of a limit, or another.
    var tree: Cgroup?

    subscript(_ controller: Controller) -> Cgroup? {
      get { controller == .memory ? memory : cpu }
      set { if controller == .memory { memory = newValue } else { cpu = newValue } }
    }

    /// What of `limits` is not held yet.
    func missing(of limits: ResourceLimits) -> [Controller] {
      (limits.memory != nil && memory == nil ? [.memory] : [])
        + (limits.cpu != nil && cpu == nil ? [.cpu] : [])
    }
  }

  /// The directory that stands for it.
  let path: FilePath

  /// How many of its processes the kernel has killed because there was no memory left for them; 0 where it does not say.
  var memoryKills: Int {
    for file in ["memory.events", "memory.oom_control"] {
      guard let bytes = try? path.appending(file).contents(limit: 4096) else { continue }
      return Self.number(after: "oom_kill", in: bytes) ?? 0
    }
    return 0
  }

  /// The number on the line that begins with `key`.
  static func number(after key: String, in bytes: [UInt8]) -> Int? {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "))
      if words.count == 2, words[0].elementsEqual(key.utf8) { return Int(ascii: words[1]) }
    }
    return nil
  }

  /// Puts this process into it.
  func enter() throws(Errno) { try Self.write("0", to: path.appending("cgroup.procs")) }

  /// Whether it is one of version 2 that can be killed as a whole (Linux 5.14).
  var isKillable: Bool { killFile.exists }

  private var killFile: FilePath { path.appending("cgroup.kill") }

  /// Kills all that is in it at once: nothing can be born while that goes on. False where that cannot be done.
  @discardableResult func kill() -> Bool { (try? Self.write("1", to: killFile)) != nil }

  /// The processes in it.
  var members: [ProcessIdentity] {
    let bytes = (try? path.appending("cgroup.procs").contents()) ?? []
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { Int(ascii: $0) }
      .compactMap { ProcessIdentity(runningAs: Int32(truncatingIfNeeded: $0)) }
  }

  /// Removes it, as far as nothing is left in it.
  func remove() { path.removeEmptyDirectory() }

  static func write(_ text: String, to file: FilePath) throws(Errno) {
    let descriptor = try file.open(.writeOnly)
    defer { descriptor.shut() }
    try descriptor.writeFully(Array(text.utf8))
  }
}
