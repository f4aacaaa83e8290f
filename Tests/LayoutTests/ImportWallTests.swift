// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What each target may import beyond the standard library.
///
/// The picture in the README, as a test: a folder that is named here rules over the target that holds it.
struct ImportWallTests {
  /// Modules of the standard library that have to be imported by name.
  static let standard: Set<String> = ["Synchronization"]
  static let system: Set<String> = ["Glibc", "Darwin"]
  static let allowed: [String: Set<String>] = [
    "ShellSyntax": [],
    "SimmerKit": ["ShellSyntax", "CSimmer", "CPCRE2", "SystemPackage"],
    "SimmerKit/System": system.union(["ShellSyntax", "CSimmer", "CPCRE2", "SystemPackage"]),
    "SimmerKit/Config": ["ShellSyntax", "SystemPackage", "TOMLKit"],
    "SimmerKit/Project": ["ShellSyntax", "SystemPackage", "FoundationEssentials"],
    "SimmerAgents": ["SimmerKit", "ShellSyntax", "FoundationEssentials"],
    "simmer": [
      "ShellSyntax", "SimmerKit", "SimmerAgents", "SystemPackage", "CReadline", "CPCRE2", "ArgumentParser",
    ],
  ]

  @Test func `every import in Sources is one that its target may have`() throws {
    let sources = root.appending("Sources")
    let files = try swiftFiles(under: sources)
    #expect(files.count > 10)
    for file in files {
      let relative = String(file.string.dropFirst(sources.string.count + 1))
      let place = try #require(
        Self.allowed.keys.filter { relative.hasPrefix($0 + "/") }.max { $0.count < $1.count },
        "\(relative) belongs to no target of the picture")
      for name in try imports(of: file) where !Self.standard.contains(name) {
        #expect(Self.allowed[place]!.contains(name), "\(relative) imports \(name)")
      }
    }
  }

  @Test func `code for one operating system stands in System only`() throws {
    for file in try swiftFiles(under: root.appending("Sources"))
    where !file.string.contains("/SimmerKit/System/") {
      for line in try lines(of: file) {
        #expect(!line.contains("#if os(") && !line.contains("canImport(Glibc)"), "\(file): \(line)")
      }
    }
  }

  @Test func `the walls notice a forbidden import`() throws {
    #expect(importedModule("import Foundation") == "Foundation")
    #expect(importedModule("@preconcurrency public import struct Foundation.Date") == "Foundation")
    #expect(importedModule("// import Foundation") == nil)
  }
}

private let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

/// Returns the module that `line` imports, if it is an import.
private func importedModule(_ line: String) -> String? {
  var words = line.split(whereSeparator: \.isWhitespace)[...]
  while let word = words.first,
    word.hasPrefix("@") || ["public", "internal", "private", "package"].contains(word)
  {
    words = words.dropFirst()
  }
  guard words.popFirst() == "import", var name = words.popFirst() else { return nil }
  if ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"].contains(name) {
    name = words.popFirst() ?? ""
  }
  return name.split(separator: ".").first.map(String.init)
}

private func imports(of file: FilePath) throws -> [String] {
  try lines(of: file).compactMap(importedModule)
}

private func lines(of file: FilePath) throws -> [String] {
  let descriptor = try FileDescriptor.open(file, .readOnly)
  return try descriptor.closeAfter {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let n = try buffer.withUnsafeMutableBytes({ try descriptor.read(into: $0) }), n > 0 {
      bytes += buffer[..<n]
    }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

private func swiftFiles(under directory: FilePath) throws -> [FilePath] {
  guard let stream = opendir(directory.string) else { throw Errno(rawValue: errno) }
  defer { closedir(stream) }
  var found: [FilePath] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard !name.hasPrefix(".") else { continue }
    let path = directory.appending(name)
    if name.hasSuffix(".swift") {
      found.append(path)
    } else if let below = try? swiftFiles(under: path) {
      found += below
    }
  }
  return found
}
