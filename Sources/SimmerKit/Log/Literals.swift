// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

/// Texts of which every match of a pattern holds one: what a log can be searched for before it is read.
///
/// A style can stand inside such a text (`ESC[31mERR ESC[0mOR`): where one follows the beginning of a text, the line is
/// looked at too. So no match is missed, and most of a log is never turned into text, nor even copied from the file.
final class Literals {
  private static let most = Int(SIMMER_MOST_LITERALS)
  /// How many candidates, and how many bytes of them, are given out at a time.
  private static let capacity = 1 << 14, room = 1 << 21

  private let bytes: [UInt8]
  private let lengths: [Int]
  private let fold: UInt8
  private let pairs: [simmer_pair]
  /// From so many bytes on, a second thread takes half of them.
  private let leastShared: Int
  /// Whether the last search got through: where it has to stop soon, half of the work would be for nothing.
  private var isSmooth = true
  private let candidates = UnsafeMutablePointer<simmer_candidate>.allocate(capacity: capacity)
  private let text = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 32)

  /// - Returns: nil when the pattern has no such texts, or too many.
  init?(of regex: PerlRegex, sharing leastShared: Int = 1 << 21) {
    self.leastShared = leastShared
    guard let texts = Self.texts(in: Array(regex.pattern.utf8)), (1...Self.most).contains(texts.count),
      texts.allSatisfy({ $0.count >= 2 })
    else { return nil }
    let ignoresCase = !regex.isCaseSensitive
    // Beyond ASCII, letters have more forms than two; K and S have some there too.
    if ignoresCase,
      texts.joined().contains(where: { $0 >= 0x80 || regex.knowsCharacters && "kKsS".utf8.contains($0) })
    {
      return nil
    }
    let folded = texts.map { text in ignoresCase ? text.map(Self.lower) : text }
    bytes = Array(folded.joined())
    lengths = folded.map(\.count)
    fold = ignoresCase ? 0x20 : 0
    pairs = folded.map { text in
      let place = (0..<text.count - 1).min { Self.commonness(text, $0) < Self.commonness(text, $1) } ?? 0
      func fold(_ byte: UInt8) -> UInt8 { ignoresCase && Self.isSmall(byte) ? 0x20 : 0 }
      return simmer_pair(
        first: text[place], second: text[place + 1], first_fold: fold(text[place]),
        second_fold: fold(text[place + 1]),
        place: place)
    }
  }

  deinit {
    candidates.deallocate()
    text.deallocate()
  }

  /// What was passed over at the start of some bytes.
  struct Passed {
    /// Whole lines.
    var bytes: Int
    var lines: Int
    /// Those of them that can match, as text; valid until the next call.
    var candidates: UnsafeBufferPointer<simmer_candidate>
    var text: UnsafeRawBufferPointer

    /// For each of these: how many lines are before it, where it begins in the bytes, and what its text is.
    var picked: [(index: Int, source: Int, text: [UInt8])] {
      candidates.map { candidate in
        let rest = UnsafeRawBufferPointer(rebasing: text[candidate.target...])
        return (
          candidate.index, candidate.source, Array(rest[...(Memory.find(0x0a, in: rest) ?? rest.count - 1)])
        )
      }
    }
  }

  /// Passes over the lines from `place` of `file` on that are text and styles only, but not over the last `spared` of them.
  ///
  /// - Returns: nil when the file cannot be mapped, or became shorter.
  func pass(over count: Int, of file: FileDescriptor, from place: Int, sparing spared: Int) -> Passed? {
    var done = simmer_scouted()
    let failed = bytes.withUnsafeBufferPointer { texts in
      lengths.withUnsafeBufferPointer { lengths in
        pairs.withUnsafeBufferPointer { pairs in
          var literals = simmer_literals(
            bytes: texts.baseAddress!, lengths: lengths.baseAddress!, count: lengths.count, fold: fold)
          return simmer_scout_file(
            file.rawValue, off_t(place), count, spared, isSmooth && count >= leastShared, &literals,
            pairs.baseAddress!, candidates, Self.capacity,
            text.baseAddress!.assumingMemoryBound(to: UInt8.self), text.count, &done)
        }
      }
    }
    guard failed == 0 else { return nil }
    isSmooth = done.source > count / 2
    return Passed(
      bytes: done.source, lines: done.lines,
      candidates: UnsafeBufferPointer(start: candidates, count: done.count),
      text: UnsafeRawBufferPointer(rebasing: text[..<done.target]))
  }

  // MARK: - The texts in a pattern

  /// Returns a text for each alternative of `pattern`; nil when one has none, or when the pattern is beyond this reader.
  static func texts(in pattern: [UInt8]) -> [[UInt8]]? {
    var texts: [[UInt8]] = [], best: [UInt8] = [], run: [UInt8] = []
    func endRun() {
      if run.count > best.count { best = run }
      run = []
    }
    func endAlternative() -> Bool {
      endRun()
      defer { best = [] }
      texts.append(best)
      return best.count >= 2
    }
    var i = 0
    while i < pattern.count {
      let byte = pattern[i]
      switch byte {
      case UInt8(ascii: "|"):
        guard endAlternative() else { return nil }
      case UInt8(ascii: "\\"):
        i += 1
        guard i < pattern.count, pattern[i] != UInt8(ascii: "Q"), pattern[i] < 0x80 else { return nil }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower(pattern[i]))
        let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(pattern[i])
        if isLetter || isDigit {
          // Those that take nothing more and are no text themselves.
          guard "bBdDsSwW".utf8.contains(pattern[i]) else { return nil }
          endRun()
        } else {
          run.append(pattern[i])
        }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: ")"), UInt8(ascii: "]"): return nil
      case UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "$"): endRun()
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "{"):
        if !run.isEmpty { run.removeLast() }
        endRun()
        if byte == UInt8(ascii: "{") {
          guard let end = pattern[i...].firstIndex(of: UInt8(ascii: "}")),
            pattern[(i + 1)..<end].allSatisfy({ "0123456789,".utf8.contains($0) })
          else { return nil }
          i = end
        }
      case UInt8(ascii: "+"): endRun()
      // The last byte of a character may be what a sign behind it means: all of it is.
      case 0x80...: return nil
      default: run.append(byte)
      }
      i += 1
    }
    return endAlternative() ? texts : nil
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// How often the two bytes at `place` are met in logs, roughly.
  static func commonness(_ text: [UInt8], _ place: Int) -> Int {
    // Doubled letters are rare.
    text[place...place + 1].reduce(text[place] == text[place + 1] ? -6 : 0) { sum, byte in
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "0")...UInt8(ascii: "9"): sum + 9
      case UInt8(ascii: "e"), UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "i"),
        UInt8(ascii: "n"),
        UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "m"), UInt8(ascii: "."), UInt8(ascii: "/"),
        UInt8(ascii: ":"):
        sum + 6
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "["), UInt8(ascii: "]"): sum + 4
      default: sum + 1
      }
    }
  }
}
