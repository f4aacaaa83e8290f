// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct SeverityTests {
  private let judge = SeverityJudge()

  @Test func `all patterns are patterns`() { #expect(judge.isComplete) }

  @Test func `a line is as bad as a developer says`() throws {
    let file = FilePath(#filePath).removingLastComponent().appending("Cases/severity.tsv")
    let rows = String(decoding: try file.contents(), as: UTF8.self).split(separator: "\n").dropFirst()
    #expect(rows.count > 300)
    let filter = LineFilter()
    filter.errorsOnly = true
    for row in rows {
      let columns = row.split(separator: "\t", maxSplits: 1)
      let expected: Severity = ["E": .error, "W": .warning][columns[0]] ?? .ordinary
      #expect(judge.severity(of: columns[1].utf8) == expected, "\(row)")
      // A log is searched in blocks: the line is found there too, wherever it stands.
      for before in ["", "ordinary\n"] {
        var found: [Int] = []
        Array((before + columns[1] + "\nordinary\n").utf8).withUnsafeBytes {
          filter.scan($0) { index, _, answer in if answer == .wanted { found.append(index) } }
        }
        #expect(found == (expected == .error ? [before.isEmpty ? 0 : 1] : []), "\(row)")
      }
    }
  }
}
