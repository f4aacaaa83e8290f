// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks for the line in which a server says that it is up, and for where it can be reached, in what a task prints.
///
/// Line by line, in bounded space and over a bounded amount of output, in bytes: the supervisor has to stay small.
struct ReadyScanner {
  /// Where the task says that it is.
  struct Place: Equatable {
    var port: UInt16
    /// As printed; nil: only the port was named.
    var url: [UInt8]?
  }

  /// How much of the output is looked at, in bytes, unless a pattern of the user's is looked for.
  private static let reach = 1 << 18
  /// Longer lines are no news of this kind, in bytes.
  private static let lineLimit = 1024
  private static let placeLimit = 8

  private var left: Int
  private var line: [UInt8] = []
  private let pattern: PerlRegex?
  /// What it has named so far, each port once.
  private(set) var places: [Place] = []
  /// Whether it has said that it is up.
  private(set) var isSaid = false
  /// Whether the words came from a container, whose ports are not ours.
  private(set) var isContained = false
  /// Grows with everything that is found.
  private(set) var findings = 0

  /// - Parameter pattern: What the user says that a ready line looks like.
  init(pattern: PerlRegex? = nil) {
    self.pattern = pattern
    left = pattern == nil ? Self.reach : .max
  }

  /// Whether more output could tell anything.
  var isOver: Bool { left <= 0 || (isSaid && pattern != nil) }

  mutating func follow(_ bytes: UnsafeRawBufferPointer) {
    guard !isOver else { return }
    left -= bytes.count
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      keep(rest[..<end])
      judge()
      line.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    keep(rest)
    // A pattern may be meant for a prompt, which no newline ends.
    if pattern != nil, !line.isEmpty { judge() }
    if left <= 0 { line = [] }
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
    line.append(contentsOf: bytes.prefix(Self.lineLimit - line.count))
  }

  private mutating func judge() {
    let shown = Harmless.bytes(line[...])
    let text = shown.inLowerCase
    note(shown, text)
    guard !isSaid else { return }
    if let pattern {
      isSaid = pattern.firstMatch(in: shown) != nil
    } else if let phrase = ReadyPhrase.said(in: text) {
      let isPrefixed = text.prefix(48).contains(UInt8(ascii: "|"))
      // A database that is up is not yet the application beside it.
      guard !(isPrefixed && phrase.isOfStore) else { return }
      (isSaid, isContained) = (true, isPrefixed)
    }
    if isSaid { findings += 1 }
  }

  /// Notes the places that a line names; those in the line that says "ready" come first.
  private mutating func note(_ shown: [UInt8], _ text: [UInt8]) {
    guard places.count < Self.placeLimit else { return }
    if let (url, port) = LocalURL.first(in: shown, lowerCase: text) {
      add(Place(port: port, url: url))
    } else if text.has("port"), let port = PortMention.afterWord(in: text) {
      add(Place(port: port))
    } else if text.has("listening") || text.has("running") || text.has("started"),
      let port = PortMention.afterHost(in: text).last
    {
      add(Place(port: port))
    }
  }

  private mutating func add(_ place: Place) {
    if let known = places.firstIndex(where: { $0.port == place.port }) {
      guard places[known].url == nil, place.url != nil else { return }
      places[known] = place
    } else {
      places.append(place)
    }
    findings += 1
  }
}

/// An address of this machine in what a server prints.
enum LocalURL {
  /// Returns the first one with its port, and with a host that a browser can use (0.0.0.0 is none).
  static func first(in line: [UInt8], lowerCase: [UInt8]) -> (url: [UInt8], port: UInt16)? {
    var from = 0
    while let start = lowerCase.place(of: "http", from: from) {
      from = start + 4
      let isSecure = line.count > from && lowerCase[from] == UInt8(ascii: "s")
      let scheme = start + (isSecure ? 5 : 4)
      guard lowerCase[scheme...].starts(with: "://".utf8) else { continue }
      let place = scheme + 3
      var text = line[place...].prefix { $0 > 0x20 && $0 < 0x7f && !ends.contains($0) }
      // A bracket around the whole ends it, those around an address of six numbers are part of it.
      let name = text.first == UInt8(ascii: "[") ? hostOnly(text) : text[..<text.startIndex]
      text = text[..<(text[name.endIndex...].firstIndex(of: UInt8(ascii: "]")) ?? text.endIndex)]
      let authority = withoutTrail(text.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") })
      let host = hostOnly(authority)
      guard isLocal(Array(host).inLowerCase) else { continue }
      let port: UInt16
      if host.endIndex < authority.endIndex {
        guard let number = UInt16(ascii: authority[(host.endIndex + 1)...]), number > 0 else { continue }
        port = number
      } else {
        port = isSecure ? 443 : 80
      }
      let path = withoutTrail(text[authority.endIndex...])
      let known = everywhere.contains { host.elementsEqual($0.utf8) } ? Array("localhost".utf8) : Array(host)
      return (Array(line[start..<place]) + known + line[host.endIndex..<authority.endIndex] + path, port)
    }
    return nil
  }

  private static let ends = Set("\"'`<>(){}|,;*".utf8)
  /// A last slash says nothing, a full stop belongs to the sentence.
  private static let trailing = Set("/.!:".utf8)
  private static let everywhere = ["0.0.0.0", "[::]", "*"]

  private static func withoutTrail(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text[..<((text.lastIndex { !trailing.contains($0) } ?? text.startIndex - 1) + 1)]
  }

  private static func hostOnly(_ authority: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if authority.first == UInt8(ascii: "["), let end = authority.firstIndex(of: UInt8(ascii: "]")) {
      return authority[...end]
    }
    return authority.prefix { $0 != UInt8(ascii: ":") }
  }

  private static func isLocal(_ host: [UInt8]) -> Bool {
    if host.starts(with: "127.".utf8) { return true }
    let text = String(decoding: host, as: UTF8.self)
    return text == "localhost" || text == "[::1]" || text.hasSuffix(".localhost") || everywhere.contains(text)
  }
}
