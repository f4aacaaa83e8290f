// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds the word that somebody may have meant.
public enum NearestWord {
  /// The word of `known` that is nearest to `word`, unless none is near: at most a third of its letters off, or two.
  public static func of(_ word: String, among known: [String]) -> String? {
    let near = known.map { (word: $0, distance: distance(Array(word.lowercased().utf8), Array($0.utf8))) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= max(2, near.word.utf8.count / 3) else { return nil }
    return near.word
  }

  /// How many letters must be put in, taken out, changed or swapped with the next to make one word of the other
  /// (optimal string alignment).
  static func distance(_ one: [UInt8], _ two: [UInt8]) -> Int {
    // Nobody means a word by one that is ten times as long.
    guard one.count <= 64 else { return one.count }
    var beforeLast = [Int](repeating: 0, count: two.count + 1)
    var last = Array(0...two.count)
    for i in one.indices {
      var row = [i + 1]
      for j in two.indices {
        var cost = min(last[j] + (one[i] == two[j] ? 0 : 1), min(last[j + 1], row[j]) + 1)
        if i > 0, j > 0, one[i] == two[j - 1], one[i - 1] == two[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[two.count]
  }
}
