// SPDX-License-Identifier: GPL-3.0-or-later

import CPCRE2

/// A Perl-compatible regular expression, compiled to machine code where the library can (pcre2jit(3)).
///
/// It matches bytes: a subject need not be valid UTF-8. One thread at a time may use it; no second one of simmer does.
public final class PerlRegex: @unchecked Sendable {
  /// What is wrong with a pattern, and where.
  public struct Invalid: Error, Equatable, Sendable, CustomStringConvertible {
    public let message: String
    /// In bytes from the start of the pattern.
    public let offset: Int
    public var description: String { "\(message) at character \(offset + 1)" }
  }

  public let pattern: String
  public let isCaseSensitive: Bool
  /// Whether it sees characters of several bytes as one.
  let knowsCharacters: Bool
  private let code: OpaquePointer
  private let match: OpaquePointer
  private let context: OpaquePointer?
  /// Made when a subject needs it: of the many patterns that a reader has, few ever do.
  private var stack: OpaquePointer?
  private var hasJIT = false
  /// After so many bytes it is worth its while to make machine code of the pattern; nil: never, or it is done.
  private var patience: Int?

  /// Steps that one match may take (pcre2_set_match_limit(3)): some seconds at most, where the default allows minutes.
  private static let stepLimit: UInt32 = 1_000_000

  /// Compiles `pattern`. `^` and `$` match at every line of the subject.
  ///
  /// - Parameters:
  ///   - caseSensitive: nil tells it from the pattern: a capital letter in it means that case counts.
  ///   - isForMany: Whether to make machine code of it once it has been used for about a hundred lines: that takes from 50 µs
  ///     to some milliseconds.
  ///   - limitsBeginning: Whether searches may say where a match has to begin.
  public init(
    _ pattern: String, caseSensitive: Bool? = nil, isForMany: Bool = true, limitsBeginning: Bool = false
  ) throws(Invalid) {
    self.pattern = pattern
    isCaseSensitive = caseSensitive ?? Self.hasCapital(pattern)
    var options = UInt32(PCRE2_MULTILINE) | PCRE2_NEVER_BACKSLASH_C
    if !isCaseSensitive { options |= PCRE2_CASELESS }
    if limitsBeginning { options |= PCRE2_USE_OFFSET_LIMIT }
    // The modes of UTF cost a third of the speed, and make no difference to most patterns.
    knowsCharacters = Self.needsCharacters(pattern)
    if knowsCharacters { options |= UInt32(PCRE2_UTF) | PCRE2_UCP | PCRE2_MATCH_INVALID_UTF }
    var number: Int32 = 0, offset = 0
    let bytes = Array(pattern.utf8)
    guard
      let code = bytes.withUnsafeBufferPointer({
        // An empty array may have no address; the length says that nothing is read.
        pcre2_compile_8(
          $0.baseAddress ?? UnsafePointer(bitPattern: 1)!, $0.count, options, &number, &offset, nil)
      })
    else { throw Invalid(message: Self.message(number), offset: offset) }
    self.code = code
    patience = isForMany ? 8192 : nil
    match = pcre2_match_data_create_8(1, nil)
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, Self.stepLimit)
  }

  deinit {
    pcre2_match_data_free_8(match)
    pcre2_match_context_free_8(context)
    pcre2_jit_stack_free_8(stack)
    pcre2_code_free_8(code)
  }

  /// What a search found.
  public enum Answer: Equatable, Sendable {
    case match(Range<Int>)
    case none
    /// The pattern took too many steps or too much stack on this subject: nobody knows.
    case undecided
  }

  /// Returns the first match in `subject` at or after `start`. What stands before `start` is seen by `\b` and lookbehinds.
  public func search(_ subject: UnsafeRawBufferPointer, from start: Int = 0) -> Answer {
    let bytes = subject.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1)!
    if let left = patience {
      patience = left - subject.count - 64
      if left < subject.count + 64 {
        hasJIT = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
        patience = nil
      }
    }
    var found =
      hasJIT
      ? pcre2_jit_match_8(code, bytes, subject.count, start, 0, match, context)
      : pcre2_match_8(code, bytes, subject.count, start, 0, match, context)
    // The library's own 32 KiB on the machine stack are soon used up by `(a|b)*` on a long line.
    if found == PCRE2_ERROR_JIT_STACKLIMIT, stack == nil {
      stack = pcre2_jit_stack_create_8(1 << 15, 1 << 22, nil)
      if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
      found = pcre2_jit_match_8(code, bytes, subject.count, start, 0, match, context)
    }
    if found >= 0 {
      let ends = pcre2_get_ovector_pointer_8(match)!
      // With \K in a lookahead the start can lie behind the end.
      return .match(min(ends[0], ends[1])..<ends[1])
    }
    return found == PCRE2_ERROR_NOMATCH ? .none : .undecided
  }

  /// Returns the first match in `subject`, if there is one that could be found.
  public func firstMatch(in subject: UnsafeRawBufferPointer, from start: Int = 0) -> Range<Int>? {
    guard case .match(let range) = search(subject, from: start) else { return nil }
    return range
  }

  /// The same, of those that begin at `last` or before: what stands behind is not searched (pcre2_set_offset_limit(3)).
  /// Only of a pattern that `limitsBeginning`.
  func firstMatch(in subject: UnsafeRawBufferPointer, beginningBy last: Int) -> Range<Int>? {
    pcre2_set_offset_limit_8(context, last)
    defer { pcre2_set_offset_limit_8(context, ~0) }
    return firstMatch(in: subject)
  }

  public func firstMatch(in text: some Sequence<UInt8>) -> Range<Int>? {
    Array(text).withUnsafeBytes { firstMatch(in: $0) }
  }

  public func matches(_ text: String) -> Bool { firstMatch(in: text.utf8) != nil }

  // MARK: - What a pattern is like

  /// Whether a capital letter stands in it, those of escapes such as `\S` and `\p{Lu}` apart.
  private static func hasCapital(_ pattern: String) -> Bool {
    var rest = pattern.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\" {
        guard let kind = rest.popFirst(), "pPxXN".unicodeScalars.contains(kind) else { continue }
        if rest.first == "{" {
          rest = rest.drop { $0 != "}" }
        } else {
          rest = rest.dropFirst(kind == "x" ? 2 : kind == "p" || kind == "P" ? 1 : 0)
        }
      } else if scalar.properties.isUppercase {
        return true
      }
    }
    return false
  }

  /// Whether it can tell a character of several bytes from its bytes: `.`, `[^x]`, `\W`, anything beyond ASCII.
  private static func needsCharacters(_ pattern: String) -> Bool {
    var before: UInt8 = 0
    let bytes = Array(pattern.utf8)
    for (index, byte) in bytes.enumerated() {
      if byte >= 0x80 { return true }
      if before == UInt8(ascii: "\\") {
        if "WDSHVNXRpPxow".utf8.contains(byte) { return true }
        before = 0
        continue
      }
      if byte == UInt8(ascii: "."), !(index + 1 < bytes.count && "*+".utf8.contains(bytes[index + 1])) {
        return true
      }
      if byte == UInt8(ascii: "^"), before == UInt8(ascii: "[") { return true }
      before = byte
    }
    return false
  }

  private static func message(_ number: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    let length = pcre2_get_error_message_8(number, &text, text.count)
    return String(decoding: text.prefix(Int(max(0, length))), as: UTF8.self)
  }
}
