// SPDX-License-Identifier: GPL-3.0-or-later

import Glibc
import SystemPackage

/// The rows of a data file: columns between tabs, `# ` starts a comment line.
struct CaseFile {
  var rows: [Row]

  struct Row: CustomStringConvertible, Sendable {
    var columns: [String]
    var place: String
    var description: String { "\(place): \(columns[0])" }
  }

  static let folder = FilePath(#filePath).removingLastComponent().appending("Cases")

  init(_ name: String) throws {
    rows = try Self.numberedLines(name).map { number, line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(columns: columns, place: "\(name):\(number)")
    }
  }

  static func lines(_ name: String) throws -> [String] { try numberedLines(name).map(\.1) }

  private static func numberedLines(_ name: String) throws -> [(Int, String)] {
    let text = String(decoding: try bytes(folder.appending(name)), as: UTF8.self)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      // The first line says what the file is; a case may well begin with a hash.
      line.isEmpty || index == 0 ? nil : (index + 1, String(line))
    }
  }

  static func bytes(_ path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65_536)
      while true {
        let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return bytes }
        bytes += buffer[..<count]
      }
    }
  }
}

enum Environment {
  static func integer(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
