// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

// The talk with somebody who is attached, after the line `attach …`, in frames: one byte of kind, four bytes of length
// (the highest first), the payload.
//
//   client                                         supervisor
//   i  what is typed                               a  attached: the size of the log, and what the screen is set to
//   s  ROWS COLUMNS: the size of the terminal      o  output, byte for byte
//   k  NUMBER: a signal for what is in front       g  NUMBER of bytes of output left out for a slow client
//   b  to the background, please                   b  moved to the background: `key` or `time`
//                                                  p  the task was paused by signal NUMBER
//                                                  e  ended: `code N` or `signal N`, and how many bytes of what was
//                                                     typed its terminal has taken

/// One message between a supervisor and somebody who is attached.
struct Frame: Equatable {
  enum Kind: UInt8 {
    case input = 0x69
    case size = 0x73
    case signal = 0x6b
    case background = 0x62
    case attached = 0x61
    case output = 0x6f
    case gap = 0x67
    case paused = 0x70
    case ended = 0x65
  }

  /// The most that a payload may hold, in bytes.
  static let limit = 1 << 16
  private static let headerSize = 5

  var kind: Kind
  var payload: [UInt8]

  init(_ kind: Kind, _ payload: [UInt8] = []) { (self.kind, self.payload) = (kind, payload) }

  init(_ kind: Kind, _ text: String) { self.init(kind, Array(text.utf8)) }

  var text: String { String(decoding: payload, as: UTF8.self) }

  /// The numbers of the payload, which blanks part.
  var numbers: [Int] { text.split(separator: " ").compactMap { Int($0) } }

  /// Appends the frame of `kind` with `payload` to `bytes`.
  static func append(_ kind: Kind, _ payload: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let count = UInt32(payload.count)
    bytes.append(kind.rawValue)
    for shift: UInt32 in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    bytes.append(contentsOf: payload)
  }

  /// Takes the first frame off `bytes`, if it is complete.
  ///
  /// - Throws: `badMessage` for what is no frame.
  static func take(from bytes: inout ArraySlice<UInt8>) throws(Errno) -> Frame? {
    guard bytes.count >= headerSize else { return nil }
    let start = bytes.startIndex
    guard let kind = Kind(rawValue: bytes[start]) else { throw .badMessage }
    let count = bytes[(start + 1)..<(start + headerSize)].reduce(0) { $0 << 8 | Int($1) }
    guard count <= limit else { throw .badMessage }
    guard bytes.count >= headerSize + count else { return nil }
    let frame = Frame(kind, Array(bytes[(start + headerSize)..<(start + headerSize + count)]))
    bytes = bytes[(start + headerSize + count)...]
    return frame
  }
}

/// Bytes on their way to a descriptor that takes only so much at a time.
struct Outbox {
  private var bytes: [UInt8] = []
  private var sent = 0

  var count: Int { bytes.count - sent }
  var isEmpty: Bool { count == 0 }

  mutating func put(_ more: some Collection<UInt8>) { bytes.append(contentsOf: more) }

  mutating func put(_ kind: Frame.Kind, _ payload: UnsafeRawBufferPointer) {
    Frame.append(kind, payload, to: &bytes)
  }

  mutating func put(_ frame: Frame) { frame.payload.withUnsafeBytes { put(frame.kind, $0) } }

  mutating func removeAll() { (bytes, sent) = ([], 0) }

  /// Writes what `descriptor` takes now.
  mutating func flush(to descriptor: FileDescriptor) throws(Errno) {
    guard !isEmpty else { return }
    let result: Result<Int, Errno> = bytes.withUnsafeBytes { all in
      var done = sent
      do throws(Errno) {
        while done < all.count {
          let count = try descriptor.writeSome(UnsafeRawBufferPointer(rebasing: all[done...]))
          if count == 0 { break }
          done += count
        }
        return .success(done)
      } catch { return .failure(error) }
    }
    sent = try result.get()
    if sent == bytes.count {
      // Room for one burst is kept, not for the largest that ever was.
      bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 17)
      sent = 0
    } else if sent > 1 << 16, sent > bytes.count / 2 {
      bytes.removeFirst(sent)
      sent = 0
    }
  }
}
