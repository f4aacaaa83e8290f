// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage
import TOMLKit

/// Something in a configuration that is not as it should be.
public struct ConfigProblem: Equatable, Sendable, CustomStringConvertible {
  public let file: FilePath
  /// From 1.
  public let line: Int
  /// The key that is meant; nil where the text as a whole is none.
  public let key: String?
  public let reason: String

  public var description: String {
    "\(file):\(line): " + (key.map { "\($0): " } ?? "") + reason
  }
}

/// The text of one configuration file, read as far as it is valid.
struct ConfigText {
  struct Setting: Equatable {
    var key: ConfigKey
    var value: ConfigValue
    var line: Int
  }

  struct Pattern: Equatable {
    var key: ConfigKey
    var text: String
    var line: Int
  }

  /// Bytes of a file that are read.
  static let maximumSize = 1 << 18

  let file: FilePath
  let isProject: Bool
  private(set) var settings: [Setting] = []
  /// The elements of the lists, in the order of the file.
  private(set) var patterns: [Pattern] = []
  private(set) var problems: [ConfigProblem] = []
  /// In the order of the file.
  private(set) var tasks: [TaskSettings] = []

  private let places: TOMLPlaces

  init(_ bytes: [UInt8], file: FilePath, isProject: Bool = false) {
    (self.file, self.isProject) = (file, isProject)
    // A mark of the byte order says nothing about UTF-8.
    let bytes = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? Array(bytes.dropFirst(3)) : bytes
    places = TOMLPlaces(bytes)
    guard bytes.count < Self.maximumSize else {
      complain(1, "larger than 256 KiB; the file is not used")
      return
    }
    if let control = bytes.indices.first(where: { Self.isForeign(bytes, $0) }) {
      let line = bytes[..<control].count { $0 == UInt8(ascii: "\n") } + 1
      complain(line, "a control character; the file is not used")
      return
    }
    guard let table = parse(bytes) else { return }
    read(table, under: [])
  }

