// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// What Tab offers in the console.
enum Completion {
  /// A word that may stand there, and what it means.
  struct Candidate: Equatable {
    let text: String
    var meaning = ""
  }

  enum Offer {
    case candidates([Candidate])
    /// Names of files, which readline knows best.
    case files
  }

  /// How many ended tasks are offered.
  private static let recent = 30
  /// What the argument parser knows; nil cannot be, as it is the program's own.
  private static let tree = try? CommandTree.own()

  /// - Parameters:
  ///   - text: What was typed of the word.
  ///   - line: What stands before it.
  ///   - inQuotes: Whether the word is being quoted.
  static func offer(for text: String, after line: String, inQuotes: Bool) -> Offer {
    let words = line.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
    // Behind a pipe or a redirection, or after "!", the shell's words begin.
    if line.contains(where: { "|><;&".contains($0) }) || line.hasPrefix("!")
      || (words.isEmpty && text.hasPrefix("!"))
    {
      return .files
    }
    guard let first = words.first else { return matching(text, verbs(text)) }
    guard let name = try? ConsoleVerbs.verb(first) else { return .files }
    if name == "help" { return matching(text, verbs("")) }
    guard var verb = tree?.verbs.first(where: { $0.names.contains(name) }) else { return .candidates([]) }
    if words.contains("--") { return .files }
    var place = 0, pending: CommandTree.Word?
    for word in words.dropFirst() {
      if pending != nil {
        pending = nil
      } else if word.hasPrefix("-") {
        pending = verb.options.first { $0.kind == .option && $0.spellings.contains(word) }
      } else if place == 0, let inner = verb.inner.first(where: { $0.names.contains(word) }) {
        verb = inner
      } else {
        place += 1
      }
    }
    if let pending { return values(pending.value, text, inQuotes) }
    if text.hasPrefix("-") {
      let options = verb.options.flatMap { option in
        option.spellings.filter { $0.hasPrefix("--") }.map { Candidate(text: $0, meaning: option.summary) }
      }
      return matching(text, options)
    }
    if place == 0, !verb.inner.isEmpty {
      return matching(text, verb.inner.map { Candidate(text: $0.commandName, meaning: $0.abstract ?? "") })
    }
    guard let next = place < verb.places.count ? verb.places[place] : verb.places.last,
      place < verb.places.count || next.isRepeating
    else { return .candidates([]) }
    return values(next.value, text, inQuotes)
  }

  private static func verbs(_ text: String) -> [Candidate] {
    // Who has typed a slash wants to see it again.
    let mark = text.hasPrefix("/") ? "/" : ""
    return ConsoleVerbs.entries.map { Candidate(text: mark + $0.name, meaning: $0.meaning) }
  }

  private static func values(_ value: CommandTree.Value, _ text: String, _ inQuotes: Bool) -> Offer {
    switch value {
    case .nothing, .anything: .candidates([])
    case .tasks: tasks(text, isLive: false, inQuotes)
    case .running: tasks(text, isLive: true, inQuotes)
    case .directory, .file, .program, .command: .files
    case .words(let words): matching(text, words.map { Candidate(text: $0) })
    }
  }

  private static func tasks(_ text: String, isLive: Bool, _ inQuotes: Bool) -> Offer {
    guard let store = Store.found() else { return .candidates([]) }
    var found: [Candidate] = [], labels: [Candidate] = []
    func add(_ task: TaskDirectory, _ state: String) {
      found.append(Candidate(text: "\(task.id)", meaning: state + "  " + Harmless.text(task.name)))
      // A label that cannot be seen as it is cannot be typed either.
      guard let label = task.label, Harmless.text(label) == label else { return }
      let known = labels.contains { $0.text == label }
      if !known {
        labels.append(Candidate(text: inQuotes ? label : quoted(label), meaning: "\(state)  task \(task.id)"))
      }
    }
    let live = store.liveTasks()
    for (task, flags) in live { add(task, flags.first ?? "running") }
    if !isLive {
      let liveIDs = live.map(\.task.id)
      for task in store.newestTasks(recent + live.count) where !liveIDs.contains(task.id) {
        if let status = task.status { add(task, TaskReport(task, status, unseen: false).outcome) }
      }
    }
    return matching(text, found + labels)
  }

  /// `text` with a backslash before each character that means something to the reader of the line.
  private static func quoted(_ text: String) -> String {
    var quoted = ""
    for character in text {
      if " \t'\"\\|&;<>()$`~#!".contains(character) { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted
  }

  private static func matching(_ text: String, _ candidates: [Candidate]) -> Offer {
    .candidates(candidates.filter { $0.text.hasPrefix(text) })
  }
}
