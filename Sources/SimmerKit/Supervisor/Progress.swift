// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// What a supervisor tells its launcher: three bytes a message (kind, stage, errno).
enum Progress: Equatable {
  enum Step: UInt8 { case ready = 1, started }
  enum Stage: UInt8 { case record = 1, terminal, fork, exec }

  case step(Step)
  case failure(Stage, Errno)
  /// The supervisor is gone.
  case end

  func write(to descriptor: FileDescriptor) {
    let bytes: [UInt8] =
      switch self {
      case .step(let step): [step.rawValue, 0, 0]
      case .failure(let stage, let reason): [0, stage.rawValue, UInt8(clamping: reason.rawValue)]
      case .end: []
      }
    try? descriptor.writeFully(bytes)
  }

  static func read(from descriptor: FileDescriptor) -> Progress {
    guard let bytes = try? descriptor.exactly(3) else { return .end }
    if let step = Step(rawValue: bytes[0]) { return .step(step) }
    guard let stage = Stage(rawValue: bytes[1]) else { return .end }
    return .failure(stage, Errno(rawValue: Int32(bytes[2])))
  }
}

extension FileDescriptor {
  /// Returns exactly `count` bytes, or nil when the end comes first.
  func exactly(_ count: Int) throws(Errno) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try contents(limit: count - bytes.count)
      if more.isEmpty { return nil }
      bytes += more
    }
    return bytes
  }
}