  /// Whether a byte is one that TOML has nowhere, not even in texts and comments, or begins a line break of Unicode's,
  /// at some of which the parser ends the process.
  private static func isForeign(_ bytes: [UInt8], _ place: Int) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "\t"), UInt8(ascii: "\n"): false
    case UInt8(ascii: "\r"): place + 1 >= bytes.count || bytes[place + 1] != UInt8(ascii: "\n")
    case 0..<0x20, 0x7f: true
    // U+0080 to U+009F, and U+2028 and U+2029.
    case 0xc2: place + 1 < bytes.count && bytes[place + 1] < 0xa0
    case 0xe2:
      bytes[place...].starts(with: [0xe2, 0x80, 0xa8]) || bytes[place...].starts(with: [0xe2, 0x80, 0xa9])
    default: false
    }
  }

  /// Parses the text, without the statements in which it is wrong.
  private mutating func parse(_ bytes: [UInt8]) -> TOMLTable? {
    var bytes = bytes
    for (index, reason) in places.broken { leaveOut(index, places.statements[index].line, reason, &bytes) }
    while true {
      let error: TOMLParseError
      do { return try TOMLTable(string: String(decoding: bytes, as: UTF8.self)) } catch let found
        as TOMLParseError
      {
        error = found
      } catch { return nil }
      let line = error.source.begin.line
      let reason = Harmless.text(String(error.description.prefix { $0 != "\n" }))
      guard problems.count < Self.maximumMistakes,
        let index = places.statements.lastIndex(where: { $0.line <= line }),
        bytes[places.statements[index].place] != UInt8(ascii: " ")
      else {
        complain(line, "not TOML: \(reason); nothing is used")
        return nil
      }
      leaveOut(index, line, reason, &bytes)
    }
  }

  /// How many wrong statements are left out.
  private static let maximumMistakes = 20

  /// Puts blanks in the place of a statement. Without the name of a table its keys would go to another one: so with it
  /// goes all that follows.
  private mutating func leaveOut(_ index: Int, _ line: Int, _ reason: String, _ bytes: inout [UInt8]) {
    let start = places.statements[index].place
    guard bytes[start] != UInt8(ascii: " ") else { return }
    let isTable = bytes[start] == UInt8(ascii: "[")
    complain(line, "not TOML: \(reason); " + (isTable ? "what follows is not used" : "this is not used"))
    let end =
      !isTable && index + 1 < places.statements.count ? places.statements[index + 1].place : bytes.count
    for place in start..<end where bytes[place] != UInt8(ascii: "\n") { bytes[place] = UInt8(ascii: " ") }
  }

  private mutating func complain(_ line: Int, _ reason: String) {
    problems.append(ConfigProblem(file: file, line: line, key: nil, reason: reason))
  }

  private mutating func read(_ table: TOMLTable, under path: [String]) {
    // The parser sorts the keys; people read from the top.
    let keys = table.keys.sorted {
      let (one, two) = (places.line(of: path + [$0]), places.line(of: path + [$1]))
      return one == two ? $0 < $1 : one < two
    }
    for name in keys {
      guard let value = table[name] else { continue }
      let full = path + [name]
      let text = full.joined(separator: ".")
      if let key = ConfigKey.all.first(where: { $0.name == text }) {
        read(value, as: key)
      } else if text == TaskSettings.table, !isProject, let patterns = value.table {
        readTasks(patterns)
      } else if value.type == .table, full.count < 4,
        ConfigKey.all.contains(where: { $0.name.hasPrefix(text + ".") }), let inner = value.table
      {
        read(inner, under: full)
      } else {
        complainOfUnknown(full)
      }
    }
  }

  private mutating func complainOfUnknown(_ path: [String]) {
    let text = path.joined(separator: ".")
    let known = ConfigKey.all.filter { !isProject || $0.isForProjects }.map(\.name)
    var reason = "there is no such key"
    if let last = path.last, path.count > 1, known.contains(last) {
      reason += "; \(last) belongs in front of the first [table]"
    } else if let near = NearestWord.of(text, among: known) {
      reason += "; did you mean \(near)?"
    } else {
      reason += "; the keys are " + known.joined(separator: ", ")
    }
    problems.append(
      ConfigProblem(file: file, line: places.line(of: path), key: Harmless.text(text), reason: reason))
  }

  private mutating func read(_ value: any TOMLValueConvertible, as key: ConfigKey) {
    let entry = places.entries[key.name]
    let line = entry?.line ?? 1
    guard !isProject || key.isForProjects else {
      complain(
        key, line,
        "a project cannot say this; its keys are "
          + ConfigKey.all.filter(\.isForProjects).map(\.name).joined(separator: ", "))
      return
    }
    switch key.kind {
    case .flag:
      guard let flag = value.bool else {
        return complain(key, line, "wants true or false, not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .flag(flag), line: line))
    case .count(let bounds):
      guard let count = value.int, bounds.contains(count) else {
        return complain(
          key, line,
          "wants a whole number from \(bounds.lowerBound) to \(bounds.upperBound), not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .count(count), line: line))
    case .size(let bounds):
      guard let size = Self.size(value) else {
        return complain(
          key, line, "wants a number of MiB, or a text like \"64 MiB\" or \"2 GiB\", not \(Self.word(value))")
      }
      guard size == 0 || bounds.contains(size) else {
        let (least, most) = (ByteCount.exactText(bounds.lowerBound), ByteCount.exactText(bounds.upperBound))
        return complain(key, line, "wants \(least) to \(most), or 0 for no limit, not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .size(size), line: line))
    case .span(let unit, let bounds):
      guard let span = Self.span(value, unit) else {
        return complain(
          key, line, "wants a number of \(unit), or a text like \"1h 30m\", not \(Self.word(value))")
      }
      guard bounds.contains(span) else {
        let (least, most) = (TimeSpan.exactText(bounds.lowerBound), TimeSpan.exactText(bounds.upperBound))
        return complain(key, line, "wants \(least) to \(most), not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .span(span), line: line))
    case .choice(let words):
      guard let word = value.string, words.contains(word) else {
        let choice = words.map { "\"\($0)\"" }.joined(separator: ", ")
        return complain(key, line, "wants one of \(choice), not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .word(word), line: line))
    case .line:
      guard let text = value.string, text.utf8.count <= 4096, !text.contains(where: \.isNewline) else {
        return complain(key, line, "wants one line for sh, not \(Self.word(value))")
      }
      settings.append(Setting(key: key, value: .line(text), line: line))
    case .patterns: readPatterns(value, key, entry, line)
    case .expressions: readExpressions(value, key, entry, line)
    case .parts(let part): readParts(value, part, key, line)
    case .presets: readPresets(value, key, line)
    }
  }

  private mutating func readParts(
    _ value: any TOMLValueConvertible, _ part: BadgeStyle.Part, _ key: ConfigKey, _ line: Int
  ) {
    let list = value.array
    let texts = (0..<(list?.count ?? 0)).compactMap { list?[$0].string }
    guard texts.count == 4, list?.count == 4 else {
      let example = TOMLText.text(key.fallback)
      return complain(key, line, "wants a list of four texts, as in \(key.name) = \(example)")
    }
    for text in texts {
      if let reason = BadgeStyle.reason(against: text, as: part) {
        return complain(key, line, reason)
      }
    }
    settings.append(Setting(key: key, value: .parts(texts), line: line))
  }

  private mutating func readExpressions(
    _ value: any TOMLValueConvertible, _ key: ConfigKey, _ entry: TOMLPlaces.Entry?, _ line: Int
  ) {
    guard let list = value.array else {
      return complain(key, line, "wants a list, as in \(key.name) = ['sk-[a-z]+'], not \(Self.word(value))")
    }
    var texts: [String] = []
    for index in 0..<list.count {
      let place = entry.flatMap { index < $0.elementLines.count ? $0.elementLines[index] : nil } ?? line
      if let text = expression(list[index], key, place) { texts.append(text) }
    }
    settings.append(Setting(key: key, value: .expressions(texts), line: line))
  }

  /// The Perl regular expression that `value` is; without one, what is wrong is said of `key`.
  private mutating func expression(
    _ value: any TOMLValueConvertible, _ key: ConfigKey, _ line: Int, _ inner: String = ""
  ) -> String? {
    guard let text = value.string, !text.isEmpty else {
      complain(key, line, inner + "wants a Perl regular expression, not \(Self.word(value))")
      return nil
    }
    do { _ = try PerlRegex(text, isForMany: false) } catch {
      complain(key, line, inner + "not a Perl regular expression: \(error)")
      return nil
    }
    return text
  }

  private mutating func readPresets(_ value: any TOMLValueConvertible, _ key: ConfigKey, _ line: Int) {
    guard let tables = value.table else {
      return complain(key, line, "wants a table for each, as in [presets.web], not \(Self.word(value))")
    }
    var presets: [Preset] = []
    let names = tables.keys.sorted { places.line(of: [key.name, $0]) < places.line(of: [key.name, $1]) }
    for name in names {
      guard let table = tables[name]?.table else {
        complain(key, places.line(of: [key.name, name]), "\(Harmless.text(name)) wants a table")
        continue
      }
      // Without commands it is chosen by its name alone.
      var commands = "(?!)", noise: String?
      for word in table.keys {
        guard let inner = table[word] else { continue }
        let place = places.line(of: [key.name, name, word]),
          path = "\(Harmless.text(name)).\(Harmless.text(word)) "
        switch word {
        case "commands": commands = expression(inner, key, place, path) ?? commands
        case "noise": noise = expression(inner, key, place, path)
        default:
          let near = NearestWord.of(word, among: ["commands", "noise"]).map { "; did you mean \($0)?" } ?? ""
          complain(key, place, path + "is no key of a preset" + near)
        }
      }
      if let noise {
        presets.append(Preset(name: name, commands: commands, noise: noise))
      } else if table["noise"] == nil {
        complain(
          key, places.line(of: [key.name, name]),
          "\(Harmless.text(name)) wants noise: which lines it leaves out")
      }
    }
    let first = names.first.map { places.line(of: [key.name, $0]) } ?? line
    settings.append(Setting(key: key, value: .presets(presets), line: first))
  }

  /// Reads `[tasks."npm run dev"]` and its like.
  private mutating func readTasks(_ patterns: TOMLTable) {
    for pattern in patterns.keys {
      let path = [TaskSettings.table, pattern]
      func complain(_ key: String?, _ reason: String) {
        problems.append(
          ConfigProblem(
            file: file, line: places.line(of: path + [key].compactMap { $0 }),
            key: Harmless.text((path + [key].compactMap { $0 }).joined(separator: ".")), reason: reason))
      }
      guard let table = patterns[pattern]?.table else {
        complain(nil, "wants a table, as in [tasks.\"npm run dev\"]")
        continue
      }
      if let reason = UserRule.reasonAgainst(pattern) {
        complain(nil, reason)
        continue
      }
      var settings = TaskSettings(pattern: pattern, file: file, line: places.line(of: path))
      for name in table.keys {
        guard let value = table[name] else { continue }
        if let reason = settings.set(name, to: value) { complain(name, reason) }
      }
      tasks.append(settings)
    }
    tasks.sort { $0.line < $1.line }
  }

  private mutating func readPatterns(
    _ value: any TOMLValueConvertible, _ key: ConfigKey, _ entry: TOMLPlaces.Entry?, _ line: Int
  ) {
    guard let list = value.array else {
      return complain(
        key, line, "wants a list, as in \(key.name) = [\"npm run dev\"], not \(Self.word(value))")
    }
    for index in 0..<list.count {
      let element = list[index]
      let place = entry.flatMap { index < $0.elementLines.count ? $0.elementLines[index] : nil } ?? line
      guard let text = element.string else {
        complain(key, place, "wants texts in its list, not \(Self.word(element))")
        continue
      }
      if let reason = UserRule.reasonAgainst(text) {
        complain(key, place, reason)
      } else {
        patterns.append(Pattern(key: key, text: text, line: place))
      }
    }
  }

  private mutating func complain(_ key: ConfigKey, _ line: Int, _ reason: String) {
    problems.append(ConfigProblem(file: file, line: line, key: key.name, reason: reason))
  }

  static func span(_ value: any TOMLValueConvertible, _ unit: TimeSpan.Unit) -> Int? {
    if let text = value.string { return TimeSpan.milliseconds(text) }
    guard let number = value.int.map(Double.init) ?? value.double, number >= 0, number < 1e9 else {
      return nil
    }
    return Int((number * Double(unit.rawValue)).rounded())
  }

  private static func size(_ value: any TOMLValueConvertible) -> Int? {
    if let text = value.string { return ByteCount.bytes(text) }
    guard let number = value.int, (0...1 << 30).contains(number) else { return nil }
    return number << 20
  }

  /// What was found in the place of something else.
  static func word(_ value: any TOMLValueConvertible) -> String {
    switch value.type {
    case .string: "\"\(Harmless.text(String((value.string ?? "").prefix(40))))\""
    case .int: value.int.map(String.init) ?? "a number"
    case .double: value.double.map { "\($0)" } ?? "a number"
    case .bool: value.bool == true ? "true" : "false"
    case .array: "a list"
    case .table: "a table"
    default: "a date"
    }
  }
}
