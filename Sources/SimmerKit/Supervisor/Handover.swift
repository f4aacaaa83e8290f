// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

/// What a supervisor leaves to its successor in memory that both have: output that is on its way from the terminal to the
/// log, and what is planned.
///
/// A process that is killed gets no time to store anything. So the buffers themselves are shared, and each step of the
/// way leaves them in a state from which it can be finished: nothing is lost or stored twice, but for bytes 0 at the very
/// end of what was read last.
struct Handover {
  /// How much is read at once, in bytes.
  static let room = 1 << 15

  private let facts: UnsafeMutablePointer<simmer_handover>
  /// Read into here. All that holds nothing is 0.
  let raw: UnsafeMutableRawBufferPointer
  /// What is to be stored, where that is not what was read: one byte more may have been held back.
  let cooked: UnsafeMutableRawBufferPointer

  init() throws(Errno) {
    let page = 4096
    let head = (MemoryLayout<simmer_handover>.size + page - 1) / page * page
    guard let memory = simmer_shared_memory(head + 2 * Self.room + page) else { throw .last }
    facts = memory.bindMemory(to: simmer_handover.self, capacity: 1)
    raw = UnsafeMutableRawBufferPointer(start: memory + head, count: Self.room)
    cooked = UnsafeMutableRawBufferPointer(start: memory + head + Self.room, count: Self.room + 1)
  }

  // MARK: - Output on its way

  /// What was found on the way.
  enum Finding {
    /// Read from the terminal of `channel`, not yet looked at.
    case raw(channel: Int, count: Int)
    /// To be stored for `channel`, behind the `base` bytes that its log had.
    case stored(channel: Int, UnsafeRawBufferPointer, base: Int)
  }

  /// From now on the raw buffer fills from `channel`.
  func beginReading(_ channel: Int) { facts.pointee.channel = Int32(channel) }

  /// From now on `count` bytes of a buffer are stored behind `base`.
  func beginStoring(_ count: Int, cooked: Bool, base: Int, thenHoldingReturn holds: Bool) {
    facts.pointee.count = UInt64(count)
    facts.pointee.base = UInt64(base)
    facts.pointee.is_cooked = cooked ? 1 : 0
    facts.pointee.will_hold_return = holds ? 1 : 0
    facts.pointee.is_storing = 1
  }

  /// All `filled` bytes that were read are stored.
  func endStoring(_ filled: Int, lost: Int) {
    let channel = Int(facts.pointee.channel)
    setLost(lost, channel)
    setHoldsReturn(facts.pointee.will_hold_return != 0, channel)
    facts.pointee.count = 0
    UnsafeMutableRawBufferPointer(rebasing: raw[..<filled]).initializeMemory(as: UInt8.self, repeating: 0)
    facts.pointee.is_storing = 0
  }

  /// What the supervisor before has left on the way.
  var finding: Finding? {
    let channel = Int(facts.pointee.channel)
    guard facts.pointee.is_storing != 0 else {
      guard let last = raw.lastIndex(where: { $0 != 0 }) else { return nil }
      return .raw(channel: channel, count: last + 1)
    }
    let source = facts.pointee.is_cooked != 0 ? cooked : raw
    let count = min(Int(facts.pointee.count), source.count)
    return .stored(
      channel: channel, UnsafeRawBufferPointer(rebasing: source[..<count]), base: Int(facts.pointee.base))
  }

  func lost(_ channel: Int) -> Int {
    Int(withUnsafeBytes(of: facts.pointee.lost) { $0.bindMemory(to: UInt64.self)[channel] })
  }

  private func setLost(_ count: Int, _ channel: Int) {
    if channel == 0 { facts.pointee.lost.0 = UInt64(count) } else { facts.pointee.lost.1 = UInt64(count) }
  }

  /// Whether a `\r` of the log of `channel` waits for what follows it.
  func holdsReturn(_ channel: Int) -> Bool {
    (channel == 0 ? facts.pointee.holds_return.0 : facts.pointee.holds_return.1) != 0
  }

  func setHoldsReturn(_ holds: Bool, _ channel: Int) {
    if channel == 0 {
      facts.pointee.holds_return.0 = holds ? 1 : 0
    } else {
      facts.pointee.holds_return.1 = holds ? 1 : 0
    }
  }

  // MARK: - Plans

  /// A start that is planned, after a run that ended with `exit`.
  struct PlannedStart {
    var at: Int
    var exit: Exit
    var inRow: Int
    var atOnce: Int
  }

  var plannedStart: PlannedStart? {
    get {
      guard facts.pointee.restart_at != 0 else { return nil }
      return PlannedStart(
        at: Int(facts.pointee.restart_at), exit: Exit(waitStatus: facts.pointee.last_exit),
        inRow: Int(facts.pointee.in_row), atOnce: Int(facts.pointee.at_once))
    }
    nonmutating set {
      if let newValue {
        facts.pointee.last_exit = newValue.exit.waitStatus
        facts.pointee.in_row = Int32(newValue.inRow)
        facts.pointee.at_once = Int32(newValue.atOnce)
      }
      facts.pointee.restart_at = Int64(newValue?.at ?? 0)
    }
  }

  /// How often the kernel had killed for want of memory when the task began.
  var memoryKills: MemoryKills {
    get {
      func known(_ count: Int64) -> Int? { count >= 0 ? Int(count) : nil }
      return MemoryKills(
        onMachine: known(facts.pointee.kills_on_machine), inGroup: known(facts.pointee.kills_in_group))
    }
    nonmutating set {
      facts.pointee.kills_on_machine = Int64(newValue.onMachine ?? -1)
      facts.pointee.kills_in_group = Int64(newValue.inGroup ?? -1)
    }
  }

  /// The order to stop that is carried out.
  var order: StopRequest? {
    get {
      let text = withUnsafeBytes(of: facts.pointee.order) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard case .stop(let order) = SupervisorRequest(text) else { return nil }
      return order
    }
    nonmutating set {
      let text = newValue.map { SupervisorRequest.stop($0).text } ?? ""
      withUnsafeMutableBytes(of: &facts.pointee.order) { bytes in
        // Half an order is none.
        bytes[0] = 0
        let all = Array(text.utf8.prefix(bytes.count - 1)) + [0]
        bytes[1...].copyBytes(from: all.dropFirst())
        bytes[0] = all[0]
      }
    }
  }
}
