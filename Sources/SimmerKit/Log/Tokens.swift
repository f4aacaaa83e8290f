// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

/// Short texts of which one is in every line of interest: what a block of lines is searched for first, all at once.
///
/// The two rarest neighbours of each text are looked up in a table; only where they stand is more compared. That takes a
/// step for each byte, however many texts there are. It never changes.
final class Tokens: @unchecked Sendable {
  /// In a text, stands for any digit.
  static let digit: Character = "\u{1}"

  private let tokens: [simmer_token]
  private let chains: UnsafeMutablePointer<UInt8>

  /// - Parameters:
  ///   - texts: Of 2 to 16 bytes, in small letters; case never counts. At most 255, those of `afterPaths` included.
  ///   - afterPaths: Such texts that count only behind a word with a slash in it.
  init(_ texts: [String], afterPaths: [String]) {
    chains = .allocate(capacity: 1 << 16)
    chains.initialize(repeating: 0, count: 1 << 16)
    var tokens: [simmer_token] = []
    for (index, text) in (texts + afterPaths).enumerated() {
      let bytes = Array(text.utf8)
      var token = simmer_token()
      token.length = UInt8(bytes.count)
      token.follows_path = index < texts.count ? 0 : 1
      withUnsafeMutableBytes(of: &token.text) { $0.copyBytes(from: bytes) }
      let places = (0..<bytes.count - 1).filter { bytes[$0] != 1 && bytes[$0 + 1] != 1 }
      let place = places.min { Literals.commonness(bytes, $0) < Literals.commonness(bytes, $1) } ?? 0
      token.place = UInt8(place)
      let first = Self.forms(bytes[place]), second = Self.forms(bytes[place + 1])
      token.next = chains[Self.index(first[0], second[0])]
      for one in first { for other in second { chains[Self.index(one, other)] = UInt8(index + 1) } }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  deinit { chains.deallocate() }

  private static func forms(_ byte: UInt8) -> [UInt8] {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) ? [byte, byte & ~0x20] : [byte]
  }

  private static func index(_ first: UInt8, _ second: UInt8) -> Int { Int(first) | Int(second) << 8 }

  /// Returns the place of the last byte of the first token at or after `start`; nil when there is none.
  func find(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), start < bytes.count else {
      return nil
    }
    let found = tokens.withUnsafeBufferPointer {
      simmer_find_token(base, bytes.count, start, chains, $0.baseAddress!)
    }
    return found < bytes.count ? found : nil
  }
}
