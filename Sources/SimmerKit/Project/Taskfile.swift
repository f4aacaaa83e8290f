// SPDX-License-Identifier: GPL-3.0-or-later

// Only the shape that Taskfiles have is read, by their indentation: tasks, their commands and what they depend on.
// What is written in another way of YAML's many is as good as not there, and the task is judged by its name.

/// The tasks of a Taskfile: taskfile.dev/docs/reference/schema
struct Taskfile {
  private var tasks: [String: [Recipes.Step]] = [:]

  init(_ text: String) {
    let lines = text.split(separator: "\n").map(Line.init).filter { !$0.isIdle }
    guard let start = lines.firstIndex(where: { $0.indent == 0 && $0.text == "tasks:" }) else { return }
    let section = lines[(start + 1)...].prefix { $0.indent > 0 }
    guard let indent = section.first?.indent else { return }
    for block in section.blocks(at: indent) {
      guard let head = block.first?.field else { continue }
      tasks[head.name] =
        head.value.isEmpty || head.value == "|"
        ? Self.steps(of: block.dropFirst()) : [.line(head.value)]
    }
  }

  private static func steps(of lines: ArraySlice<Line>) -> [Recipes.Step] {
    guard let indent = lines.first?.indent else { return [] }
    // `dev: [- npm run dev]`
    if lines.first?.text.hasPrefix("- ") == true { return items(lines) }
    var dependencies: [Recipes.Step] = []
    var commands: [Recipes.Step] = []
    for block in lines.blocks(at: indent) {
      guard let head = block.first?.field else { continue }
      switch head.name {
      case "cmd": commands.append(.line(head.value))
      case "cmds": commands += items(block.dropFirst()) + inline(head.value).map { .line($0) }
      case "deps":
        dependencies += inline(head.value).map { .recipe($0) }
        dependencies += items(block.dropFirst()).map { step in
          if case .line(let name) = step { .recipe(name) } else { step }
        }
      default: break
      }
    }
    return dependencies + commands
  }

  /// `- echo hello`, `- cmd: echo hello`, `- task: build`, `- |` and lines below.
  private static func items(_ lines: ArraySlice<Line>) -> [Recipes.Step] {
    guard let indent = lines.first?.indent else { return [] }
    return lines.blocks(at: indent).compactMap { block in
      guard let head = block.first, head.text.hasPrefix("- ") else { return nil }
      let rest = Line(Substring(head.text.dropFirst(2)))
      if rest.text == "|" || rest.text == ">" {
        return .line(block.dropFirst().map(\.text).joined(separator: "\n"))
      }
      switch rest.field?.name {
      case "cmd": return .line(rest.field?.value ?? "")
      case "task": return .recipe(rest.field?.value ?? "")
      case "for", "defer": return nil
      default: return .line(Line.unquoted(rest.text))
      }
    }
  }

  /// `[build, test]`
  private static func inline(_ value: String) -> [String] {
    guard value.hasPrefix("["), value.hasSuffix("]") else { return [] }
    return value.dropFirst().dropLast().split(separator: ",").map { Line.unquoted(String($0.trimmingBlanks)) }
  }

  var recipes: Recipes {
    let steps = tasks.mapValues { steps in
      steps.map { step in
        guard case .line(let line) = step else { return step }
        return .line(Substring(line).fillingTemplates { _ in nil })
      }
    }
    return Recipes(steps: steps, standard: "default")
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
