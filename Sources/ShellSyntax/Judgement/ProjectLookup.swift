// SPDX-License-Identifier: GPL-3.0-or-later

/// A script that a command names without showing it: `npm run dev`, `make watch`.
public struct ScriptReference: Equatable, Sendable {
  /// The tool whose file defines it: `npm`, `make`, `just`, `composer`.
  public var tool: String
  /// The script or target; nil stands for the default one (`make`).
  public var script: String?
  /// The file that the command names (`make -f dev.mk`); nil for the usual ones.
  public var file: String?
  /// The directory in which the tool looks, relative to that of the shell: nil where the shell is, or what
  /// `cd web &&`, `--prefix web` or `-C web` say, unresolved.
  public var directory: String?

  public init(tool: String, script: String?, file: String? = nil, directory: String?) {
    self.tool = tool
    self.script = script
    self.file = file
    self.directory = directory
  }
}

/// Finds the shell line behind a script in the project's files; nil where there is none, and then the name decides.
public typealias ProjectLookup = @Sendable (ScriptReference) -> String?
