// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct PerlRegexTests {
  @Test(arguments: [
    ("^npm (run|exec) \\S+$", "npm run dev", true), ("^npm$", "npm run", false), ("ü+", "grüüße", true),
    ("(?i)DEV", "npm run dev", true), ("a.c", "abc", true), ("^$", "", true), ("x", "", false),
  ])
  func `a text matches as in Perl`(pattern: String, text: String, matches: Bool) throws {
    #expect(try PerlRegex(pattern).matches(text) == matches)
    #expect(try PerlRegex(pattern, isForMany: false).matches(text) == matches)
  }

  @Test func `letters may be the same in both cases`() throws {
    #expect(try PerlRegex("dev", ignoringCase: true).matches("DEV") == true)
  }

  @Test(arguments: [("a(b", 3), ("[z-a]", 3), ("*", 0), ("(?<n", 4), ("\\", 1)])
  func `a pattern that is none says where it goes wrong`(pattern: String, offset: Int) {
    do {
      _ = try PerlRegex(pattern)
      Issue.record("\(pattern) was taken")
    } catch {
      #expect(error.offset == offset)
      #expect(!error.reason.isEmpty)
    }
  }

  @Test func `bytes that are no text do no harm`() throws {
    let bytes: [UInt8] = [0xff, 0x61, 0xfe, 0x62]
    #expect(try bytes.withUnsafeBufferPointer { try PerlRegex("b$").matches($0) } == true)
    #expect(try bytes.withUnsafeBufferPointer { try PerlRegex("a.b").matches($0) } == false)
  }

  @Test func `a match that would take for ever is given up`() throws {
    let text = String(repeating: "a", count: 40) + "!"
    for isForMany in [true, false] {
      #expect(try PerlRegex("^(a|a)+$", isForMany: isForMany).matches(text) == nil)
    }
  }

  @Test(arguments: [
    ("^npm run dev$", "npm"), ("^make\\s+serve-\\d+$", "serve-"), ("deploy", "deploy"), ("--watch", "--watch"),
    ("", ""), ("a|b", ""), ("(foo|bar)", ""), ("(foo)?bar", "bar"), ("abc?", "ab"), ("abc*d", "ab"), ("abc+d", "abc"),
    ("abc{0,2}d", "ab"), ("ab{2}cd", "cd"), ("[serve]x", "x"), ("[]x]longer", "longer"), ("[^]]y", "y"),
    ("(?i)dev", ""), ("(?:x|y)serve", "serve"), ("x\\.y", "x.y"), ("\\x41bcdef", ""), ("\\Qa|b\\E", ""),
    ("\\bweb\\b", "web"), ("it's", "it"), ("a(?=b)cc", ""), ("(*UTF)abc", ""), ("[[:alpha:]]abc", ""),
    ("$HOME/bin", "HOME/bin"), ("prefix(a(b)c)suffixes", "suffixes"), ("üé", ""), ("(a\\)b)cd", "cd"), ("(", ""), ("abc\\", ""),
    ("x(?#comment)y", ""), ("\\p{L}abc", ""), ("foo.*barbaz", "barbaz"),
  ])
  func `the sure literal of a regular expression is in all that it matches`(pattern: String, literal: String) {
    #expect(RegexLiteral.longest(in: pattern) == literal)
  }
}
