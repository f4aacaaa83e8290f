// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct PerlRegexTests {
  @Test(arguments: [
    ("error", "an ERROR here", true), ("Error", "an error here", false), ("Error", "an Error here", true),
    (#"\S+ERR"#, "xERR", true), (#"\Serr"#, "xERR", true), (#"\p{Lu}x"#, "AX", true),
    (#"^b$"#, "a\nb\nc", true), ("a|b", "b", true), ("", "", true), ("^.$", "ä", true), ("^[^x]$", "世", true),
    ("ÄRGER", "ÄRGER", true), ("ärger", "ÄRGER", true), (#"^\W$"#, "ä", false), ("a.c", "aäc", true),
    (#"\bgo\b"#, "let go", true), (#"\xe4.\pLx"#, "äöÜX", true),
  ])
  func `a pattern is read as Perl reads it, in any case unless it has a capital`(
    pattern: String, text: String, matches: Bool
  ) throws {
    #expect(try PerlRegex(pattern).matches(text) == matches)
  }

  @Test func `case can be forced either way`() throws {
    #expect(try !PerlRegex("error", caseSensitive: true).matches("ERROR"))
    #expect(try PerlRegex("ERROR", caseSensitive: false).matches("error"))
  }

  @Test func `bytes that are no text can be searched`() throws {
    let bytes: [UInt8] = [0xff, 0xfe, 0x00, 0x41, 0xc3, 0x28, 0x42]
    #expect(try PerlRegex("A").firstMatch(in: bytes) == 3..<4)
    #expect(try PerlRegex(#"A.*?\(B|é"#, caseSensitive: true).firstMatch(in: bytes) == nil)
    #expect(try PerlRegex("B.?").firstMatch(in: bytes) == 6..<7)
  }

  @Test(arguments: [("a(b", 3), ("a[b", 3), ("*a", 0), ("a{2,1}", 5), (#"\C"#, 2)])
  func `a wrong pattern says where`(pattern: String, offset: Int) throws {
    let error = #expect(throws: PerlRegex.Invalid.self) { try PerlRegex(pattern) }
    #expect(error?.offset == offset)
    #expect(error?.message.isEmpty == false)
  }

  @Test func `a pattern that gives up says so`() throws {
    let subject = Array((String(repeating: "a", count: 40) + "b").utf8)
    let answer = try subject.withUnsafeBytes { try PerlRegex("(a+)+(a+)+(a+)+$").search($0) }
    #expect(answer == .undecided)
  }

  @Test(arguments: [true, false]) func `a match that would take for ever is given up`(isForMany: Bool) throws {
    let text = String(repeating: "a", count: 40) + "!"
    let regex = try PerlRegex("^(a|a)+$", isForMany: isForMany)
    #expect(Array(text.utf8).withUnsafeBytes { regex.search($0) } == .undecided)
  }
}
