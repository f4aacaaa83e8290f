// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import SimmerKit

struct RegexLiteralTests {
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
