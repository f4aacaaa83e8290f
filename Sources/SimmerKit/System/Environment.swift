// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The environment of this process. Only `Settings` and the launcher read it.
enum Environment {
  static subscript(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
  }

  static func set(_ name: String, to value: String) { setenv(name, value, 1) }

  /// Replaces all of it: strings of the form `NAME=VALUE`, each ended by a zero byte.
  static func replace(with block: [UInt8]) {
    block.withUnsafeBytes {
      guard let start = $0.baseAddress else { return }
      _ = simmer_replace_environment(start.assumingMemoryBound(to: CChar.self), $0.count)
    }
  }

  static func remove(_ name: String) { unsetenv(name) }
}
