// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct ReadyScannerTests {
  static let rows: [[String]] = {
    let file = FilePath(#filePath).removingLastComponent().appending("Cases/ready.tsv")
    let text = String(decoding: (try? file.contents()) ?? [], as: UTF8.self)
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      line.split(separator: "\t").map {
        String($0.replacing("\\n", with: "\n").replacing("\\e", with: "\u{1b}"))
      }
    }
  }()

  private func scan(_ text: String, pieces: Int = .max, pattern: String? = nil) throws -> ReadyScanner {
    var scanner = ReadyScanner(pattern: try pattern.map { try PerlRegex($0) })
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      rest.prefix(pieces).withUnsafeBytes { scanner.follow($0) }
      rest = rest.dropFirst(pieces)
    }
    return scanner
  }

  @Test(arguments: [Int.max, 7, 1])
  func `what servers print is understood, in whatever pieces it comes`(pieces: Int) throws {
    #expect(Self.rows.count >= 40)
    for row in Self.rows {
      let scanner = try scan(row[3], pieces: pieces)
      #expect(scanner.isSaid == (row[0] == "+"), "\(row[3])")
      #expect(scanner.places.first?.port == UInt16(row[1]), "\(row[3])")
      let url = scanner.places.first?.url.map { String(decoding: $0, as: UTF8.self) }
      #expect((url ?? "-") == row[2], "\(row[3])")
    }
  }

  @Test func `a pattern is looked for instead, also in a line without an end`() throws {
    #expect(try scan("VITE ready in 3 ms\n", pattern: "^up$").isSaid == false)
    #expect(try scan("\u{1b}[32mup\u{1b}[0m\n", pattern: "^up$").isSaid)
    #expect(try scan("one\nmysql> ", pattern: "^mysql> $").isSaid)
  }

  @Test func `looking ends after a bounded amount of output`() throws {
    let noise = String(repeating: String(repeating: "x", count: 2000) + "\n", count: 140)
    #expect(try scan(noise).isOver)
    #expect(try scan(noise + "listening on port 3000\n", pieces: 4096).isSaid == false)
    #expect(try scan(noise + "listening on port 3000\n", pattern: "listening").isSaid)
  }

  @Test(arguments: [
    ("http://localhost:3000/health?x=1", "localhost", 3000, "/health?x=1"),
    ("http://127.0.0.1", "127.0.0.1", 80, "/"),
    ("http://[::1]:8080/", "::1", 8080, "/"), ("http://localhost?x", "localhost", 80, "/?x"),
  ])
  func `an address is taken apart`(text: String, host: String, port: UInt16, path: String) throws {
    let address = try #require(WebAddress(text))
    #expect((address.host, address.port, address.path) == (host, port, path))
    #expect(WebAddress(address.text) == address)
  }

  @Test(arguments: [
    "", "localhost:3000", "https://localhost", "http://example.org/", "http://localhost:0/",
    "http://localhost:99999/",
    "http://localhost:x/", "http://local host/", "http://[::1/", "http:///x", "http://localhost/\u{7f}",
  ])
  func `what is no address that can be asked is refused`(text: String) {
    #expect(WebAddress(text) == nil)
  }

  @Test func `conditions and records are read back as they were written`() throws {
    let conditions: [ReadyCondition] = [
      .match("Local: +http"), .port(3000), .http(try #require(WebAddress("http://[::1]:3000/a"))),
      .command("a b  c"),
    ]
    for condition in conditions { #expect(ReadyCondition(condition.text) == condition) }
    for text in ["", "port", "port x", "port 0", "http x", "never 1"] { #expect(ReadyCondition(text) == nil) }
    let record = ReadyRecord(at: 5, after: 3, url: "http://localhost:1/", port: 1)
    #expect(ReadyRecord(Array(record.text.utf8)) == record)
  }
}
