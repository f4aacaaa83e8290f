// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport

/// The rows of a data file: columns between tabs, `#` starts a comment line.
struct CaseFile {
  var name: String
  var rows: [Row]

  struct Row: CustomStringConvertible, Sendable {
    var columns: [String]
    var place: String
    var description: String { "\(place): \(columns[0])" }
  }

  static let folder = FilePath(#filePath).removingLastComponent().appending("Cases")

  init(_ name: String) throws {
    self.name = name
    let text = try Self.read(Self.folder.appending(name))
    rows = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return Row(columns: columns, place: "\(name):\(index + 1)")
    }
  }

  private static func read(_ path: FilePath) throws -> String {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      while true {
        let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return String(decoding: bytes, as: UTF8.self) }
        bytes += buffer[..<count]
      }
    }
  }
}
