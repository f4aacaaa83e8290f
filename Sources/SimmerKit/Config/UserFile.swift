// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// A file that the user keeps, which may be a link to where it is kept.
public struct UserFile {
  public let path: FilePath
  private static let limit = 1 << 26

  public init(_ path: FilePath) { self.path = (try? path.resolved()) ?? path }

  /// What it holds; nil when there is none.
  ///
  /// - Throws: `refused` when it cannot be read.
  public func contents() throws(SimmerError) -> [UInt8]? {
    do throws(Errno) { return try path.fileContents(limit: Self.limit) } catch {
      if error == .noSuchFileOrDirectory || error == .notDirectory { return nil }
      throw SimmerError(.refused, cannot: "read \(path)", error.description)
    }
  }

  /// Gives it new contents in one step, its permissions kept; with nil it goes, and directories in which
  /// nothing else is, below the home.
  ///
  /// - Throws: `refused`; then it is as it was.
  public func replace(with bytes: [UInt8]?, isProgram: Bool) throws(SimmerError) {
    let aside = path.removingLastComponent().appending(".simmer.\(ThisProcess.pid)")
    do throws(Errno) {
      guard let bytes else {
        try path.removeFile()
        // Directories in which nothing else is.
        var directory = path.removingLastComponent()
        while directory != Settings.userHome, directory.components.count > 1, directory.removeEmptyDirectory()
        {
          directory = directory.removingLastComponent()
        }
        return
      }
      try path.removingLastComponent().makeDirectories()
      let mode = (try? FileFacts(of: path))?.mode
      try path.replace(with: bytes, aside: aside) { file throws(Errno) in
        try file.setMode(mode ?? (isProgram ? 0o755 : 0o644))
      }
    } catch {
      throw SimmerError(.refused, cannot: "write \(path)", error.description)
    }
  }
}
