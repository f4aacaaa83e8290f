// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
extension Cgroup {
  static func make(_ name: String, for limits: ResourceLimits) -> Holders { Holders() }
}
#endif
