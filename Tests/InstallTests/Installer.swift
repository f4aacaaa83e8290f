// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// Runs `shell/install` in a sandbox.
///
/// What it installs is a stand-in that prints its version, or what it is asked for: what is tested is where things go.
struct Installer {
  let sandbox: Sandbox
  let stub: FilePath

  init(_ sandbox: Sandbox) throws {
    self.sandbox = sandbox
    stub = sandbox.root.appending("stub")
    try stub.writeProgram("#!/bin/sh\n[ $# = 0 ] || [ \"$1\" = --version ] || exec echo \"$*\"\necho 0.0.0\n")
  }

  func install(_ options: String..., with more: [String: String] = [:]) throws -> Command.Result {
    try run(["--binary", stub.string] + options, with: more)
  }

  func uninstall(_ options: String..., with more: [String: String] = [:]) throws -> Command.Result {
    try run(["--uninstall"] + options, with: more)
  }

  func run(_ options: [String], with more: [String: String] = [:]) throws -> Command.Result {
    try Command(
      [Repository.root.appending("shell/install").string] + options,
      environment: sandbox.environment.merging(more) { $1 }, in: sandbox.work
    ).run()
  }

  /// The line that starts simmer in `file`, without its mark; nil if there is none, or more than one.
  func line(in file: FilePath) -> String? {
    let lines = file.lines.filter { $0.contains("simmer") }
    guard lines.count == 1 else { return nil }
    return lines[0].firstMatch(of: /^(.*)  # simmer/).map { String($0.1) }
  }

  /// Every file below `directory`.
  func files(below directory: FilePath) throws -> [String] {
    try sandbox.run("find", directory.string, "!", "-type", "d", "-printf", "%P\\n").lines.sorted()
  }
}

extension Installer {
  /// Runs `body` with an installer in a new sandbox.
  static func with(_ body: (Installer) throws -> Void) throws {
    try Sandbox.with { try body(Installer($0)) }
  }
}

extension FilePath {
  /// Writes `bytes` as the whole file.
  func write(bytes: [UInt8]) throws {
    let file = try FileDescriptor.open(
      self, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    try file.closeAfter { _ = try file.writeAll(bytes) }
  }
}
