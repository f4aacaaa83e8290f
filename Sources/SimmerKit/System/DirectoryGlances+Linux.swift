// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import CSimmer
import Glibc
import SystemPackage

/// Finds changes in directories by looking at them once a second.
struct DirectoryGlances {
  /// Becomes readable when it is time to look.
  let timer: FileDescriptor
  private let names, contents: [FilePath]
  private var seen: [FilePath: Entry] = [:]

  /// What tells a file from one that was put in its place, or from itself before it was written to.
  private struct Entry: Equatable {
    let identity: FileFacts.Identity
    let size, modified: Int
  }

  /// - Throws: When one of `names` is not there; a missing one of `contents` is left out.
  init(names: [FilePath], contents: [FilePath]) throws(Errno) {
    (self.names, self.contents) = (names, contents)
    let opened = simmer_open_ticker(1000)
    guard opened >= 0 else { throw Errno.last }
    timer = FileDescriptor(rawValue: opened)
    do throws(Errno) { seen = try look() } catch {
      timer.shut()
      throw error
    }
  }

  /// What has changed since the last look; it never waits.
  mutating func take() -> DirectoryNews {
    var expirations: UInt64 = 0
    _ = withUnsafeMutableBytes(of: &expirations) { try? timer.readSome(into: $0) }
    guard let found = try? look() else { return .lost }
    defer { seen = found }
    guard found != seen else { return .nothing }
    let arrivals = found.filter { seen[$0.key]?.identity != $0.value.identity }
    return .changed(
      arrivals: arrivals.sorted { $0.value.modified < $1.value.modified }.compactMap {
        $0.key.lastComponent?.string
      })
  }

  private func look() throws(Errno) -> [FilePath: Entry] {
    var found: [FilePath: Entry] = [:]
    func add(_ directory: FilePath, _ names: [String]) {
      for path in names.map(directory.appending) {
        guard let facts = try? FileFacts(of: path) else { continue }
        found[path] = Entry(identity: facts.identity, size: facts.size, modified: facts.modifiedExactly)
      }
    }
    for directory in names { add(directory, try directory.names()) }
    for directory in contents { add(directory, (try? directory.names()) ?? []) }
    return found
  }
}
#endif
