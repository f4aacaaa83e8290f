// SPDX-License-Identifier: GPL-3.0-or-later

/// The complaint of a program that the port it wanted is taken, found in what it printed last.
public struct PortConflict: Equatable, Sendable {
  /// The port that the complaint names.
  public private(set) var port: UInt16?
  /// Ports that it may mean if it names none, the likeliest first: from the output around it and from the command.
  public private(set) var guesses: [UInt16] = []

  /// The words in which programs say it. Each stands for programs that were seen to say it, in lower case.
  private static let complaints: [StaticString] = [
    "eaddrinuse",  // node, puma, phoenix
    "addrinuse",  // rust, deno
    "address already in use",  // strerror(3): Go, Python, PHP, C; asp.net
    "address in use",
    "connection in use",  // gunicorn
    "already running on port",  // create-react-app
    "port is already allocated",  // docker
    "port is already in use",  // django
    "only one usage of each socket address",
  ]

  /// How much of the end of the output is looked at, in lines.
  public static let excerpt = 60

  /// - Parameters:
  ///   - lines: The last lines of the output, as a terminal shows them.
  ///   - command: What was run.
  public init?(in lines: [String], of command: String) {
    let lines = lines.map { Array($0.utf8).inLowerCase }
    let complaints = lines.indices.filter { Self.complains(lines[$0]) }
    guard let last = complaints.last else { return nil }
    port =
      complaints.reversed().lazy.compactMap { place in
        PortMention.afterWord(in: lines[place]) ?? PortMention.afterHost(in: lines[place]).last
          ?? PortMention.inPair(in: lines[place])
      }.first
    // Node prints the parts of the error below it, others say above what they are about to do.
    if port == nil { port = lines[last...].lazy.compactMap(PortMention.afterWord).first }
    guard port == nil else { return }
    let urls = lines.reversed().filter { $0.has("://") }.flatMap(PortMention.afterHost)
    let words = command.utf8.split(separator: UInt8(ascii: " ")).map(Array.init)
    let numbers = words.compactMap { word in
      word.allSatisfy { (0x30...0x39).contains($0) } ? PortMention.number(at: 0, in: word) : nil
    }
    guesses =
      urls + [PortMention.afterWord(in: Array(command.utf8))].compactMap { $0 }
      + PortMention.afterHost(in: Array(command.utf8)) + numbers
  }

  private static func complains(_ line: [UInt8]) -> Bool {
    if complaints.contains(where: line.has) { return true }
    // "Port 5173 is already in use", "Port 8080 was already in use", "Is port 3000 in use?"
    guard line.has("in use"), PortMention.afterWord(in: line) != nil else { return false }
    // What goes on with another port does not complain: "Port 3000 is in use, trying another one".
    return !line.has("trying") && !line.has("using") && !line.has("instead")
  }

  /// `port 3000 is held by task 2 (web, in /home/a/shop)`; nil when there is nothing certain to say.
  public func words(in store: Store) -> String? {
    if let port {
      guard let holder = store.holder(of: port) else { return "port \(port) was held, and is free now" }
      return "port \(port) is held by \(holder.words)"
    }
    for port in guesses {
      if let holder = store.holder(of: port) { return "port \(port) is held by \(holder.words)" }
    }
    return nil
  }
}
