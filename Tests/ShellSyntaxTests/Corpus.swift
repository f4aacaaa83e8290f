// SPDX-License-Identifier: GPL-3.0-or-later

/// Breeds lines: real ones, cut, spliced and sprinkled with what means something to a shell. The same seed gives
/// the same lines.
struct Corpus {
  private let base: [[UInt8]]
  private var state: UInt64

  init(_ base: [String], seed: UInt64) {
    self.base = base.map { Array($0.utf8) }
    state = seed
  }

  static let tokens = [
    "'", "\"", "$(", ")", "(", "{", "}", " } ", "; ", "&", "|", "<", ">", "\\", "((", "))", "[[ ", " ]]",
    " do ", " done",
    "if ", " then ", " fi", "case ", " esac", " in ", "! ", "time ", "# ", "#", "${", "`", ";;", "&&", "||",
    "|&", "$((",
    "$", "\n", "\"$(", "$'", ">(", "<(", "=(", "2>", "&>", "a=(", "f() ", "function ", "while ", "for x ",
    "until ",
    "else ", "elif ", "[", "]", "*", "?", "~", "=", "select ", "coproc ", "; do ", "; then ", "; done",
    "; fi", "{ ",
    " ; }", "&!", "*(", "@(",
  ].map { Array($0.utf8) }

  /// Different lines, none of which ends in a backslash (the shells differ from their own prompts there).
  mutating func lines(_ count: Int) -> [[UInt8]] {
    var lines: Set<[UInt8]> = []
    var ordered: [[UInt8]] = []
    while ordered.count < count {
      var line = pick(base)
      for _ in 0..<pick([0, 1, 1, 1, 2, 2, 3]) { line = mutated(line) }
      // The oracle's own marker must not occur.
      if line.last == UInt8(ascii: "\\") || String(decoding: line, as: UTF8.self).contains("<<<") { continue }
      if lines.insert(line).inserted { ordered.append(line) }
    }
    return ordered
  }

  private mutating func mutated(_ line: [UInt8]) -> [UInt8] {
    let at = random(below: line.count + 1)
    switch random(below: 20) {
    case 0..<6: return Array(line[..<at] + pick(Self.tokens) + line[at...])
    case 6..<10 where at < line.count: return Array(line[..<at] + line[(at + 1)...])
    case 10..<13: return Array(line[..<at])
    case 13..<16:
      let other = pick(base)
      return Array(line[..<at] + other[random(below: other.count + 1)...])
    case 16..<18:
      var words = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      let first = random(below: words.count)
      let second = random(below: words.count)
      words.swapAt(first, second)
      return Array(words.joined(separator: [UInt8(ascii: " ")]))
    default:
      let joint = pick([" ", "; ", " && ", " | ", " || ", "\n", " & "])
      return line + Array(joint.utf8) + pick(base)
    }
  }

  /// SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func random(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func pick<T>(_ list: [T]) -> T { list[random(below: list.count)] }
}
