// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Glibc)
import Glibc
import SystemPackage

/// Tells of changes in directories without looking again and again (inotify(7)).
///
/// The kernel lets a user have only so many of these, 128 by default, and editors and watchers take them all: then it
/// looks once a second.
struct DirectoryWatch {
  /// Becomes readable when there is news, or when it is time to look.
  let descriptor: FileDescriptor
  /// Where the kernel does not tell.
  private var glances: DirectoryGlances?

  /// - Parameters:
  ///   - names: Directories whose entries come and go.
  ///   - contents: Directories whose files are written to as well.
  /// - Throws: When one of `names` is not there; a missing one of `contents` is left out.
  init(names: [FilePath], contents: [FilePath] = []) throws(Errno) {
    do throws(Errno) { descriptor = try Self.inotify(names, contents) } catch {
      // EMFILE: no instances left; ENOSPC: no watches left.
      guard [.tooManyOpenFiles, .noSpace].contains(error) else { throw error }
      let glances = try DirectoryGlances(names: names, contents: contents)
      (descriptor, self.glances) = (glances.timer, glances)
    }
  }

  private static func inotify(_ names: [FilePath], _ contents: [FilePath]) throws(Errno) -> FileDescriptor {
    let opened = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard opened >= 0 else { throw Errno.last }
    let descriptor = FileDescriptor(rawValue: opened)
    let entries = UInt32(
      IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)
    for path in names where inotify_add_watch(opened, path.string, entries) < 0 {
      let reason = Errno.last
      descriptor.shut()
      throw reason
    }
    for path in contents { inotify_add_watch(opened, path.string, entries | UInt32(IN_MODIFY)) }
    return descriptor
  }

  func close() { descriptor.shut() }

  /// Takes what there is; it never waits.
  mutating func take() -> DirectoryNews {
    if glances != nil { return glances!.take() }
    var arrivals: [String] = [], isChanged = false, isLost = false
    withUnsafeTemporaryAllocation(byteCount: 1 << 14, alignment: 8) { buffer in
      while let count = try? descriptor.readSome(into: buffer), count > 0 {
        var place = 0
        while place + MemoryLayout<inotify_event>.size <= count {
          let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
          let start = place + MemoryLayout<inotify_event>.size
          let gone = UInt32(IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)
          if event.mask & gone != 0 { isLost = true } else { isChanged = true }
          if event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 {
            let name = buffer[start..<min(count, start + Int(event.len))].prefix { $0 != 0 }
            arrivals.append(String(decoding: name, as: UTF8.self))
          }
          place = start + Int(event.len)
        }
      }
    }
    return isLost ? .lost : isChanged ? .changed(arrivals: arrivals) : .nothing
  }
}
#endif
