// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// The descriptors that a task needs, all opened before anything is forked, so that a lack of them is known in time.
struct Equipment {
  let stdout: LogWriter
  /// A log of its own for standard error, where the streams are split.
  let stderr: LogWriter?
  /// Where the index of times is made, once there is output.
  let times: FilePath
  var terminal: Pty
  var errorTerminal: Pty?
  let savedState: FileDescriptor?
  /// Between the supervisor and the terminal that the task starts in front of.
  let front: (outerEnd: FileDescriptor, supervisorEnd: FileDescriptor)?
  /// How the task is held to its limits, if it has any.
  let confinement: Confinement?
  let nothing: FileDescriptor
  /// From launcher to first process: one byte opens it.
  let gate: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  /// From supervisor to first process: one byte says that it is on record.
  let record: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  /// From first process to supervisor: the errno of a failed exec.
  let report: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  /// From supervisor to launcher.
  let progress: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  /// From supervisor to successor.
  let handover: Handover

  /// Opens everything for `task`.
  ///
  /// The lock of the log is taken here: a fork shares it, and it lasts as long as any of the two is there.
  init(for task: TaskDirectory, request: LaunchRequest) throws(SimmerError) {
    let facts = request.facts
    let split = facts.streams == .split
    let budget = Settings.logBudget
    do throws(Errno) {
      stdout = try LogWriter(creating: task.log(.stdout), budget: budget)
      try stdout.descriptor.lock()
      stderr = split ? try LogWriter(creating: task.log(.stderr), budget: budget) : nil
    } catch { throw request.cannotWrite(to: task.store, error) }
    times = task.path.appending("times")
    do throws(Errno) {
      terminal = try Pty.open(size: facts.size, modes: request.front?.modes)
      errorTerminal = split ? try Pty.open(size: facts.size) : nil
      nothing = try FilePath("/dev/null").open(.readWrite)
      gate = try FileDescriptor.closedPipe()
      record = try FileDescriptor.closedPipe()
      report = try FileDescriptor.closedPipe()
      progress = try FileDescriptor.closedPipe()
      handover = try Handover()
      savedState = request.savedState
      front = request.front == nil ? nil : try LocalSocket.pair(room: Int32(Clients.window))
    } catch { throw request.cannotStart("no terminal for it: \(error)") }
    do throws(Errno) { confinement = try Confinement(facts.limits, for: task) } catch {
      throw request.cannotStart("this system cannot limit its processors", advice: "see --nice")
    }
  }

  /// Closes, in the holder, what it does not need to take over: above all the inner ends, so that the terminals can close.
  func holderKeepsItsEnds() {
    terminal.inner.shut()
    errorTerminal?.inner.shut()
    gate.readEnd.shut()
    record.readEnd.shut()
    report.writeEnd.shut()
    savedState?.shut()
    front?.supervisorEnd.shut()
  }

  /// Closes, in the launcher, what belongs to the supervisor alone.
  func launcherKeepsItsEnds() {
    record.readEnd.shut()
    record.writeEnd.shut()
    report.readEnd.shut()
    report.writeEnd.shut()
    progress.writeEnd.shut()
    terminal.outer.shut()
    // The terminal that shows it asks the task's own how that was left.
    if front == nil { terminal.inner.shut() }
    front?.supervisorEnd.shut()
    errorTerminal?.close()
    stdout.descriptor.shut()
    stderr?.descriptor.shut()
    nothing.shut()
  }
}
