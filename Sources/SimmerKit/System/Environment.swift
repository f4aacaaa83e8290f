// SPDX-License-Identifier: GPL-3.0-or-later

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

  static func remove(_ name: String) { unsetenv(name) }
}
