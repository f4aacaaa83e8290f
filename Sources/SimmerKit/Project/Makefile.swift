// SPDX-License-Identifier: GPL-3.0-or-later

// What make(1) would run, as far as it can be told without running anything: rules with plain targets, and variables
// that the same file sets. Of conditionals every branch counts; included files and functions are not followed.

/// The targets of a makefile: gnu.org/software/make/manual
struct Makefile {
  private struct Rule {
    var prerequisites: [String] = []
    var recipe: [Substring] = []
  }

  private var rules: [String: Rule] = [:]
  private var variables: [String: String] = [:]
  private var goal: String?

  init(_ text: String) {
    var targets: [String] = []
    var isInDefinition = false
    for line in Self.logicalLines(of: text) {
      let trimmed = line.trimmingBlanks
      if isInDefinition {
        isInDefinition = trimmed != "endef"
      } else if line.first == "\t" {
        for target in targets { rules[target, default: Rule()].recipe.append(line) }
      } else if trimmed.hasPrefix("define ") {
        isInDefinition = true
      } else if !trimmed.isEmpty, trimmed.first != "#" {
        if Self.isConditional(trimmed) || readVariable(trimmed) { continue }
        targets = readRule(trimmed)
      }
    }
  }

  private static func isConditional(_ line: Substring) -> Bool {
    ["ifdef", "ifndef", "ifeq", "ifneq", "else", "endif"].contains(line.prefix { !$0.isBlank && $0 != "(" })
  }

  /// Lines, with those that end in a backslash joined to the next.
  private static func logicalLines(of text: String) -> [Substring] {
    var lines: [Substring] = []
    var goesOn = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let ends = line.last != "\\"
      let part = ends ? line : line.dropLast().trimmingTrailingBlanks
      if goesOn { lines[lines.count - 1] += " " + part.trimmingBlanks } else { lines.append(part) }
      goesOn = !ends
    }
    return lines
  }

  /// `NAME = value`, `:=`, `::=`, `?=`, `+=`, `!=`.
  private mutating func readVariable(_ line: Substring) -> Bool {
    guard let equals = line.firstIndex(of: "=") else { return false }
    var name = line[..<equals]
    let value = String(line[line.index(after: equals)...].trimmingBlanks)
    let sign = name.last
    while let last = name.last, ":?+!".contains(last) { name.removeLast() }
    let words = name.split(whereSeparator: \.isBlank)
    guard let variable = words.last.map(String.init), !name.contains(":") else { return false }
    if sign == "+" { variables[variable, default: ""] += " " + value } else { variables[variable] = value }
    if variable == ".DEFAULT_GOAL" { goal = value }
    return true
  }

  private mutating func readRule(_ line: Substring) -> [String] {
    guard let colon = line.firstIndex(of: ":") else { return [] }
    let targets = line[..<colon].split(whereSeparator: \.isBlank).map(String.init)
    var rest = line[colon...].drop { $0 == ":" }
    var recipe: Substring?
    if let semicolon = rest.firstIndex(of: ";") {
      recipe = rest[rest.index(after: semicolon)...]
      rest = rest[..<semicolon]
    }
    // `dev: PORT = 3000` sets a variable for one target.
    let isVariable = rest.contains("=")
    let prerequisites = rest.prefix { $0 != "#" }.split { $0.isBlank || $0 == "|" }.map(String.init)
    for target in targets {
      if goal == nil, target.first != ".", !target.contains("%") { goal = target }
      if !isVariable { rules[target, default: Rule()].prerequisites += prerequisites }
      if let recipe { rules[target, default: Rule()].recipe.append(recipe) }
    }
    return isVariable ? [] : targets
  }

  var recipes: Recipes {
    let steps = rules.map { target, rule in
      let lines = rule.recipe.map { $0.drop { $0.isBlank || "@-+".contains($0) } }.filter { !$0.isEmpty }
      return (
        target,
        rule.prerequisites.map { Recipes.Step.recipe($0) }
          + lines.map { .line(expand($0, target: target, depth: 0)) }
      )
    }
    return Recipes(steps: Dictionary(uniqueKeysWithValues: steps), standard: goal)
  }

  /// Puts in what is known. What only make could tell becomes the word `x`.
  private func expand(_ text: Substring, target: String, depth: Int) -> String {
    var result = ""
    var rest = text
    while let dollar = rest.firstIndex(of: "$"), result.utf8.count < ProjectFile.limit {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      guard let next = rest.popFirst() else { break }
      switch next {
      case "$": result += "$"
      case "@": result += target
      case "(", "{":
        let end = rest.firstIndex { $0 == ")" || $0 == "}" } ?? rest.endIndex
        let name = String(rest[..<end])
        rest = rest[end...].dropFirst()
        if name == "MAKE" {
          result += "make"
        } else if let value = variables[name], depth < 4 {
          result += expand(value[...], target: target, depth: depth + 1)
        } else if variables[name] == nil || depth >= 4 {
          result += name.contains(" ") ? "x" : ""
        }
      default: result += "x"
      }
    }
    return result + rest
  }
}
