// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// Adds to the user's configuration as a person would with an editor: comments, order and layout stay.
public struct ConfigEdit: Sendable {
  /// One thing that was added or left, for people.
  public private(set) var report: [String] = []
  public let file: FilePath
  private let before: [UInt8]
  private var after: [UInt8]
  private let source: String

  /// - Parameter source: Where the additions come from, for a comment.
  /// - Throws: When the environment names no place for the file, or it cannot be read, or is not valid as it is.
  public init(from source: String) throws(SimmerError) {
    guard let file = Settings.configFile else {
      throw SimmerError(.refused, cannot: "find the configuration", "HOME is not set")
    }
    // The file itself, where a link leads to it.
    self.file = (try? file.resolved()) ?? file
    self.source = Harmless.text(source)
    do throws(Errno) { before = try self.file.fileContents(limit: ConfigText.maximumSize) } catch {
      guard error == .noSuchFileOrDirectory else {
        throw SimmerError(.refused, cannot: "read \(file)", error.description)
      }
      before = []
    }
    after = before
    if let problem = ConfigText(before, file: self.file).problems.first {
      throw SimmerError(
        .usage, cannot: "change the configuration", problem.description, advice: "mend it first")
    }
  }

  public var isChange: Bool { before != after }

  /// Sets a key, unless the file has it already.
  public mutating func set(_ key: ConfigKey, to value: ConfigValue) throws(SimmerError) {
    if let found = ConfigText(after, file: file).settings.first(where: { $0.key == key }) {
      report.append(
        found.value == value
          ? "\(key.name) is \(TOMLText.text(value)) already"
          : "kept \(key.name) = \(TOMLText.text(found.value)) of line \(found.line), not \(TOMLText.text(value))"
      )
      return
    }
    insert("# from \(source)\n\(key.name) = \(TOMLText.text(value))\n")
    report.append("\(key.name) = \(TOMLText.text(value))")
    try check(key)
  }

  /// Adds rules behind those that a list has; those that it has already are left out.
  public mutating func add(_ patterns: [String], to key: ConfigKey) throws(SimmerError) {
    let old = ConfigText(after, file: file).patterns.filter { $0.key == key }.map(\.text)
    var new: [String] = []
    for pattern in patterns {
      if let reason = UserRule.reasonAgainst(pattern) {
        report.append("left out of \(key.name): \(Harmless.text(pattern)): \(reason)")
      } else if old.contains(pattern) || new.contains(pattern) {
        report.append("\(key.name) has \(Harmless.text(pattern)) already")
      } else {
        new.append(pattern)
      }
    }
    guard !new.isEmpty else { return }
    let places = TOMLPlaces(after)
    let lines = new.map { "  \(TOMLText.quoted($0)),\n" }.joined()
    if let entry = places.entries[key.name] {
      guard let close = entry.close else { throw cannot(key, entry.line) }
      // In front of the bracket's line, or behind the list's last element; from the back, so that places stay true.
      let blank = after[..<close].reversed().prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        .count
      let isOwnLine = close > blank && after[close - blank - 1] == UInt8(ascii: "\n")
      let place = isOwnLine ? close - blank : close
      after.replaceSubrange(
        place..<place, with: Array(((isOwnLine ? "" : "\n") + "  # from \(source)\n" + lines).utf8))
      if let end = entry.lastElementEnd, !entry.endsInComma { after.insert(UInt8(ascii: ","), at: end) }
    } else {
      insert("# from \(source)\n\(key.name) = [\n\(lines)]\n")
    }
    for pattern in new { report.append("\(key.name): \(Harmless.text(pattern))") }
    guard ConfigText(after, file: file).patterns.filter({ $0.key == key }).map(\.text) == old + new else {
      throw cannot(key, places.entries[key.name]?.line ?? 1)
    }
    try check(key)
  }

  /// Writes the file, in one step.
  public func save() throws(SimmerError) {
    let aside = file.removingLastComponent().appending(".config.toml.\(ThisProcess.pid)")
    do throws(Errno) {
      try file.removingLastComponent().makeDirectories()
      let mode = (try? FileFacts(of: file))?.mode
      try file.replace(with: after, aside: aside) { file throws(Errno) in
        if let mode { try file.setMode(mode) }
      }
    } catch {
      throw SimmerError(.refused, cannot: "write \(file)", error.description)
    }
  }

  /// Puts a statement in front of the first table, where keys are in none.
  private mutating func insert(_ statement: String) {
    if let table = TOMLPlaces(after).firstTable {
      after.insert(contentsOf: Array((statement + "\n").utf8), at: table)
    } else {
      if let last = after.last, last != UInt8(ascii: "\n") { after.append(UInt8(ascii: "\n")) }
      after += Array(((after.isEmpty ? "" : "\n") + statement).utf8)
    }
  }

  /// What was made is read again: better no change than a wrong one.
  private func check(_ key: ConfigKey) throws(SimmerError) {
    guard ConfigText(after, file: file).problems.isEmpty else {
      throw cannot(key, TOMLPlaces(before).entries[key.name]?.line ?? 1)
    }
  }

  private func cannot(_ key: ConfigKey, _ line: Int) -> SimmerError {
    SimmerError(
      .refused, cannot: "change \(file)",
      "\(key.name) in line \(line) is written in a way that simmer does not edit",
      advice: "add the rules by hand: simmer config import --dry-run shows them")
  }
}
