// SPDX-License-Identifier: GPL-3.0-or-later

import CPCRE2

/// A regular expression in Perl's notation (pcre2pattern(3)), compiled once; it may be used from anywhere.
///
/// Texts are read as UTF-8; what is not UTF-8 in them matches nothing, and does no harm.
public final class PerlRegex: @unchecked Sendable {
  /// Why a pattern is none.
  public struct Invalid: Error, Equatable {
    /// In the words of PCRE2: "missing closing parenthesis".
    public let reason: String
    /// How many bytes of the pattern were read when it was found out.
    public let offset: Int
  }

  /// Steps that one match may take (pcre2_set_match_limit(3)): some seconds at most, where the default allows minutes.
  private static let stepLimit: UInt32 = 1_000_000

  private let code: OpaquePointer
  private let context: OpaquePointer?

  /// - Parameters:
  ///   - ignoringCase: Whether `a` and `A` are the same.
  ///   - isForMany: Whether to make machine code of it, which costs some 50 µs and pays from about a hundred lines.
  public init(_ pattern: String, ignoringCase: Bool = false, isForMany: Bool = true) throws(Invalid) {
    var pattern = pattern
    var options = UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF)
    if ignoringCase { options |= UInt32(PCRE2_CASELESS) }
    var error: Int32 = 0
    var offset = 0
    let code = pattern.withUTF8 { bytes in
      pcre2_compile_8(bytes.baseAddress, bytes.count, options, &error, &offset, nil)
    }
    guard let code else { throw Invalid(reason: Self.text(of: error), offset: offset) }
    if isForMany { _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
    self.code = code
    context = pcre2_match_context_create_8(nil)
    pcre2_set_match_limit_8(context, Self.stepLimit)
  }

  deinit {
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  /// Whether the text matches somewhere; nil when that would take too long to find out.
  public func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    let data = pcre2_match_data_create_8(1, nil)
    defer { pcre2_match_data_free_8(data) }
    let result = pcre2_match_8(code, text.baseAddress, text.count, 0, 0, data, context)
    if result >= 0 { return true }
    return result == PCRE2_ERROR_NOMATCH ? false : nil
  }

  /// Whether the text matches somewhere; nil when that would take too long to find out.
  public func matches(_ text: String) -> Bool? {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  private static func text(of error: Int32) -> String {
    var text = [UInt8](repeating: 0, count: 256)
    _ = text.withUnsafeMutableBufferPointer { pcre2_get_error_message_8(error, $0.baseAddress, $0.count) }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
}
