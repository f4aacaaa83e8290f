// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
import Darwin
import SystemPackage

/// Tells of changes in directories without looking again and again (kqueue(2)), but not of names.
struct DirectoryWatch {
  /// Becomes readable when there is news.
  let descriptor: FileDescriptor
  private var directories: [FileDescriptor] = []

  /// - Parameters:
  ///   - names: Directories whose entries come and go.
  ///   - contents: Directories of whose files only the coming and going is told here.
  /// - Throws: When one of `names` is not there; a missing one of `contents` is left out.
  init(names: [FilePath], contents: [FilePath] = []) throws(Errno) {
    let queue = kqueue()
    guard queue >= 0 else { throw Errno.last }
    descriptor = FileDescriptor(rawValue: queue)
    descriptor.closeOnExec()
    for path in names + contents {
      let opened = open(path.string, O_EVTONLY | O_CLOEXEC)
      guard opened >= 0 else {
        if contents.contains(path) { continue }
        let reason = Errno.last
        close()
        throw reason
      }
      directories.append(FileDescriptor(rawValue: opened))
      var event = kevent(
        ident: UInt(opened), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
        fflags: UInt32(NOTE_WRITE | NOTE_DELETE | NOTE_RENAME | NOTE_REVOKE), data: 0, udata: nil)
      kevent(queue, &event, 1, nil, 0, nil)
    }
  }

  func close() {
    for directory in directories { directory.shut() }
    descriptor.shut()
  }

  /// Takes what there is; it never waits.
  mutating func take() -> DirectoryNews {
    var news = DirectoryNews.nothing, event = kevent(), now = timespec()
    while kevent(descriptor.rawValue, nil, 0, &event, 1, &now) > 0 {
      if event.fflags & UInt32(NOTE_DELETE | NOTE_RENAME | NOTE_REVOKE) != 0 {
        news = .lost
      } else if case .nothing = news {
        news = .changed(arrivals: [])
      }
    }
    return news
  }
}
#endif
