// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges simple commands by the rules, through prefixes (`sudo`, `npx`) and scripts (`npm run dev`).
struct Judge {
  let rules: Rules
  let lookup: ProjectLookup?
  let shell: Shell
  /// The directory the command would run in, relative to the shell's, where an earlier `cd` is known.
  var directory: String?
  /// Whether the command's input is a file or a pipe.
  var hasInput = false
  /// How many prefixes, scripts and lines within lines have been looked through.
  var depth = 0

  private static let maximumDepth = 8

  func judge(_ words: ArraySlice<Argument>) -> Judgement {
    guard let command = words.first, depth < Self.maximumDepth else { return .unknown }
    if let custom = customRule(words) { return custom }
    // A command that is only known when it runs is nothing that a rule could speak of.
    guard !command.isExpanded else { return .unknown }
    var name = command.text
    if let slash = name.lastIndex(of: "/") { name = String(name[name.index(after: slash)...]) }
    guard var tool = rules.tool(name) ?? rules.tool(unversioned(name)),
      name == command.text || !tool.isQuick
    else {
      // `script/test` is a program of the project's own, whatever else has that name.
      return unknownTool(name, path: command.text, words.dropFirst())
    }
    var arguments = words.dropFirst()
    var judge = self
    while let subcommand = subcommand(of: tool, arguments) {
      judge.directory = judge.directory(under: subcommand.options)
      arguments = arguments[(subcommand.index + 1)...]
      tool = subcommand.tool
    }
    return judge.judge(tool, arguments)
  }

  private func customRule(_ words: ArraySlice<Argument>) -> Judgement? {
    guard !rules.custom.isEmpty else { return nil }
    let text = words.map(\.text).joined(separator: " ")
    guard let rule = rules.custom.first(where: { $0.matches(text) }) else { return nil }
    let kind: Kind =
      switch rule.verdict {
      case .background: .works
      case .adaptive: .computes
      case .foreground: .quick
      }
    return Judgement(kind: kind, rule: "yours: \(rule.source)", word: words.first?.text, isCustom: true)
  }

  /// `python3.12` → `python3`, `clang-15` → `clang`.
  private func unversioned(_ name: String) -> String {
    var end = name.endIndex
    while end > name.startIndex {
      let previous = name.index(before: end)
      guard name[previous].isNumber || name[previous] == "." || name[previous] == "-" else { break }
      end = previous
    }
    return String(name[..<end])
  }

  /// The entry for the subcommand that the first operand names, with what the outer entry takes.
  private func subcommand(
    of tool: Tool, _ arguments: ArraySlice<Argument>
  ) -> (tool: Tool, index: Int, options: [Invocation.Option])? {
    let invocation = Invocation(
      arguments, takes: tool.takes, skips: tool.skips, known: tool.options, stopsAtOperand: true)
    guard let operand = invocation.operands.first else { return nil }
    var found = rules.tool("\(tool.name) \(operand.text)")
    var index = operand.index
    if found == nil, index + 1 < arguments.endIndex {
      // `docker service logs`, where there is nothing to say of `docker service`.
      index += 1
      found = rules.tool("\(tool.name) \(operand.text) \(arguments[index].text)")
    }
    guard var inner = found else { return nil }
    let own = inner.options
    inner.takes += tool.takes.filter { !own.contains($0) }
    return (inner, index, invocation.options)
  }

  private func judge(_ tool: Tool, _ arguments: ArraySlice<Argument>) -> Judgement {
    let invocation = Invocation(
      arguments, takes: tool.takes, skips: tool.skips, known: tool.options, stopsAtOperand: tool.isOrdered)
    if asksOnly(tool, invocation, arguments) {
      return Judgement(kind: .asks, rule: "\(tool.name): help and version", word: tool.name)
    }
    for row in tool.rows {
      for pattern in row.patterns where pattern.matches(invocation) {
        if let judgement = apply(row.action, pattern, tool, invocation, arguments) { return judgement }
      }
    }
    return generic(tool.name, invocation) ?? .unknown
  }

  private func asksOnly(_ tool: Tool, _ invocation: Invocation, _ arguments: ArraySlice<Argument>) -> Bool {
    if invocation.hasOption(["--help", "--version", "--dry-run", "--list"]) { return true }
    if arguments.count <= 2, invocation.operands.count <= 1, let last = arguments.last?.text,
      ["-h", "-v", "-V", "-version", "-help", "-?"].contains(last), !tool.takes.contains(last),
      !tool.options.contains(last)
    {
      return arguments.count == 1 || invocation.operands.count == 1 && last != "-v"
    }
    return arguments.count == 1 && (arguments.first?.text == "help" || arguments.first?.text == "version")
  }

