// SPDX-License-Identifier: GPL-3.0-or-later

/// Judges a script of a project by its name alone: `dev`, `start:api`, `build-watch`, `test.e2e`.
///
/// Lists, not dictionaries: one process judges one line, and making the first dictionary takes longer than all looks
/// into these lists.
enum ScriptName {
  private static let lasting: [(word: String, kind: Kind)] = [
    ("dev", .serves), ("develop", .serves), ("development", .serves), ("devserver", .serves),
    ("start", .serves),
    ("serve", .serves), ("server", .serves), ("preview", .serves), ("storybook", .serves), ("hot", .serves),
    ("live", .serves),
    ("livereload", .serves), ("runserver", .serves), ("studio", .serves), ("web", .serves),
    ("watch", .watches),
    ("watcher", .watches), ("tdd", .watches), ("follow", .follows), ("logs", .follows), ("tail", .follows),
    ("tunnel", .tunnels),
    ("ngrok", .tunnels), ("proxy", .tunnels), ("worker", .works), ("workers", .works), ("queue", .works),
    ("scheduler", .works), ("emulators", .serves), ("emulator", .serves), ("expo", .serves),
    ("metro", .serves),
    ("playground", .serves), ("nodemon", .watches), ("monitor", .follows),
  ]
  private static let ending: [(word: String, kind: Kind)] = [
    ("build", .builds), ("rebuild", .builds), ("compile", .builds), ("bundle", .builds), ("dist", .builds),
    ("package", .builds),
    ("make", .builds), ("all", .builds), ("release", .builds), ("webpack", .builds), ("rollup", .builds),
    ("tsc", .builds),
    ("image", .builds), ("docker", .builds), ("export", .builds), ("prepublish", .builds),
    ("prebuild", .builds),
    ("pack", .builds), ("assets", .builds), ("wasm", .builds), ("test", .tests), ("tests", .tests),
    ("testing", .tests),
    ("spec", .tests), ("e2e", .tests), ("unit", .tests), ("integration", .tests), ("coverage", .tests),
    ("cover", .tests),
    ("cov", .tests), ("ci", .tests), ("check", .tests), ("verify", .tests), ("validate", .tests),
    ("typecheck", .tests),
    ("bench", .tests), ("benchmark", .tests), ("cypress", .tests), ("jest", .tests), ("vitest", .tests),
    ("playwright", .tests), ("install", .installs), ("setup", .installs), ("bootstrap", .installs),
    ("init", .installs),
    ("vendor", .installs), ("update", .installs), ("upgrade", .installs), ("deploy", .provisions),
    ("publish", .transfers), ("migrate", .provisions), ("migration", .provisions),
    ("migrations", .provisions),
    ("seed", .provisions), ("provision", .provisions), ("push", .transfers), ("pull", .transfers),
    ("backup", .transfers),
    ("download", .transfers), ("upload", .transfers), ("sync", .transfers), ("generate", .builds),
    ("codegen", .builds),
    ("gen", .builds),
  ]
  private static let short = [
    "stop", "down", "clean", "lint", "format", "fmt", "prettier", "eslint", "help", "version", "kill", "list",
    "ls", "info",
    "status", "reset", "fix", "style",
  ]

  /// The words that can make a script be of one of the verdicts.
  static func names(_ verdicts: Set<Verdict>) -> [String] {
    (lasting + ending).filter { verdicts.contains($0.kind.verdict) }.map(\.word)
  }

  /// Judges a script of a package or build file.
  static func kind(_ name: String) -> Kind? {
    let parts = parts(name)
    guard let first = parts.first, let last = parts.last else { return nil }
    if parts.contains(where: { lasting.kind(of: $0) == .watches }) { return .watches }
    if short.contains(last) || short.contains(first) { return .quick }
    if let kind = ending.kind(of: first), lasting.kind(of: last) == nil || !subjects.contains(first) {
      return kind
    }
    if parts.count > 1, let kind = ending.kind(of: last) { return kind }
    return lasting.kind(of: first) ?? lasting.kind(of: last) ?? ending.kind(of: last)
  }

  /// Judges a program of the project's own (`./serve.sh`, `bin/dev`). What is called `start` often starts a daemon.
  static func kind(ofProgram name: String) -> Kind? {
    var stem = name
    for suffix in [".sh", ".bash", ".py", ".rb", ".js", ".pl"] where stem.hasSuffix(suffix) {
      stem.removeLast(suffix.count)
    }
    guard let kind = kind(stem), kind.verdict == .background else { return kind(stem) }
    return parts(stem).contains(where: running.contains) ? kind : nil
  }

  private static func parts(_ name: String) -> [String] {
    name.lowercased().split { ":-_./".contains($0) }.map(String.init)
  }

  /// Words that say what a script works on, not what it does, when another word follows.
  private static let subjects = [
    "docs", "doc", "docker", "all", "package", "assets", "web", "image",
  ]
  private static let running = [
    "dev", "devserver", "serve", "server", "runserver", "watch", "watcher", "worker", "tunnel", "proxy",
  ]
}

extension [(word: String, kind: Kind)] {
  fileprivate func kind(of word: String) -> Kind? { first { $0.word == word }?.kind }
}
