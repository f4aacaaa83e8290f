// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a tool looks for its scripts.
struct ScriptFormat {
  struct Source: Sendable {
    /// File names, the first that is there counts.
    var names: [String]
    /// Whether the tool looks in the directories above as well.
    var upwards = true
    var read: @Sendable (_ text: String) -> any ScriptFile
  }

  /// Tried in turn.
  var sources: [Source]

  init?(tool: String) {
    switch tool {
    case "npm", "pnpm", "yarn", "bun": sources = [Self.package]
    case "npm-run-all", "npm-run-all2", "run-p", "run-s": sources = [Self.package]
    case "deno":
      sources = [Source(names: ["deno.json", "deno.jsonc"]) { JSONScripts.deno($0) }, Self.package]
    case "composer":
      sources = [Source(names: ["composer.json"], upwards: false) { JSONScripts.composer($0) }]
    case "make", "gmake", "bmake", "mingw32-make", "remake":
      sources = [
        Source(names: ["GNUmakefile", "makefile", "Makefile"], upwards: false) { Makefile($0).recipes }
      ]
    case "just":
      sources = [Source(names: ["justfile", ".justfile", "Justfile"]) { Justfile($0).recipes }]
    case "task", "go-task":
      sources = [
        Source(names: ["Taskfile.yml", "taskfile.yml", "Taskfile.yaml", "taskfile.yaml", "Taskfile.dist.yml"])
        { Taskfile($0).recipes }
      ]
    case "rake":
      sources = [
        Source(names: ["rakefile", "Rakefile", "rakefile.rb", "Rakefile.rb"]) { Rakefile($0).recipes }
      ]
    default: return nil
    }
  }

  private static let package = Source(names: ["package.json"]) { JSONScripts.package($0) }
}
