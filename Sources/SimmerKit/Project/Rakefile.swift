// SPDX-License-Identifier: GPL-3.0-or-later

/// The tasks of a Rakefile that run shell commands: ruby.github.io/rake. Ruby itself is not understood.
struct Rakefile {
  private var tasks: [String: [Recipes.Step]] = [:]

  init(_ text: String) {
    // What is open, with the indentation at which its `end` will stand.
    var open: [(name: String, indent: Int, isTask: Bool)] = []
    for line in text.split(separator: "\n") {
      let indent = line.prefix(while: \.isBlank).count
      let words = line.trimmingBlanks
      if words == "end", let last = open.last, last.indent == indent { open.removeLast() }
      if words.hasPrefix("namespace "), let name = Self.name(words.dropFirst(10)) {
        open.append((name, indent, false))
      } else if words.hasPrefix("task ") || words.hasPrefix("task("), let name = Self.name(words.dropFirst(5))
      {
        let path = (open.filter { !$0.isTask }.map(\.name) + [name]).joined(separator: ":")
        tasks[path, default: []] += Self.prerequisites(words).map { .recipe($0) }
        if words.hasSuffix("do") || words.contains(" do |") { open.append((path, indent, true)) }
      } else if let task = open.last, task.isTask, let command = Self.command(words) {
        tasks[task.name, default: []].append(.line(command))
      }
    }
  }

  /// `:name`, `"name"`, `name:`.
  private static func name(_ text: Substring) -> String? {
    let name = text.drop { " :\"'(".contains($0) }.prefix { $0.isLetter || $0.isNumber || "_-".contains($0) }
    return name.isEmpty ? nil : String(name)
  }

  /// `task :dev => [:build, :assets] do`, `task dev: :build do`
  private static func prerequisites(_ line: Substring) -> [String] {
    let list: Substring
    if let arrow = line.range(of: "=>") {
      list = line[arrow.upperBound...]
    } else if let colon = line.range(of: ": ") {
      list = line[colon.upperBound...]
    } else {
      return []
    }
    return list.split { " ,[]".contains($0) }.prefix { $0 != "do" && $0 != "{" }.compactMap(name)
  }

  /// `sh "npm run build"`, `system("rails", "server")`.
  private static func command(_ line: Substring) -> String? {
    guard
      let verb = ["sh", "system", "exec", "ruby"].first(where: {
        line.hasPrefix("\($0) ") || line.hasPrefix("\($0)(")
      })
    else { return nil }
    var parts: [String] = verb == "ruby" ? ["ruby"] : []
    var rest = line.dropFirst(verb.count)
    while let start = rest.firstIndex(where: { "\"'".contains($0) }) {
      let quote = rest[start]
      rest = rest[rest.index(after: start)...]
      let end = rest.firstIndex(of: quote) ?? rest.endIndex
      parts.append(rest[..<end].fillingTemplates(between: "#{", "}") { _ in nil })
      rest = rest[end...].dropFirst()
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// A task is meant in its own namespace first.
  var recipes: Recipes {
    let steps = tasks.map { name, steps -> (String, [Recipes.Step]) in
      let space = name.split(separator: ":").dropLast().joined(separator: ":")
      return (name, steps.map { inSpace(space, $0) })
    }
    return Recipes(steps: Dictionary(uniqueKeysWithValues: steps), standard: "default")
  }

  private func inSpace(_ space: String, _ step: Recipes.Step) -> Recipes.Step {
    guard case .recipe(let name) = step, tasks["\(space):\(name)"] != nil else { return step }
    return .recipe("\(space):\(name)")
  }
}
