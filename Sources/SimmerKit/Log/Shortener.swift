// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes out of a line what a reader need not see: the way to packages in stores, to the project, to the home.
final class Shortener {
  /// A pattern, and what stands in the place of what it finds.
  private final class Rule {
    /// What every match holds: most lines are spared the pattern, and most patterns are never compiled.
    let sign: [UInt8]
    let replacement: [UInt8]
    private let pattern: String
    private(set) lazy var regex = try? PerlRegex(pattern, caseSensitive: true)

    init(_ sign: String, _ pattern: String, _ replacement: String) {
      (self.sign, self.pattern, self.replacement) = (Array(sign.utf8), pattern, Array(replacement.utf8))
    }
  }

  /// What can stand in a path that is not quoted.
  private static let path = #"[^\s"'()<>:;,|\[\]{}]"#
  // The two slashes of an address begin no path.
  private static let start = #"(?<![\w./~@+-])(?:(?:file://)?/(?!/)|~/|\.{1,2}/|[A-Za-z]:[\\/])"#

  private var rules: [Rule] = []

  /// - Parameters:
  ///   - directory: Where the task runs: paths below it become relative.
  ///   - home: Becomes `~`.
  init(directory: String, home: String?) {
    func add(_ sign: String, _ pattern: String, _ replacement: String) {
      rules.append(Rule(sign, pattern, replacement))
    }
    // The place itself stays: only what lies below it is named from there.
    func addPlace(_ place: String, _ replacement: String) {
      guard place.utf8.count > 1, !place.contains("\\E"), !place.contains("\n") else { return }
      add(place + "/", #"(?<![\w./~@+-])\Q"# + place + #"\E/(?=[\w.@(\[])"#, replacement)
    }
    if directory != "/", directory != home { addPlace(directory, "") }
    // pnpm: the chain of peers that a package was resolved with, the way to its store, and the name once more.
    add(".pnpm/", #"\.pnpm/[^/\s]*?@\d[^/\s_()]*\K[_(][^/\s]+"#, "_...")
    add(".pnpm/", #"\.pnpm/[^/\s]+\K/node_modules/(?:@[^/\s]+/)?[^/\s:"')]+(?=/)"#, "")
    add(".pnpm/", Self.start + Self.path + #"*?/?(?:node_modules/)?(?=\.pnpm/)"#, "")
    add(".pnpm/", #"(?<![\w./-])node_modules/(?=\.pnpm/)"#, "")
    add("node_modules/", Self.start + Self.path + #"*/(?=node_modules/)"#, "")
    add("node_modules/", #"(?<![\w./-])node_modules/"# + Self.path + #"+/(?=node_modules/)"#, "")
    add("-packages/", Self.start + Self.path + #"*/(?=(?:site|dist)-packages/)"#, "")
    add(".cargo/registry/", Self.start + Self.path + #"*/\.cargo/registry/src/[^/\s]+/"#, ".cargo/")
    add("/nix/store/", #"/nix/store/\K[0-9a-z]{32}-"#, "")
    add("/go/pkg/mod/", Self.start + Self.path + #"*/go/pkg/mod/"#, "go/")
    add("gems/", Self.start + Self.path + #"*/(?=gems/[\w.-]+-\d)"#, "")
    if let home { addPlace(home, "~/") }
  }

  /// Returns the shorter form of `line`, which may be the same.
  func shorten(_ line: [UInt8]) -> [UInt8] {
    guard line.contains(UInt8(ascii: "/")) else { return line }
    var line = line
    for rule in rules where line.withUnsafeBytes({ Memory.contains(rule.sign, in: $0) }) {
      var place = 0
      while let found = line.withUnsafeBytes({ rule.regex?.firstMatch(in: $0, from: place) }), !found.isEmpty
      {
        line.replaceSubrange(found, with: rule.replacement)
        place = found.lowerBound + rule.replacement.count
        if place >= line.count { break }
      }
    }
    return line
  }

  /// What stands at the end of a line that was cut.
  static let cutMark = Array("...[truncated]".utf8)

  /// Returns at most `columns` cells of `line`, with a mark where something is missing.
  static func cut(_ line: [UInt8], to columns: Int) -> [UInt8] {
    guard line.count > columns else { return line }
    var used = 0, place = 0
    while place < line.count {
      var width = 1, length = 1
      if line[place] >= 0x80 {
        let rest = line[place..<min(place + 4, line.count)]
        var decoder = UTF8()
        var iterator = rest.makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) {
          width = DisplayWidth.of(scalar)
          length = UTF8.encode(scalar)!.count
        }
      }
      if used + width > columns { return line[..<place] + cutMark }
      used += width
      place += length
    }
    return line
  }
}
