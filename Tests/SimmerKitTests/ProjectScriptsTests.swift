// SPDX-License-Identifier: GPL-3.0-or-later

import ShellSyntax
import SystemPackage
import Testing

@testable import SimmerKit

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct `Scripts of a project` {
  @Test func `every script of the data file has its line`() throws {
    let rows = try String(decoding: projects.appending("scripts.tsv").contents(), as: UTF8.self).split(
      separator: "\n")
    for row in rows.dropFirst() {
      let columns = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let scripts = ProjectScripts(in: projects.appending(columns[0]), home: nil)
      let script = columns[2] == "-" ? nil : columns[2]
      let line = scripts.line(for: ScriptReference(tool: columns[1], script: script, directory: nil))
      #expect((line ?? "").replacing("\n", with: "\\n") == columns[3], "\(row)")
    }
  }

  @Test(arguments: [
    ("node", "packages/api", "nodemon src"), ("node/packages", "api", "nodemon src"),
    ("make", "~/node", "next dev --turbo"),
    ("make", "../node/packages/api", "nodemon src"), ("make", "~other/node", nil), ("node", "-", nil),
    ("make", "no/where", nil),
  ])
  func `a script is looked up where the line goes`(_ start: String, _ place: String, _ line: String?) {
    let scripts = ProjectScripts(in: projects.appending(start), home: projects)
    #expect(scripts.line(for: ScriptReference(tool: "npm", script: "dev", directory: place)) == line)
  }

  @Test func `a file that the command names is the one`() {
    let scripts = ProjectScripts(in: projects, home: nil)
    let reference = ScriptReference(tool: "make", script: "dev", file: "make/Makefile", directory: nil)
    #expect(scripts.line(for: reference) == "vite ")
  }

  @Test func `what is no ordinary file, or too large, is not read`() throws {
    try FilePath.withTemporaryDirectory { directory in
      #expect(mkfifo(directory.appending("package.json").string, 0o600) == 0)
      let reference = ScriptReference(tool: "npm", script: "dev", directory: nil)
      #expect(ProjectScripts(in: directory, home: nil).line(for: reference) == nil)
      try directory.appending("package.json").removeFile()
      let text = #"{"scripts":{"dev":"vite"}}"#
      let blanks = [UInt8](repeating: UInt8(ascii: " "), count: ProjectFile.limit)
      try directory.appending("package.json").create(Array(text.utf8) + blanks.dropFirst(text.utf8.count))
      #expect(ProjectScripts(in: directory, home: nil).line(for: reference) == "vite")
      try directory.appending("package.json").removeFile()
      try directory.appending("package.json").create(Array(text.utf8) + blanks)
      #expect(ProjectScripts(in: directory, home: nil).line(for: reference) == nil)
    }
  }

  @Test func `scripts that call each other without end are given up`() throws {
    try FilePath.withTemporaryDirectory { directory in
      let calls = (0..<20).map { "npm run s\($0)" }.joined(separator: " && ")
      let scripts = (0..<20).map { "\"s\($0)\": \"\(calls)\"" }.joined(separator: ",")
      try directory.appending("package.json").create(Array("{\"scripts\":{\(scripts)}}".utf8))
      let project = ProjectScripts(in: directory, home: nil)
      let decision = Decider(lookup: project.lookup).decide("npm run s1", shell: .bash)
      #expect(decision.verdict == .foreground)
      #expect(project.line(for: ScriptReference(tool: "npm", script: "s1", directory: nil)) == nil)
      project.startLine()
      #expect(project.line(for: ScriptReference(tool: "npm", script: "s1", directory: nil)) == calls)
    }
  }
}

private let projects = FilePath(#filePath).removingLastComponent().appending("Projects")
