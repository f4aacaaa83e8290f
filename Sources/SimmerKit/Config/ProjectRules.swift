// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage

/// The `.simmer.toml` that the directory of a project has.
public struct ProjectRules: Sendable {
  public enum State: Sendable {
    /// It is as it was when the user allowed it.
    case allowed
    /// It was allowed and is another one now.
    case changed
    case unknown
  }

  public static let name = ".simmer.toml"
  /// How many directories are looked at on the way up.
  private static let maximumDepth = 64

  public let path: FilePath
  public let state: State
  private let bytes: [UInt8]

  var text: ConfigText { ConfigText(bytes, file: path, isProject: true) }

  /// The file of `directory` or of the nearest one above it, below the user's home, where that is on the way.
  static func nearest(to directory: FilePath, _ allowed: AllowedFiles) -> ProjectRules? {
    var place = directory
    for _ in 0..<maximumDepth {
      guard place != Settings.userHome, place.lastComponent != nil else { return nil }
      let path = place.appending(name)
      if let bytes = try? path.fileContents(limit: ConfigText.maximumSize) {
        return ProjectRules(path: path, state: allowed.state(of: path, bytes), bytes: bytes)
      }
      place = place.removingLastComponent()
    }
    return nil
  }
}

/// The project files that the user has allowed: a directory of the store with a copy of each, behind a line that says
/// where the file lies. One whose bytes are not those of the copy any more is not used.
public struct AllowedFiles: Sendable {
  let directory: FilePath

  /// - Throws: When the environment does not say where the store is.
  public init() throws(SimmerError) { self.init(home: try Settings.home()) }

  init(home: FilePath) { directory = home.appending("allowed") }

  var isEmpty: Bool { ((try? directory.names()) ?? []).isEmpty }

  /// Where they lie and what they said then, in the order of their paths.
  public var all: [(path: FilePath, bytes: [UInt8])] {
    ((try? directory.names()) ?? []).compactMap { read(directory.appending($0)) }
      .sorted { $0.path.string < $1.path.string }
  }

  /// The rules of all of them, for those who do not know where the shell will go.
  var rules: [UserRule] {
    all.flatMap { path, bytes in
      ConfigText(bytes, file: path, isProject: true).patterns.map { UserRule($0, in: path) }
    }
  }

  /// Whether the file is still as it was when it was allowed.
  public func isCurrent(_ path: FilePath) -> Bool {
    guard let bytes = try? path.fileContents(limit: ConfigText.maximumSize) else { return false }
    return state(of: path, bytes) == .allowed
  }

  func state(of path: FilePath, _ bytes: [UInt8]) -> ProjectRules.State {
    guard let record = read(place(of: path)), record.path == path else { return .unknown }
    return record.bytes == bytes ? .allowed : .changed
  }

  /// Allows the file as it is now.
  ///
  /// - Returns: Where it really lies, and what is wrong in it.
  /// - Throws: `noMatch` when there is no such file, `refused` when it cannot be read or noted.
  public func allow(_ file: FilePath) throws(SimmerError) -> (path: FilePath, problems: [ConfigProblem]) {
    let action = "allow \(Harmless.text(file.string))"
    let path: FilePath, bytes: [UInt8]
    do throws(Errno) {
      path = try file.resolved()
      bytes = try path.fileContents(limit: ConfigText.maximumSize)
    } catch {
      throw SimmerError(
        error == .noSuchFileOrDirectory ? .noMatch : .refused, cannot: action, error.description,
        advice: "a project's rules stand in a file called \(ProjectRules.name)")
    }
    guard path.lastComponent?.string == ProjectRules.name else {
      throw SimmerError(.usage, cannot: action, "only files called \(ProjectRules.name) are used")
    }
    guard !path.string.utf8.contains(UInt8(ascii: "\n")) else {
      throw SimmerError(.refused, cannot: action, "there is a newline in its path")
    }
    _ = try Store.open()
    let aside = directory.appending(".new.\(ThisProcess.pid)")
    do throws(Errno) {
      if !directory.exists { try directory.makeDirectory() }
      try place(of: path).replace(with: Array("\(path)\n".utf8) + bytes, aside: aside)
    } catch {
      throw SimmerError(.refused, cannot: action, error.description)
    }
    Gate.forget(in: directory.removingLastComponent())
    return (path, ConfigText(bytes, file: path, isProject: true).problems)
  }

  /// Takes the permission back.
  ///
  /// - Throws: `noMatch` when the file was not allowed.
  public func remove(_ file: FilePath) throws(SimmerError) -> FilePath {
    // The file itself may be gone.
    let path = (try? file.resolved()) ?? file.absolute
    guard let record = read(place(of: path)), record.path == path else {
      throw SimmerError(
        .noMatch, cannot: "remove \(Harmless.text(path.string))", "it was not allowed",
        advice: "see simmer allow --list")
    }
    do throws(Errno) { try place(of: path).removeFile() } catch {
      throw SimmerError(.refused, cannot: "remove \(Harmless.text(path.string))", error.description)
    }
    Gate.forget(in: directory.removingLastComponent())
    return path
  }

  /// A name for a path of any length; two paths of one name would be told apart by what the record says.
  private func place(of path: FilePath) -> FilePath {
    directory.appending(Fingerprint.hex(Array(path.string.utf8)))
  }

  private func read(_ record: FilePath) -> (path: FilePath, bytes: [UInt8])? {
    guard let bytes = try? record.contents(limit: ConfigText.maximumSize + 8192),
      let newline = bytes.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return (FilePath(String(decoding: bytes[..<newline], as: UTF8.self)), Array(bytes[(newline + 1)...]))
  }
}

/// A short name for bytes (FNV-1a, 64 bits): to find things by, not to trust them.
enum Fingerprint {
  static func hex(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
