// SPDX-License-Identifier: GPL-3.0-or-later

// Only the shape that Taskfiles have is read, by their indentation: tasks, their commands and what they depend on.
// What is written in another way of YAML's many is as good as not there, and the task is judged by its name.

/// The tasks of a Taskfile: taskfile.dev/docs/reference/schema
struct Taskfile: ScriptFile {
  private enum Step {
    case command(String)
    case task(String)
  }

  private var tasks: [String: [Step]] = [:]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map(Line.init).filter { !$0.isIdle }
    guard let start = lines.firstIndex(where: { $0.indent == 0 && $0.text == "tasks:" }) else { return }
    let section = lines[(start + 1)...].prefix { $0.indent > 0 }
    guard let indent = section.first?.indent else { return }
    for block in section.blocks(at: indent) {
      guard let head = block.first?.field else { continue }
      tasks[head.name] =
        head.value.isEmpty || head.value == "|"
        ? Self.steps(of: block.dropFirst()) : [.command(head.value)]
    }
  }

  private static func steps(of lines: ArraySlice<Line>) -> [Step] {
    guard let indent = lines.first?.indent else { return [] }
    // `dev: [- npm run dev]`
    if lines.first?.text.hasPrefix("- ") == true { return items(lines) }
    var dependencies: [Step] = []
    var commands: [Step] = []
    for block in lines.blocks(at: indent) {
      guard let head = block.first?.field else { continue }
      switch head.name {
      case "cmd": commands.append(.command(head.value))
      case "cmds": commands += items(block.dropFirst()) + inline(head.value).map { .command($0) }
      case "deps":
        dependencies += inline(head.value).map { .task($0) }
        dependencies += items(block.dropFirst()).map { step in
          if case .command(let name) = step { .task(name) } else { step }
        }
      default: break
      }
    }
    return dependencies + commands
  }

  /// `- echo hello`, `- cmd: echo hello`, `- task: build`, `- |` and lines below.
  private static func items(_ lines: ArraySlice<Line>) -> [Step] {
    guard let indent = lines.first?.indent else { return [] }
    return lines.blocks(at: indent).compactMap { block in
      guard let head = block.first, head.text.hasPrefix("- ") else { return nil }
      let rest = Line(Substring(head.text.dropFirst(2)))
      if rest.text == "|" || rest.text == ">" {
        return .command(block.dropFirst().map(\.text).joined(separator: "\n"))
      }
      switch rest.field?.name {
      case "cmd": return .command(rest.field?.value ?? "")
      case "task": return .task(rest.field?.value ?? "")
      case "for", "defer": return nil
      default: return .command(Line.unquoted(rest.text))
      }
    }
  }

  /// `[build, test]`
  private static func inline(_ value: String) -> [String] {
    guard value.hasPrefix("["), value.hasSuffix("]") else { return [] }
    return value.dropFirst().dropLast().split(separator: ",").map { Line.unquoted(String($0.trimmingBlanks)) }
  }

  func line(for script: String?) -> String? {
    var lines: [String] = []
    var seen: Set<String> = []
    collect(script ?? "default", into: &lines, seen: &seen)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func collect(_ name: String, into lines: inout [String], seen: inout Set<String>) {
    guard seen.count < ProjectScripts.maximumParts, seen.insert(name).inserted else { return }
    for step in tasks[name] ?? [] {
      switch step {
      case .command(let line): lines.append(Substring(line).fillingTemplates { _ in nil })
      case .task(let other): collect(other, into: &lines, seen: &seen)
      }
    }
  }
}

/// A line of YAML.
private struct Line {
  var indent: Int
  var text: String

  init(_ line: Substring) {
    indent = line.prefix { $0 == " " }.count
    text = String(line.trimmingBlanks)
  }

  var isIdle: Bool { text.isEmpty || text.hasPrefix("#") || text == "---" }

  /// `name: value`
  var field: (name: String, value: String)? {
    // Task names may have colons of their own: the one that counts has a blank behind it, or nothing.
    var end = text.startIndex
    while let colon = text[end...].firstIndex(of: ":") {
      end = text.index(after: colon)
      guard end == text.endIndex || text[end] == " " else { continue }
      let value = String(text[end...].trimmingBlanks)
      return (Self.unquoted(String(text[..<colon])), Self.unquoted(value))
    }
    return nil
  }

  static func unquoted(_ text: String) -> String {
    guard text.count > 1, let quote = text.first, quote == text.last, "'\"".contains(quote) else {
      return text
    }
    return String(text.dropFirst().dropLast())
  }
}

extension ArraySlice<Line> {
  /// The runs of lines that begin at an indentation, each with what is indented further.
  fileprivate func blocks(at indent: Int) -> [ArraySlice<Line>] {
    let starts = indices.filter { self[$0].indent <= indent } + [endIndex]
    return zip(starts, starts.dropFirst()).map { self[$0..<$1] }
  }
}
