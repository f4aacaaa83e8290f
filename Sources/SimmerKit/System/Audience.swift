// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Whoever waits for what this process will say: without them it has nothing to do.
public struct Audience {
  /// A pipe or a socket to them, the end of which tells when they are gone, also where a shell stands in between.
  let descriptor: FileDescriptor?

  /// Looks at where errors and output go. Without a pipe there, this process ends together with the one that started it.
  public init() {
    descriptor = [FileDescriptor.standardError, .standardOutput].first { descriptor in
      var facts = stat()
      return fstat(descriptor.rawValue, &facts) == 0 && [S_IFIFO, S_IFSOCK].contains(facts.st_mode & S_IFMT)
    }
    if descriptor == nil { ThisProcess.endWithParent() }
  }
}
