// SPDX-License-Identifier: GPL-3.0-or-later

#if os(Linux)
import SystemPackage

// Version 2 (one tree, cgroup.controllers in its root) is what machines have; version 1 (a tree for each controller) is
// what older ones and some containers still have.
//
// A process may be moved by whoever may write to the common ancestor of where it is and where it goes. So the new group
// is made below the nearest ancestor of our own that may be written to and has the controller to give away: for a user
// that is a slice that systemd has delegated, for root any. In version 2 one with processes in it gives nothing away.
//
// A group of version 2 can also be killed as a whole. So a task whose limits are held otherwise gets one for that alone.
extension Cgroup {
  /// How many microseconds a share of the processors is counted over (CFS, cpu.max).
  private static let period = 100_000

  /// Makes groups in which `limits` hold, as far as such can be made.
  ///
  /// - Parameter name: No other group is called that.
  static func make(_ name: String, for limits: ResourceLimits) -> Holders {
    let memberships = (try? FilePath("/proc/self/cgroup").contents(limit: 1 << 16)) ?? []
    return make(name, for: limits, memberships: memberships, root: "/sys/fs/cgroup")
  }

  /// - Parameters:
  ///   - memberships: The text of /proc/self/cgroup.
  ///   - root: Where the trees are mounted.
  static func make(_ name: String, for limits: ResourceLimits, memberships: [UInt8], root: FilePath)
    -> Holders
  {
    var holders = Holders()
    for line in String(decoding: memberships, as: UTF8.self).split(separator: "\n") {
      // `0::/user.slice/…` is version 2, `4:memory:/…` version 1.
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 3 else { continue }
      let isUnified = parts[0] == "0" && parts[1].isEmpty
      let here = parts[1].split(separator: ",")
      let wanted = holders.missing(of: limits).filter { isUnified || here.contains(Substring($0.rawValue)) }
      let tree = isUnified ? unifiedRoot(below: root) : root.appending(parts[1])
      // All in one group if that can be, else one of them.
      for some in [wanted] + (wanted.count > 1 ? wanted.map { [$0] } : []) where !some.isEmpty {
        guard let group = make(name, holding: some, of: limits, below: tree, at: parts[2], isUnified) else {
          continue
        }
        for controller in some { holders[controller] = group }
        if group.isKillable { holders.tree = group }
        // A process is in one place of a tree.
        break
      }
      if isUnified, holders.tree == nil {
        holders.tree = make(name, holding: [], of: limits, below: tree, at: parts[2], isUnified)
      }
    }
    return holders
  }

  /// Where the tree of version 2 is mounted: at the root itself, or beside those of version 1.
  private static func unifiedRoot(below root: FilePath) -> FilePath {
    let beside = root.appending("unified")
    return beside.appending("cgroup.procs").exists ? beside : root
  }

  private static func make(
    _ name: String, holding controllers: [Controller], of limits: ResourceLimits, below tree: FilePath,
    at membership: String, _ isUnified: Bool
  ) -> Cgroup? {
    var place = tree
    for name in membership.split(separator: "/") { place.append(String(name)) }
    while true {
      if isOurs(place), controllers.allSatisfy({ gives($0, place, isUnified) }),
        let made = make(name, in: place)
      {
        if controllers.allSatisfy({ made.hold($0, limits, isUnified) }),
          !controllers.isEmpty || made.isKillable
        {
          return made
        }
        made.remove()
      }
      guard place != tree, place.removeLastComponent() else { return nil }
    }
  }

  /// Whether groups can be made below `place`, and processes be moved there (access(2)).
  private static func isOurs(_ place: FilePath) -> Bool {
    Access.isWritable(place) && Access.isWritable(place.appending("cgroup.procs"))
  }

  /// Whether groups below `place` can limit what `controller` controls.
  private static func gives(_ controller: Controller, _ place: FilePath, _ isUnified: Bool) -> Bool {
    guard isUnified else { return true }
    func has(_ file: String) -> Bool {
      let bytes = (try? place.appending(file).contents(limit: 4096)) ?? []
      return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .contains(Substring(controller.rawValue))
    }
    if has("cgroup.subtree_control") { return true }
    guard has("cgroup.controllers") else { return false }
    return (try? write("+\(controller.rawValue)", to: place.appending("cgroup.subtree_control"))) != nil
  }

  private static func make(_ name: String, in place: FilePath) -> Cgroup? {
    let path = place.appending(name)
    do throws(Errno) { try path.makeDirectory() } catch {
      // One that a dead supervisor has left.
      guard error == .fileExists else { return nil }
      path.removeEmptyDirectory()
      guard (try? path.makeDirectory()) != nil else { return nil }
    }
    return Cgroup(path: path)
  }

  /// Makes `limits` hold in it; false when it cannot.
  private func hold(_ controller: Controller, _ limits: ResourceLimits, _ isUnified: Bool) -> Bool {
    func set(_ file: String, _ value: String) -> Bool {
      (try? Self.write(value, to: path.appending(file))) != nil
    }
    switch controller {
    case .memory:
      guard let memory = limits.memory else { return false }
      guard set(isUnified ? "memory.max" : "memory.limit_in_bytes", "\(memory)") else { return false }
      // What it may not have it shall not have on disk; not every kernel counts that.
      _ = isUnified ? set("memory.swap.max", "0") : set("memory.memsw.limit_in_bytes", "\(memory)")
      return true
    case .cpu:
      guard let cpu = limits.cpu else { return false }
      let quota = max(1000, Int(cpu * Double(Self.period)))
      return isUnified ? set("cpu.max", "\(quota) \(Self.period)") : set("cpu.cfs_quota_us", "\(quota)")
    }
  }
}
#endif
