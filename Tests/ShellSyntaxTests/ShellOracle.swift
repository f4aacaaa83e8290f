// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import SystemPackage
import Testing

@testable import ShellSyntax

/// Asks real shells whether lines are complete, without running anything.
enum ShellOracle {
  enum Answer: String { case complete, incomplete, wrong }

  static let zsh = program("zsh")
  static let bash = program("bash")

  private static func program(_ name: String) -> String? {
    ["/bin/\(name)", "/usr/bin/\(name)"].first { (path: String) in access(path, X_OK) == 0 }
  }

  static func answers(_ shell: Shell, _ lines: [[UInt8]]) throws -> [Answer] {
    let program = shell == .bash ? bash : zsh
    let script = CaseFile.folder.appending("oracle.\(shell.rawValue)").string
    let options = shell == .bash ? ["-O", "extglob"] : ["-f"]
    let input = Array(lines.joined(separator: [0])) + [0]
    let said = try errors(of: [try #require(program)] + options + [script], input: input)
    let parts = said.split(separator: "\n#", omittingEmptySubsequences: false).dropFirst().map { part in
      String(part.drop { $0.isNumber })
    }
    return parts.map { shell == .bash ? bashAnswer($0) : zshAnswer($0) }
  }

  private static func bashAnswer(_ said: String) -> Answer {
    if said.contains("syntax error near"), !said.contains("unexpected EOF while") { return .wrong }
    let asks = ["unexpected end of file", "unexpected EOF while", "here-document", "token `EOF' in cond"]
    if asks.contains(where: said.contains) { return .incomplete }
    return said.allSatisfy(\.isWhitespace) ? .complete : .wrong
  }

  private static func zshAnswer(_ said: String) -> Answer {
    if said.contains("=C\n") { return .complete }
    if said.contains("=I\n") { return .incomplete }
    let behind = said.split(separator: "=E\n").last?.split(separator: "\n").first ?? ""
    let asks = ["near `<<<'", "unmatched", "closing brace"]
    return asks.contains(where: behind.contains) ? .incomplete : .wrong
  }

  /// Runs a program on an input and returns what it wrote to its standard error. No program can be found by the
  /// shell's PATH, should a line run after all.
  private static func errors(of words: [String], input: [UInt8]) throws -> String {
    var template = Array("/tmp/simmer-oracle.XXXXXX".utf8CString)
    #expect(mkdtemp(&template) != nil)
    let folder = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    let inputFile = folder.appending("input")
    let errorFile = folder.appending("errors")
    defer {
      unlink(inputFile.string)
      unlink(errorFile.string)
      rmdir(folder.string)
    }
    let file = try FileDescriptor.open(
      inputFile, .writeOnly, options: [.create], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(input) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, inputFile.string, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errorFile.string, O_WRONLY | O_CREAT, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { (word: String) in strdup(word) } + [nil]
    let variables = ["PATH=/nonexistent", "LC_ALL=C.UTF-8"]
    var environment: [UnsafeMutablePointer<CChar>?] = variables.map { (word: String) in strdup(word) } + [nil]
    defer { for pointer in arguments + environment { free(pointer) } }
    var child: pid_t = 0
    #expect(posix_spawn(&child, words[0], &actions, nil, &arguments, &environment) == 0)
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1, errno == EINTR {}
    return String(decoding: try CaseFile.bytes(errorFile), as: UTF8.self)
  }
}
