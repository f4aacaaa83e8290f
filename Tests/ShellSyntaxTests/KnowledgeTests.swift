// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ShellSyntax

@Suite struct `The knowledge` {
  private let entries = Rules.builtIn.entries

  @Test func `every entry can be read, and says something`() {
    for (names, rows) in entries {
      let tool = Tool(name: names[0], rows: rows)
      #expect(tool?.rows.isEmpty == false, "\(names)")
    }
  }

  @Test func `no name has two entries`() {
    var seen: Set<String> = []
    for name in entries.flatMap(\.names) { #expect(seen.insert(name).inserted, "\(name)") }
  }

  @Test func `an entry of a subcommand can be reached from the tool's`() {
    for name in entries.flatMap(\.names) {
      let words = name.split(separator: " ")
      if words.count > 1 { #expect(Rules.builtIn.tool(String(words[0])) != nil, "\(name)") }
    }
  }

  @Test func `names are plain words`() {
    for name in entries.flatMap(\.names) {
      #expect(!name.isEmpty && !name.hasPrefix(" ") && !name.hasSuffix(" "), "\(name)")
    }
  }
}
