// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct TOMLPlacesTests {
  private let places = TOMLPlaces(
    Array(
      #"""
      # a comment with key = 1
      enabled = true
      "quoted" = 'a # b'
      list = ["x", # one
        'y',
        """
      key2 = 3
      """, [1,
        2],
      ]
      empty = []
      a.b = 1
      text = '''
      key3 = 4'''
      [table]
      inner = { x = 1, y = [2] }
      last = 1
      [[many.tables]]
      deep = 1
      """#.utf8))

  @Test(arguments: [
    ("enabled", 2), ("quoted", 3), ("list", 4), ("empty", 11), ("a.b", 12), ("text", 13), ("table", 15),
    ("table.inner", 16), ("table.last", 17), ("many.tables", 18), ("many.tables.deep", 19),
  ])
  func `a key has its line`(key: String, line: Int) {
    #expect(places.entries[key]?.line == line)
  }

  @Test(arguments: ["key", "key2", "key3", "x", "inner"]) func `what stands in texts and comments is no key`(key: String) {
    #expect(places.entries[key] == nil)
  }

  @Test func `the elements of a list have their lines`() {
    #expect(places.entries["list"]?.elementLines == [4, 5, 6, 8])
    #expect(places.entries["empty"]?.elementLines == [])
    #expect(places.entries["list"]?.endsInComma == true)
  }

  @Test func `a key in a table that is unknown has the line of the table`() {
    #expect(places.line(of: ["table", "inner", "x"]) == 16)
    #expect(places.line(of: ["nothing"]) == 1)
  }
}