  private func apply(
    _ action: Tool.Action, _ pattern: Pattern, _ tool: Tool, _ invocation: Invocation,
    _ arguments: ArraySlice<Argument>
  ) -> Judgement? {
    switch action {
    case .kind(.repl) where hasInput: return nil
    case .kind(let kind):
      return Judgement(
        kind: kind, rule: "\(tool.name): \(kind.rawValue) \(pattern.source)".trimmedEnd, word: tool.name,
        changesShell: kind == .shell)
    case .runs: return inner(pattern, invocation, arguments)
    case .elevates:
      // The task's terminal is a new one to sudo, so a password given a moment ago does not count.
      guard var judgement = inner(pattern, invocation, arguments) else { return nil }
      if judgement.kind.verdict == .background, !judgement.isCustom { judgement.kind = .elevates }
      return judgement
    case .program: return command(at: 0, invocation, arguments)
    case .line: return lines(pattern, invocation)
    case .script:
      // The script is the last operand that the pattern names.
      let operand = pattern.operands.isEmpty ? nil : invocation.operands[pattern.operands.count - 1]
      let rest = operand.map { arguments[($0.index + 1)...] } ?? []
      return script(operand?.text, tool, invocation, with: rest.first?.text == "--" ? rest.dropFirst() : rest)
    case .targets:
      // Of a target that says nothing, or runs what nothing is known of, the tool's next row speaks.
      func target(_ name: String?) -> Judgement? {
        script(name, tool, invocation).flatMap { $0.kind == .opaque ? nil : $0 }
      }
      guard !invocation.operands.isEmpty else { return target(nil) }
      let judgements = invocation.operands.compactMap { target($0.text) }
      guard judgements.count == invocation.operands.count else {
        return judgements.strongest(above: .foreground)
      }
      return judgements.strongest()
    }
  }

  // MARK: Looking through

  private var deeper: Judge {
    var judge = self
    judge.depth += 1
    return judge
  }

  /// The command behind a prefix: behind an option's value (`python -m`), or behind the pattern's operands.
  private func inner(_ pattern: Pattern, _ invocation: Invocation, _ arguments: ArraySlice<Argument>)
    -> Judgement?
  {
    if pattern.operands.isEmpty,
      let option = invocation.options.first(where: { pattern.options.contains($0.name) }),
      let value = option.value
    {
      let rest = arguments.dropFirst(option.index - arguments.startIndex)
        .drop { $0.text == option.name || $0.text == value || $0.text == option.name + value }
      return deeper.judge(([Argument(text: value)] + rest)[...])
    }
    return command(at: pattern.operands.count, invocation, arguments)
  }

  /// The command that begins at an operand.
  private func command(at operand: Int, _ invocation: Invocation, _ arguments: ArraySlice<Argument>)
    -> Judgement?
  {
    guard invocation.operands.count > operand else { return nil }
    let start = invocation.operands[operand].index
    // `env A=1 npm start`, `sudo A=1 npm start`
    let judgement = deeper.judge(arguments[start...].drop { $0.isAssignment })
    // Nothing is known of the command: a later row may know more of the tool that runs it.
    return judgement.rule == nil ? nil : judgement
  }

  /// Shell lines given as arguments: `bash -c LINE`, `concurrently LINE LINE`.
  private func lines(_ pattern: Pattern, _ invocation: Invocation) -> Judgement? {
    let texts: [String]
    if let option = invocation.options.first(where: { pattern.options.contains($0.name) }),
      let value = option.value
    {
      texts = [value]
    } else {
      texts = invocation.operands.dropFirst(pattern.operands.count).map(\.text)
    }
    return texts.compactMap { deeper.judge(line: Self.expanded($0)) }.strongest()
  }

  /// concurrently's `npm:dev` stands for `npm run dev`.
  private static func expanded(_ line: String) -> String {
    for tool in ["npm", "yarn", "pnpm", "bun", "node"] where line.hasPrefix(tool + ":") {
      return "\(tool) run \(line.dropFirst(tool.utf8.count + 1))"
    }
    return line
  }

  /// Judges a line within a line as one command: what its parts change stays inside it.
  func judge(line: String) -> Judgement? {
    let bytes = Array(line.utf8)
    guard case .complete(let list) = SyntaxTree(bytes, shell: .bash) else { return nil }
    var judgement = TreeJudge(judge: self, bytes: bytes).judge(list)
    judgement.changesShell = false
    return judgement
  }

