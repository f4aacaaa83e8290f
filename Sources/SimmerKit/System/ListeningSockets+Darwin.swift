// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
/// Who listens where: not here. The system tells it through proc_pidfdinfo(3), which is not asked yet.
extension ListeningSocket {
  static func all() -> [ListeningSocket] { [] }
  static func inodes(of pid: Int32) -> Set<UInt64>? { nil }
}

extension ProcessRow {
  static func environment(of pid: Int32) -> [UInt8]? { nil }
  static func programName(of pid: Int32) -> String? { nil }
}
#endif
