// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

/// A conversation in lines over two descriptors, while other processes do what was asked for.
///
/// One thread and one `poll(2)` loop: a piece of work is a fork of this process, which may change its directory and
/// environment and wait as long as it likes; what it returns comes back through a pipe. So nothing that is asked for can
/// hold up anything else, and to give a piece of work up is to end its process.
public final class LineServer {
  /// A piece of work that is under way.
  public struct Work: Hashable, Sendable { fileprivate let pid: Int32 }

  public enum Event {
    /// A line without its end; nil: one that is longer than `lineLimit`, thrown away.
    case line([UInt8]?)
    /// What a piece of work has returned; empty when it ended without a word.
    case done(Work, [UInt8])
    /// The moment that was waited for has come.
    case time
  }

  /// The longest line that is read, in bytes.
  public static let lineLimit = 1 << 23
  /// How long work that is under way may take once nobody can ask for more, in milliseconds.
  private static let parting = 1000
  /// What a pipe takes without waiting once poll(2) says that it takes something (PIPE_BUF, pipe(7)).
  private static let piece = 4096

  private let input: FileDescriptor
  private let output: FileDescriptor
  private var works: [(work: Work, pipe: FileDescriptor, answer: [UInt8])] = []
  private var pending: [UInt8] = []
  private var isTooLong = false
  private var outgoing: ArraySlice<UInt8> = []
  private var isOpen = true
  /// Which moment is waited for, on the steady clock.
  public var nextTime: Int?

  public init(input: FileDescriptor, output: FileDescriptor) { (self.input, self.output) = (input, output) }

  /// How much work is under way.
  public var workCount: Int { works.count }

  /// Writes a line when the other side takes it.
  public func send(_ line: [UInt8]) {
    outgoing += line
    outgoing.append(UInt8(ascii: "\n"))
  }

  /// Starts `body` in a process of its own; nil when the system has no room for one.
  ///
  /// It has nothing open but standard error, and ends when this process does.
  public func begin(_ body: () -> [UInt8]) -> Work? {
    guard let pipe = try? FileDescriptor.closedPipe() else { return nil }
    let pid = simmer_fork()
    if pid == 0 {
      simmer_end_with_parent()
      Signal.heedBrokenPipes()
      guard let nothing = try? FilePath("/dev/null").open(.readWrite) else { ThisProcess.leave(1) }
      ThisProcess.become(input: nothing, output: pipe.writeEnd)
      ThisProcess.dropStrayDescriptors()
      try? FileDescriptor.standardOutput.writeFully(body())
      ThisProcess.leave()
    }
    pipe.writeEnd.shut()
    guard pid > 0 else {
      pipe.readEnd.shut()
      return nil
    }
    works.append((Work(pid: pid), pipe.readEnd, []))
    return Work(pid: pid)
  }

  /// Gives a piece of work up: it does not answer any more.
  public func giveUp(_ work: Work) {
    guard let place = works.firstIndex(where: { $0.work == work }) else { return }
    ProcessIdentity(runningAs: work.pid)?.send(.kill)
    end(place)
  }

  private func end(_ place: Int) {
    works[place].pipe.shut()
    Children.discard(works[place].work.pid)
    works.remove(at: place)
  }

  /// Serves until the other side has closed its end, and what was asked for is answered or a second has passed.
  public func run(_ hear: (Event) -> Void) {
    Signal.ignoreBrokenPipes()
    var deadline: Int?
    while isOpen || deadline.map({ Clock.steady < $0 }) == true && !(works.isEmpty && outgoing.isEmpty) {
      var set = PollSet()
      let asked = isOpen ? set.add(input, .input) : nil
      let free = outgoing.isEmpty ? nil : set.add(output, .output)
      let places = works.map { set.add($0.pipe, .input) }
      let times = [nextTime, deadline].compactMap { $0 }
      set.wait(timeout: times.min().map { $0 - Clock.steady })
      if let free, !set.events(at: free).isEmpty, !write(broken: set.events(at: free).contains(.hangup)) {
        break
      }
      // From the last to the first: one that has ended leaves its place.
      for (place, entry) in places.enumerated().reversed() where !set.events(at: entry).isEmpty {
        if let done = read(place) { hear(.done(done.work, done.answer)) }
      }
      if let asked, !set.events(at: asked).isEmpty { isOpen = readLines(hear) }
      if let time = nextTime, Clock.steady >= time {
        nextTime = nil
        hear(.time)
      }
      if !isOpen, deadline == nil { deadline = Clock.steady + Self.parting }
    }
    for work in works.map(\.work) { giveUp(work) }
  }

  /// Returns false when nobody reads any more.
  private func write(broken: Bool) -> Bool {
    let written = outgoing.prefix(Self.piece).withUnsafeBytes { try? output.writeSome($0) }
    guard let written else { return false }
    outgoing = outgoing.dropFirst(written)
    if outgoing.isEmpty { outgoing = [] }
    return written > 0 || !broken
  }

  private func read(_ place: Int) -> (work: Work, answer: [UInt8])? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = (try? buffer.withUnsafeMutableBytes { try works[place].pipe.readSome(into: $0) }) ?? 0
    if count > 0 {
      works[place].answer += buffer[..<count]
      return nil
    }
    let done = (works[place].work, works[place].answer)
    end(place)
    return done
  }

  /// Returns false at the end of the input.
  private func readLines(_ hear: (Event) -> Void) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = (try? buffer.withUnsafeMutableBytes { try input.readSome(into: $0) }) ?? 0
    guard count > 0 else {
      // A last line without an end was meant as one.
      if !pending.isEmpty || isTooLong { hear(.line(isTooLong ? nil : pending)) }
      return false
    }
    var rest = buffer[..<count]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      take(rest[..<end])
      hear(.line(isTooLong ? nil : pending))
      (pending, isTooLong) = ([], false)
      rest = rest[(end + 1)...]
    }
    take(rest)
    return true
  }

  private func take(_ bytes: ArraySlice<UInt8>) {
    if isTooLong { return }
    if pending.count + bytes.count > Self.lineLimit {
      (pending, isTooLong) = ([], true)
    } else {
      pending += bytes
    }
  }
}