  /// - Parameters:
  ///   - script: Its name; nil stands for the tool's default one.
  ///   - more: What the tool adds to the script's line.
  private func script(
    _ script: String?, _ tool: Tool, _ invocation: Invocation, with more: ArraySlice<Argument> = []
  ) -> Judgement? {
    let word = script.map { tool.name + " " + $0 } ?? tool.name
    let byName = script.flatMap { ScriptName.kind($0) }.map {
      Judgement(kind: $0, rule: "\(tool.name): a script called \(script ?? "")", word: word)
    }
    if let line = line(of: script, tool, invocation) {
      var inner = deeper
      inner.directory = directory(under: invocation.options)
      let more = Self.keeping.contains(tool.name) ? [] : more.map(\.asTyped)
      let whole = ([line] + more).joined(separator: " ")
      if var judgement = inner.judge(line: whole), judgement.kind != .opaque || byName == nil {
        judgement.rule = "\(word) is `\(Self.short(line))`; " + (judgement.rule ?? "nothing known")
        return judgement
      }
    }
    return generic(tool.name, invocation) ?? byName
  }

  /// A line for the eye: on one line, not too long.
  private static func short(_ line: String) -> String {
    let steps = line.split(separator: "\n").joined(separator: "; ")
    return steps.count > 80 ? steps.prefix(79) + "…" : steps
  }

  /// The line behind a script, if it can be found. What other packages of the project do under that name is not known.
  private func line(of script: String?, _ tool: Tool, _ invocation: Invocation) -> String? {
    guard let lookup, !tool.name.hasPrefix("yarn workspace"),
      !invocation.options.contains(where: { Self.elsewhere.contains($0.name) })
    else { return nil }
    return lookup(
      ScriptReference(
        tool: String(tool.name.prefix { $0 != " " }), script: script,
        file: invocation.options.first { Self.fileOptions.contains($0.name) }?.value,
        directory: directory(under: invocation.options)))
  }

  /// Tools that give arguments to the variables of a script instead of adding them to its line.
  private static let keeping = ["just", "mise"]
  private static let elsewhere = [
    "--workspace", "--workspaces", "-w", "--filter", "-F", "-r", "--recursive",
  ]
  private static let fileOptions = [
    "-f", "--file", "--makefile", "--justfile", "-t", "--taskfile", "--rakefile",
  ]

  /// The directory that options like `--prefix web` and `-C web` lead to from here.
  private func directory(under options: [Invocation.Option]) -> String? {
    let place = options.first { Self.placeOptions.contains($0.name) && $0.value != nil }
    return place?.value.map { directory(under: $0) } ?? directory
  }

  /// The directory `place`, as it is named from here.
  func directory(under place: String) -> String {
    guard let directory, !place.hasPrefix("/"), !place.hasPrefix("~") else { return place }
    return "\(directory)/\(place)"
  }

  private static let placeOptions = [
    "--prefix", "-C", "--cwd", "--dir", "--directory", "-d", "--working-dir", "--working-directory",
  ]

  // MARK: Commands without an entry

  private func unknownTool(_ name: String, path: String, _ arguments: ArraySlice<Argument>) -> Judgement {
    let invocation = Invocation(arguments)
    if invocation.hasOption(["--help", "--version"]) { return .unknown }
    if let watching = generic(name, invocation) { return watching }
    if let verb = invocation.operands.first, verb.index == arguments.startIndex,
      let kind = Self.verbs.first(where: { $0.0 == verb.text })?.1
    {
      return Judgement(
        kind: kind, rule: "any command: \(kind.rawValue) \(verb.text)", word: "\(name) \(verb.text)")
    }
    // A program of the project itself (`./serve.sh`, `bin/dev`): its name is all there is.
    if path.utf8.contains(UInt8(ascii: "/")) || name.hasSuffix(".sh"),
      let kind = ScriptName.kind(ofProgram: name)
    {
      return Judgement(kind: kind, rule: "a program called \(name)", word: path)
    }
    return .unknown
  }

  /// Subcommands that mean the same wherever there are any.
  static let verbs: [(String, Kind)] = [
    ("serve", .serves), ("watch", .watches), ("monitor", .follows), ("listen", .follows), ("build", .builds),
    ("compile", .builds), ("deploy", .provisions), ("upload", .transfers), ("download", .transfers),
  ]

  /// Options that mean the same wherever they are taken.
  private func generic(_ name: String, _ invocation: Invocation) -> Judgement? {
    guard invocation.hasOption(["--watch", "--watchAll", "--watch-all"]) else { return nil }
    return Judgement(kind: .watches, rule: "any command: watches --watch", word: name)
  }
}

extension [Judgement] {
  /// The judgement that decides for all of them together.
  fileprivate func strongest() -> Judgement? {
    dropFirst().reduce(first) { $0?.joined(with: $1) }
  }

  fileprivate func strongest(above verdict: Verdict) -> Judgement? {
    strongest().flatMap { $0.kind.verdict == verdict ? nil : $0 }
  }
}

extension String {
  fileprivate
    var trimmedEnd: String
  { hasSuffix(" ") ? String(dropLast()) : self }
}
