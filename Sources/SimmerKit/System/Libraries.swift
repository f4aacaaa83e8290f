// SPDX-License-Identifier: GPL-3.0-or-later

import CPCRE2

/// What the binary is linked with, for `simmer doctor`.
public enum Libraries {
  /// The version of PCRE2, such as "10.42 2022-12-11", and whether it can compile patterns to machine code (pcre2_config(3)).
  public static var pcre2: (version: String, hasJIT: Bool) {
    var text = [CChar](repeating: 0, count: 64)
    text.withUnsafeMutableBufferPointer { _ = pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), $0.baseAddress) }
    var jit: UInt32 = 0
    pcre2_config_8(UInt32(PCRE2_CONFIG_JIT), &jit)
    return (String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self), jit == 1)
  }
}
