// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage

/// One run of a fake program, as `Fixtures/program` notes it.
public struct Ran: Equatable, CustomStringConvertible {
  public enum Place: String { case foreground, task }

  public let place: Place
  public let directory: String
  /// The name of the program and its arguments, with a blank between.
  public let words: String

  public var description: String { "\(place) in \(directory): \(words)" }
}

extension Sandbox {
  /// Every run of a fake program so far, in order.
  public var ran: [Ran] {
    root.appending("ran").lines.compactMap {
      let fields = $0.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 3, let place = Ran.Place(rawValue: fields[0]) else { return nil }
      return Ran(place: place, directory: fields[1], words: fields[2])
    }
  }

  /// Where `words` ran, each time; it waits for the first.
  public func places(of words: String) throws -> [Ran.Place] {
    try eventually("a run of \(words)", seen: { "\(self.ran)" }) {
      let places = ran.filter { $0.words == words }.map(\.place)
      return places.isEmpty ? nil : places
    }
  }
}
