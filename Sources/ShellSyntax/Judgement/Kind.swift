// SPDX-License-Identifier: GPL-3.0-or-later

/// What a command does to the terminal it is typed at. The raw value is the verb that the knowledge files use.
enum Kind: String, CaseIterable {
  // Hold the terminal until they are stopped.
  case serves, watches, follows, tunnels, works, loops
  // May take long, and end.
  case builds, tests, installs, transfers, converts, provisions, computes
  /// Lasts, but may ask for a password first: it must start where one can be typed, and can move from there.
  case elevates
  // Over at once.
  case asks, quick, detaches
  /// A program of somebody's own, of which nothing is known (`node tool.js`): the name of the script that runs it
  /// says more.
  case opaque
  // Need the terminal.
  case interactive, fullscreen
  /// A prompt for commands, unless its input comes from a file or a pipe.
  case repl
  /// Changes the shell itself (`cd`, `export`, `source`).
  case shell
  /// Speaks of the shell's own jobs, or replaces it (`fg`, `wait`, `exec`).
  case jobs

  /// Looks through the list: `init(rawValue:)` of so many cases makes a dictionary first, which takes longer.
  init?(verb: String) {
    guard let kind = Self.allCases.first(where: { $0.rawValue == verb }) else { return nil }
    self = kind
  }

  var verdict: Verdict {
    switch self {
    case .serves, .watches, .follows, .tunnels, .works, .loops: .background
    case .builds, .tests, .installs, .transfers, .converts, .provisions, .computes, .elevates: .adaptive
    case .asks, .quick, .detaches, .opaque, .interactive, .fullscreen, .repl, .shell, .jobs: .foreground
    }
  }

  /// Whether the whole line must stay with the shell because of this one command.
  var needsTerminal: Bool {
    switch self {
    case .interactive, .fullscreen, .repl, .jobs: true
    default: false
    }
  }

  /// One short clause for people.
  var reason: String {
    switch self {
    case .serves: "a server that stays up until it is stopped"
    case .watches: "watches for changes until it is stopped"
    case .follows: "prints what comes until it is stopped"
    case .tunnels: "a tunnel that stays up until it is stopped"
    case .works: "works until it is stopped"
    case .loops: "a loop without an end"
    case .builds: "a build, which may take long"
    case .tests: "a test run, which may take long"
    case .installs: "installs, which may take long"
    case .transfers: "moves data, which may take long"
    case .converts: "converts, which may take long"
    case .provisions: "changes machines or databases, which may take long"
    case .computes: "computes, which may take long"
    case .elevates: "lasts, but may ask for a password first"
    case .asks: "prints and exits"
    case .quick: "over at once"
    case .detaches: "detaches by itself"
    case .opaque: "a program of which nothing is known"
    case .interactive: "asks questions at the terminal"
    case .fullscreen: "fills the screen"
    case .repl: "reads commands from the terminal"
    case .shell: "changes the shell itself"
    case .jobs: "belongs to the shell"
    }
  }
}

/// What is thought of one command, and why.
struct Judgement: Equatable {
  var kind: Kind
  /// The rule that decided, as it stands in the knowledge: `docker compose: serves up`.
  var rule: String?
  /// The command word that it decided on.
  var word: String?
  /// Whether running it leaves the shell changed (its directory, its variables).
  var changesShell = false
  /// Whether a rule of the user's decided.
  var isCustom = false

  /// One short clause for people.
  var reason: String { isCustom ? "a rule of yours says so" : kind.reason }

  /// No command at all: it weighs nothing.
  static let nothing = Judgement(kind: .quick, rule: nil, word: nil)
  static let unknown = Judgement(kind: .opaque, rule: nil, word: nil)

  /// The judgement of two commands that belong to one line: needing the terminal wins, then running longer.
  func joined(with other: Judgement) -> Judgement {
    var result = other.weight > weight ? other : self
    result.changesShell = changesShell || other.changesShell
    return result
  }

  private var weight: Int {
    if kind.needsTerminal { return 4 }
    return switch kind.verdict {
    case .background: 3
    case .adaptive: 2
    // What nothing is known of could be anything: it is not outweighed by what is known to be quick.
    case .foreground: kind == .opaque ? 1 : rule == nil ? -1 : 0
    }
  }
}
