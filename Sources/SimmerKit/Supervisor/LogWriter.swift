// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// Appends what a task writes to its log, and keeps the log within its budget.
///
/// Trouble with the disk costs bytes of the log, counted and told of in the log itself, and nothing else.
struct LogWriter {
  /// The head of the log, which holds the lock of the task.
  let descriptor: FileDescriptor
  /// How many bytes the log holds, or held.
  private(set) var size = 0
  /// How many bytes could not be stored.
  private(set) var lost = 0
  /// How many of them the log does not tell of yet, and why.
  private var unsaid: (bytes: Int, reason: Errno)?
  private var budget: LogBudget
  private let path: FilePath

  /// - Parameter budget: How many bytes of the log are kept; nil is all.
  init(creating path: FilePath, budget: Int?) throws(Errno) {
    descriptor = try path.open(.writeOnly, creating: true, options: [.append, .exclusiveCreate])
    self.budget = LogBudget(of: path, keeping: budget)
    self.path = path
  }

  /// Goes on where the supervisor before has left off, which could not store `lost` bytes.
  mutating func resume(lost: Int) {
    (size, self.lost) = (LogBytes.sizes(of: path)?.written ?? size, lost)
    budget.resume(at: size)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    guard unsaid == nil || tellOfLoss() else {
      lost += bytes.count
      unsaid?.bytes += bytes.count
      return
    }
    var rest = bytes
    while !rest.isEmpty {
      if size >= budget.nextLook { budget.look(descriptor, size) }
      do throws(Errno) {
        let written = try budget.target(descriptor).writeSome(
          UnsafeRawBufferPointer(rebasing: rest.prefix(budget.nextLook - size)))
        size += written
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      } catch {
        lost += rest.count
        unsaid = (rest.count, error)
        return
      }
    }
  }

  /// Says in the log that something is missing there. False: there is no room for that either.
  private mutating func tellOfLoss() -> Bool {
    guard let unsaid else { return true }
    let text =
      "\n[simmer: \(ByteCount.text(unsaid.bytes)) of the output could not be stored here: \(unsaid.reason)]\n"
    let remark = Array(text.utf8)
    guard
      let written = remark.withUnsafeBytes({ try? budget.target(descriptor).writeSome($0) }), written > 0
    else { return false }
    size += written
    guard written == remark.count else { return false }
    self.unsaid = nil
    return true
  }
}
