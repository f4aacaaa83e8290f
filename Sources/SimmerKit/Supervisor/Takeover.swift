// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

extension Supervisor {
  /// How much of the log tells what the screen is set to, and whether the task has said that it is ready, in bytes.
  private static let lookBack = 1 << 18

  /// Brings the supervisor to where the one before it was.
  mutating func goOn(_ post: Post) {
    let handover = post.equipment.handover
    capture.recover()
    isReady = task.ready != nil
    if hasEnded {
      // Recorded, but perhaps not yet told.
      task.retireLiveEntry(
        as: NoticeName(
          task: task.id, session: facts.session, state: status.state, code: status.exit?.shellCode ?? 0))
      capture.releaseTerminal()
      endReadiness()
      return
    }
    followLog()
    if isReady { endReadiness() }
    if let alert = task.alert { capture.alerts?.resume(alert) }
    resumeFlag(post.front)
    // The supervisor before may have held it.
    if stage.hasJobs, !stage.isPaused { status.leader.send(.proceed) }
    if let policy = facts.restart, stage.front == nil {
      restarts = Restarts(
        policy, program: post.program, equipment: post.equipment, modes: capture.modes)
      // A plan that was carried out is none.
      if let plan = handover.plannedStart, !status.leader.isRunning {
        restarts?.resume(plan)
        leaderExit = plan.exit
      }
    }
    if let order = handover.order { beginStop(order) }
  }

  /// Shows the last of the log to those that look for something in the output.
  private func logTail() -> [UInt8] {
    guard let log = try? task.log(.stdout).open(.readOnly) else { return [] }
    defer { log.shut() }
    let size = (try? log.size) ?? 0
    return (try? log.bytes(from: max(0, size - Self.lookBack), count: Self.lookBack)) ?? []
  }

  private mutating func followLog() {
    logTail().withUnsafeBytes { capture.lookAgain($0, isReady: isReady) }
  }
}
