// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where the checkout under test lies.
public enum Repository {
  /// The folder that holds `Package.swift`.
  public static let root = FilePath(#filePath)
    .removingLastComponent().removingLastComponent().removingLastComponent()

  /// Returns the path of the file called `name` in the checkout.
  public static func file(_ name: String) -> FilePath { root.appending(name) }

  /// The programs that stand in for others.
  public static let fixtures = root.appending("Tests/TestSupport/Fixtures")

  /// The program under test: the one that was built with the tests, unless `SIMMER_UNDER_TEST` names another.
  public static let simmer: FilePath = {
    if let path = getenv("SIMMER_UNDER_TEST") { return FilePath(String(cString: path)) }
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count - 1))
    let tests = FilePath(String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self))
    return tests.removingLastComponent().appending("simmer")
  }()
}
