// SPDX-License-Identifier: GPL-3.0-or-later

public import ShellSyntax
import Synchronization
public import SystemPackage

/// Finds the line behind `npm run dev`, `make watch`, `just test` in the files of the project.
///
/// Each file is read once, of bounded size, and only so many scripts are looked up for one line: a project cannot make
/// the answer late. What cannot be read or understood is as good as not there.
public final class ProjectScripts: Sendable {
  private let directory: FilePath
  private let home: FilePath?
  private let state = Mutex(State())

  private struct State {
    /// What has been read; a handful, so that a list is as good as a dictionary.
    var files: [(path: FilePath, scripts: any ScriptFile)] = []
    /// Lookups that are left.
    var left = ProjectScripts.maximumLookups

    mutating func scripts(in path: FilePath, of source: ScriptFormat.Source) -> any ScriptFile {
      if let known = files.first(where: { $0.path == path }) { return known.scripts }
      let scripts = ProjectFile.text(of: path).map { source.read($0) } ?? NoScripts()
      files.append((path, scripts))
      return scripts
    }
  }

  private static let maximumLookups = 100

  /// - Parameters:
  ///   - directory: Where the shell is.
  ///   - home: What `~` stands for.
  public init(in directory: FilePath, home: FilePath?) {
    self.directory = directory
    self.home = home
  }

  /// Where this process is.
  public static func here() -> ProjectScripts? {
    guard let directory = try? Access.currentDirectory() else { return nil }
    return ProjectScripts(in: directory, home: Settings.userHome)
  }

  /// To be asked by a `Decider`.
  public var lookup: ProjectLookup { { self.line(for: $0) } }

  /// Allows for another line as many lookups as for the first.
  public func startLine() { state.withLock { $0.left = Self.maximumLookups } }

  func line(for reference: ScriptReference) -> String? {
    guard let format = ScriptFormat(tool: reference.tool), let directory = resolve(reference.directory) else {
      return nil
    }
    return state.withLock { state in
      guard state.left > 0 else { return nil }
      state.left -= 1
      for source in format.sources {
        let path =
          reference.file.map { directory.pushing(FilePath($0)) }
          ?? ProjectFile.find(source.names, in: directory, upwards: source.upwards)
        guard let path else { continue }
        if let line = state.scripts(in: path, of: source).line(for: reference.script) { return line }
      }
      return nil
    }
  }

  private func resolve(_ place: String?) -> FilePath? {
    guard let place else { return directory }
    if place == "~" { return home }
    if place.hasPrefix("~/") { return home?.appending(String(place.dropFirst(2))) }
    // `~name` and `-` are known to the shell alone.
    if place.hasPrefix("~") || place == "-" { return nil }
    return directory.pushing(FilePath(place)).lexicallyNormalized()
  }
}

/// A file that gives lines names.
protocol ScriptFile: Sendable {
  /// The line behind `script`, or behind the default one (nil).
  func line(for script: String?) -> String?
}

/// A file that could not be read.
struct NoScripts: ScriptFile {
  func line(for script: String?) -> String? { nil }
}

/// Lines by their names, in a file that has no more to it.
struct NamedScripts: ScriptFile {
  var lines: [String: String]

  func line(for script: String?) -> String? { script.flatMap { lines[$0] } }
}
