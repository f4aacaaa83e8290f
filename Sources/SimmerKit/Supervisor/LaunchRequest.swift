// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// Everything that is known of a task before it starts.
public struct LaunchRequest: Sendable {
  /// What is to run.
  public enum Command: Sendable {
    /// A line for the shell, as bytes: it need not be UTF-8.
    case line([UInt8])
    /// A program and its arguments, run as they stand.
    case vector([String])
  }

  public var command: Command
  public var facts: LaunchFacts
  public var label: String?
  /// Where to run; nil is here.
  public var directory: FilePath?
  /// Variables that it gets beyond those of this process.
  public var environment: [(name: String, value: String)] = []
  /// A script that gives the task's shell the aliases, functions and variables of the shell that the line was typed in.
  public var savedState: FileDescriptor?
  /// How many tasks may run in the store, this one included; nil is what the configuration says, 0 is any number.
  public var mostTasks: Int?
  /// Set for a task that starts in front of somebody's terminal.
  public var front: Front?
  /// How the shell runs the line, if it was typed and is to run in front as it would have there.
  public var typed: FrontScript?

  /// What a task has to know of the terminal that it starts in front of.
  public struct Front: Sendable {
    /// The modes that its own terminal begins with.
    public var modes: TerminalModes
    /// Milliseconds until it moves to the background by itself; nil is never.
    public var threshold: Int?
    /// Whether it is a shell with a process group for each of its jobs, which is to be stopped together with them.
    public var hasJobs: Bool

    public init(modes: TerminalModes, threshold: Int?, hasJobs: Bool) {
      (self.modes, self.threshold, self.hasJobs) = (modes, threshold, hasJobs)
    }
  }

  public init(_ command: Command, facts: LaunchFacts) {
    (self.command, self.facts) = (command, facts)
  }

  /// Whether `text` is a name that can be told from the other ways to name a task.
  public static func isLabel(_ text: String) -> Bool {
    guard let first = text.first, text.utf8.count <= 200, !text.contains(where: \.isNewline) else {
      return false
    }
    return TaskID(text) == nil && !"%:-".contains(first)
  }

  /// The command as text that a shell would run.
  var text: [UInt8] {
    switch command {
    case .line(let line): line
    case .vector(let words): Array(ShellQuote.line(words).utf8)
    }
  }

  /// Returns the program and its arguments, for `task`.
  ///
  /// - Throws: `refused` when there is no such program or shell.
  func program(of task: TaskDirectory) throws(SimmerError) -> (path: FilePath, arguments: [[UInt8]]) {
    switch command {
    case .vector(let words):
      guard let name = words.first, !name.isEmpty else {
        throw SimmerError(.usage, cannot: "start a task", "no command given")
      }
      guard let path = UserCommand.find(name) else {
        throw cannotStart("\(Harmless.text(name)): no such command")
      }
      return (path, words.map { Array($0.utf8) })
    case .line(let line):
      guard Access.isExecutable(facts.shell) else { throw cannotStart("no such shell: \(facts.shell)") }
      let name = Array((facts.shell.lastComponent?.string ?? "sh").utf8)
      if let typed { return (facts.shell, [name] + typed.arguments(statusesIn: task.statuses)) }
      var script = line
      if savedState != nil { script = Array(Self.restore.utf8) + ShellQuote.word(script) }
      return (facts.shell, [name, Array("-c".utf8), script])
    }
  }

  /// Reads the saved state, closes it, and only then parses the line, so that aliases count in it.
  private static let restore = ". /dev/fd/9; exec 9<&-; eval -- "

  /// The working directory, as the user named it if that is true; nil when it is gone.
  static var namedDirectory: FilePath? {
    guard let real = try? Access.currentDirectory() else { return nil }
    guard let named = Settings.logicalDirectory, same(named, real) else { return real }
    return named
  }

  private static func same(_ a: FilePath, _ b: FilePath) -> Bool {
    guard let one = try? FileFacts(followed: a), let other = try? FileFacts(followed: b) else { return false }
    return one.identity == other.identity
  }

  func cannotWrite(to store: Store, _ reason: Errno) -> SimmerError {
    cannotStart("cannot write to \(store.root): \(reason)")
  }

  func cannotStart(_ reason: String, advice: String? = nil, _ code: SimmerError.Code = .refused)
    -> SimmerError
  {
    let shown = Harmless.text(label ?? String(decoding: text.prefix(200), as: UTF8.self))
    return SimmerError(code, cannot: "start \(shown)", reason, advice: advice)
  }
}

/// Words as a POSIX shell reads them back.
public enum ShellQuote {
  /// Returns the line that has `words` as its words.
  public static func line(_ words: [String]) -> String { words.map { word($0) }.joined(separator: " ") }

  /// Returns `word` so that a shell takes it as one word.
  public static func word(_ word: String) -> String {
    let plain =
      !word.isEmpty
      && word.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"),
          UInt8(ascii: "@"),
          UInt8(ascii: "%"), UInt8(ascii: "+"), UInt8(ascii: ","):
          true
        default: false
        }
      }
    return plain ? word : String(decoding: self.word(Array(word.utf8)), as: UTF8.self)
  }

  /// Returns `bytes` in single quotes.
  static func word(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    return [quote] + bytes.flatMap { $0 == quote ? Array("'\\''".utf8) : [$0] } + [quote]
  }
}

extension LaunchRequest {
  /// Where it is to run.
  public var place: FilePath { directory ?? "." }

  /// Takes `text` as the directory to run in; `~` and `~/` stand for the user's home.
  public mutating func setDirectory(_ text: String) {
    guard text == "~" || text.hasPrefix("~/"), let home = Settings.userHome else {
      directory = FilePath(text)
      return
    }
    directory = home.pushing(FilePath(String(text.dropFirst(text == "~" ? 1 : 2))))
  }
}
