// SPDX-License-Identifier: GPL-3.0-or-later

public import SystemPackage
public import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The shells that are integrated.
public enum Shell: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case bash, zsh

  /// Both, unless `SIMMER_TEST_SHELLS` names the one that somebody works on.
  public static let allCases: [Shell] = {
    guard let names = getenv("SIMMER_TEST_SHELLS").map({ String(cString: $0) }) else { return [.bash, .zsh] }
    return names.split(separator: " ").compactMap { Shell(rawValue: String($0)) }
  }()

  public var testDescription: String { rawValue }

  /// The settings that a test gives its shell.
  public struct Setup {
    /// Shell text in front of the plugin, and behind it.
    public var before: String
    public var after: String
    /// Is the plugin loaded?
    public var plugin: Bool
    /// Is there a store already, as when other shells have been opened before?
    public var store: Bool

    public init(before: String = "", after: String = "", plugin: Bool = true, store: Bool = true) {
      self.before = before
      self.after = after
      self.plugin = plugin
      self.store = store
    }
  }

  /// Sets a prompt that counts itself and shows the status: `ps3:0> `.
  var prompt: String {
    switch self {
    case .bash: "PS1='ps$((++TEST_PROMPT)):$?> ' PS2='more> ' TEST_PROMPT=0"
    case .zsh: "setopt promptsubst; PROMPT='ps$((++TEST_PROMPT)):%?> ' PS2='more> ' TEST_PROMPT=0"
    }
  }

  /// The line that a user has in the start-up file.
  public var loading: String { "eval \"$(simmer init \(rawValue))\"" }

  /// The path of the start-up file of an interactive shell.
  public func startup(in sandbox: Sandbox) -> FilePath {
    switch self {
    case .bash: sandbox.home.appending(".bashrc")
    case .zsh: sandbox.home.appending(".zshrc")
    }
  }

  /// The command that starts it without what the system's administrator added.
  public func command(in sandbox: Sandbox) -> [String] {
    switch self {
    case .bash: [program, "--noprofile", "--rcfile", startup(in: sandbox).string, "-i"]
    case .zsh: [program, "-d", "-i"]
    }
  }

  /// Its program: of another version where `SIMMER_TEST_BASH` or `SIMMER_TEST_ZSH` names one.
  private var program: String {
    getenv("SIMMER_TEST_\(rawValue.uppercased())").map { String(cString: $0) } ?? rawValue
  }

  /// Returns one of two texts.
  public func choose<Text>(bash: Text, zsh: Text) -> Text { self == .bash ? bash : zsh }
}
