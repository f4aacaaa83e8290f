// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// The raw bytes of a task's logs, copied to a descriptor.
public struct LogOutput {
  private struct Source {
    let log: LogBytes
    var offset: Int
  }

  private let task: TaskDirectory
  private let destination: FileDescriptor
  private var sources: [Source] = []

  /// - Parameters:
  ///   - streams: Which logs; those that the task does not have are passed over.
  ///   - tail: How many of the last lines of each to begin with; nil is all.
  public init(
    of task: TaskDirectory, streams: [TaskDirectory.Stream], tail: Int?, to destination: FileDescriptor
  ) throws(SimmerError) {
    (self.task, self.destination) = (task, destination)
    for stream in streams {
      do throws(Errno) {
        let log = try LogBytes(task.log(stream))
        sources.append(
          Source(
            log: log,
            offset: try tail.map { lines throws(Errno) in try LogTail.start(of: lines, in: log) } ?? 0))
      } catch {
        guard error == .noSuchFileOrDirectory, stream == .stderr else {
          throw SimmerError(.refused, cannot: "read the output of \(task.id)", error.description)
        }
      }
    }
  }

  /// How many bytes were passed over because they are gone.
  public private(set) var dropped = 0

  /// Copies what is there now. Returns false when the reader has gone (EPIPE): that is no failure.
  public mutating func copy() throws(SimmerError) -> Bool {
    do throws(Errno) {
      for index in sources.indices {
        try sources[index].log.refresh()
        try copy(index)
      }
      return true
    } catch {
      if error == .brokenPipe { return false }
      throw SimmerError(.refused, cannot: "copy the output of \(task.id)", error.description)
    }
  }

  private mutating func copy(_ index: Int) throws(Errno) {
    let log = sources[index].log
    var offset = sources[index].offset
    defer { sources[index].offset = offset }
    while let bytes = try log.next(from: &offset, count: 1 << 16, dropped: &dropped) {
      try destination.writeFully(bytes)
    }
  }

  /// Copies what is there and what comes, until the task has ended or the reader has gone.
  public mutating func follow() throws(SimmerError) {
    while true {
      let connection = try? Connection(to: task, .follow)
      guard try copy() else { return }
      guard task.status?.state == .running else { break }
      guard let connection else {
        PollSet.pause(20)
        continue
      }
      defer { connection.close() }
      guard try copyWhileTold(over: connection) else { return }
    }
    _ = try copy()
  }

  /// Copies at every word of the supervisor; false when the reader has gone.
  private mutating func copyWhileTold(over connection: Connection) throws(SimmerError) -> Bool {
    connection.descriptor.makeNonBlocking()
    while true {
      var set = PollSet()
      set.add(connection.descriptor, .input)
      // No events asked for: only the hang-up of the reader is of interest.
      set.add(destination, [])
      set.wait(timeout: nil)
      if !set.events(at: 1).isEmpty { return false }
      let told = (try? connection.descriptor.contents(limit: 4096)) ?? []
      guard try copy() else { return false }
      if told.isEmpty || told.contains(UInt8(ascii: "\n")) { return true }
    }
  }
}
