// SPDX-License-Identifier: GPL-3.0-or-later

/// The recipes of a justfile: just.systems/man/en
struct Justfile {
  private struct Recipe {
    var dependencies: [String]
    var body: [Substring] = []
  }

  private var found: [String: Recipe] = [:]
  private var variables: [String: String] = [:]
  private var first: String?

  init(_ text: String) {
    var current: String?
    for line in text.split(separator: "\n") {
      if line.first?.isBlank == true {
        if let current { found[current]?.body.append(line.trimmingBlanks) }
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
        found[String(name)] = Recipe(dependencies: dependencies.map(String.init))
        first = first ?? String(name)
        current = String(name)
      }
    }
  }

  private mutating func readAssignment(_ name: Substring, _ value: Substring) {
    let words = name.split(whereSeparator: \.isBlank).map(String.init)
    guard let last = words.last else { return }
    if words.first == "alias" {
      found[last] = Recipe(dependencies: [String(value)])
    } else if words.first != "set", let quote = value.first, "'\"".contains(quote), value.last == quote {
      variables[last] = String(value.dropFirst().dropLast())
    }
  }

  var recipes: Recipes {
    let steps = found.mapValues { recipe in
      // A script in another language is as good as unknown.
      let isForeign = recipe.body.first.map { $0.hasPrefix("#!") && !$0.hasSuffix("sh") } ?? false
      let lines = isForeign ? [] : recipe.body.map { $0.drop { "@-".contains($0) } }
      return recipe.dependencies.map { Recipes.Step.recipe($0) }
        + lines.map { .line($0.fillingTemplates { variables[$0] }) }
    }
    return Recipes(steps: steps, standard: first)
  }
}
