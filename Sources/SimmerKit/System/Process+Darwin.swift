// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
import Darwin

extension ProcessRow {
  /// Asks proc_pidinfo(PROC_PIDTBSDINFO): start time in microseconds since the epoch.
  init?(of pid: Int32) {
    var info = proc_bsdinfo()
    let size = Int32(MemoryLayout<proc_bsdinfo>.size)
    guard proc_pidinfo(pid, PROC_PIDTBSDINFO, 0, &info, size) == size else { return nil }
    self.init(
      identity: ProcessIdentity(
        pid: pid, startTime: info.pbi_start_tvsec * 1_000_000 + info.pbi_start_tvusec),
      parent: Int32(info.pbi_ppid), isZombie: info.pbi_status == UInt32(SZOMB))
    (group, frontGroup) = (Int32(info.pbi_pgid), Int32(bitPattern: info.e_tpgid))
  }

  /// Not counted yet: proc_pid_rusage(3) tells it in other units.
  static let tick = 0
  static let page = 0
  var terminalName: String? { nil }

  static func children(of pid: Int32) -> [Int32]? { nil }

  static func all() -> [ProcessRow] {
    var pids = [pid_t](repeating: 0, count: Int(proc_listallpids(nil, 0)) + 64)
    let count = proc_listallpids(&pids, Int32(pids.count * MemoryLayout<pid_t>.size))
    return pids.prefix(Int(max(0, count))).compactMap { ProcessRow(of: $0) }
  }
}

extension ThisProcess {
  static var programFile: String { programPath ?? "" }

  /// _NSGetExecutablePath(3).
  static var programPath: String? {
    var size = UInt32(PATH_MAX)
    var path = [CChar](repeating: 0, count: Int(size))
    guard _NSGetExecutablePath(&path, &size) == 0 else { return nil }
    return String(cString: path)
  }
}
#endif
