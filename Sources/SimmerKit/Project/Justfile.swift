// SPDX-License-Identifier: GPL-3.0-or-later

/// The recipes of a justfile: just.systems/man/en
struct Justfile: ScriptFile {
  private struct Recipe {
    var dependencies: [String]
    var body: [Substring] = []
  }

  private var recipes: [String: Recipe] = [:]
  private var variables: [String: String] = [:]
  private var first: String?

  init(_ text: String) {
    var current: String?
    for line in text.split(separator: "\n") {
      if line.first?.isBlank == true {
        if let current { recipes[current]?.body.append(line.trimmingBlanks) }
        continue
      }
      current = nil
      if line.first == "#" || line.first == "[" { continue }
      if let sign = line.range(of: ":=") {
        readAssignment(line[..<sign.lowerBound], line[sign.upperBound...].trimmingBlanks)
      } else if let colon = line.firstIndex(of: ":") {
        let name = line.prefix { !$0.isBlank && $0 != ":" }.drop { $0 == "@" }
        // `build: compile (test "unit") && done`
        let dependencies = line[line.index(after: colon)...].prefix { $0 != "#" }
          .split { $0.isBlank || "()&".contains($0) }.filter { $0.first?.isLetter == true || $0.first == "_" }
        recipes[String(name)] = Recipe(dependencies: dependencies.map(String.init))
        first = first ?? String(name)
        current = String(name)
      }
    }
  }

  private mutating func readAssignment(_ name: Substring, _ value: Substring) {
    let words = name.split(whereSeparator: \.isBlank).map(String.init)
    guard let last = words.last else { return }
    if words.first == "alias" {
      recipes[last] = Recipe(dependencies: [String(value)])
    } else if words.first != "set", let quote = value.first, "'\"".contains(quote), value.last == quote {
      variables[last] = String(value.dropFirst().dropLast())
    }
  }

  func line(for script: String?) -> String? {
    guard let name = script ?? first, recipes[name] != nil else { return nil }
    var lines: [String] = []
    var seen: Set<String> = []
    collect(name, into: &lines, seen: &seen)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  private func collect(_ name: String, into lines: inout [String], seen: inout Set<String>) {
    guard seen.count < ProjectScripts.maximumParts, seen.insert(name).inserted, let recipe = recipes[name]
    else { return }
    for dependency in recipe.dependencies { collect(dependency, into: &lines, seen: &seen) }
    // A script in another language is as good as unknown.
    if let first = recipe.body.first, first.hasPrefix("#!"), !first.hasSuffix("sh") { return }
    for line in recipe.body.prefix(ProjectScripts.maximumParts) {
      lines.append(line.drop { "@-".contains($0) }.fillingTemplates { variables[$0] })
    }
  }
}
