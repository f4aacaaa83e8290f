// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// How far one reader has read the logs of one task: the file `cursors/<reader>`, "stream next seen" lines of offsets in bytes.
struct ReadingCursor: Equatable {
  /// One stream of it.
  struct Place: Equatable {
    /// Where the first line begins that was not shown whole.
    var next = 0
    /// Where what was shown ended: beyond `next` when an unfinished line was shown.
    var seen = 0
  }

  private var places: [TaskDirectory.Stream: Place] = [:]

  init() {}

  subscript(stream: TaskDirectory.Stream) -> Place {
    get { places[stream] ?? Place() }
    set { places[stream] = newValue }
  }

  /// The cursor of somebody who has seen all that `task` has written up to now.
  init(atEndOf task: TaskDirectory) {
    for stream in TaskDirectory.Stream.allCases {
      guard let size = try? FileFacts(of: task.log(stream)).size else { continue }
      places[stream] = Place(next: size, seen: size)
    }
  }

  /// Reads the cursor of `reader`; a reader that has read nothing begins at the start.
  init(of reader: ReaderName, in task: TaskDirectory) {
    guard let bytes = try? Self.file(of: reader, in: task).contents(limit: 4096) else { return }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, let stream = TaskDirectory.Stream(rawValue: String(parts[0])),
        let next = Int(parts[1]),
        let seen = Int(parts[2]), next >= 0, seen >= next
      else { continue }
      places[stream] = Place(next: next, seen: seen)
    }
  }

  /// Remembers the cursor: written aside and renamed, so that no reader finds half of it.
  func save(for reader: ReaderName, in task: TaskDirectory) throws(SimmerError) {
    var text = ""
    for stream in TaskDirectory.Stream.allCases {
      guard let place = places[stream] else { continue }
      text += "\(stream.rawValue) \(place.next) \(place.seen)\n"
    }
    let file = Self.file(of: reader, in: task)
    let aside = file.removingLastComponent().appending(".\(reader.text).\(ProcessIdentity.current?.pid ?? 0)")
    do throws(Errno) {
      do throws(Errno) { try file.removingLastComponent().makeDirectory() } catch {
        if error != .fileExists { throw error }
      }
      try file.replace(with: Array(text.utf8), aside: aside)
    } catch {
      throw SimmerError(
        .refused, cannot: "remember what \(reader.text) has read of \(task.id)", error.description,
        advice: "the same lines will be shown again")
    }
  }

  private static func file(of reader: ReaderName, in task: TaskDirectory) -> FilePath {
    task.path.appending("cursors").appending(reader.text)
  }
}

/// The name of a reader: a shell, a thread of an agent, a console. It becomes a file name, so it can be no path.
public struct ReaderName: Hashable, Sendable {
  public let text: String

  public init(_ text: String) throws(SimmerError) {
    let allowed = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "@"):
        true
      default: false
      }
    }
    guard allowed, (1...100).contains(text.utf8.count), !text.hasPrefix(".") else {
      throw SimmerError(
        .usage, cannot: "read as \(Harmless.text(text))",
        "a reader's name has letters, digits and -_.:@ only, at most 100")
    }
    self.text = text
  }

  /// The reader that a command is when it says nothing: the shell that it was typed in.
  public static var standard: ReaderName {
    (try? ReaderName(Settings.session?.description ?? "anybody")) ?? ReaderName(known: "anybody")
  }

  init(known text: String) { self.text = text }
}
