// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// The scripts of files in JSON.
enum JSONScripts {
  /// `package.json`: docs.npmjs.com/cli/configuring-npm/package-json#scripts
  static func package(_ text: String) -> NamedScripts {
    struct File: Decodable { var scripts: [String: Lenient<String>]? }
    return NamedScripts(lines: (decoded(File.self, text)?.scripts ?? [:]).compactMapValues(\.value))
  }

  /// `deno.json`: docs.deno.com/runtime/reference/cli/task
  static func deno(_ text: String) -> NamedScripts {
    struct File: Decodable { var tasks: [String: Lenient<Task>]? }
    struct Task: Decodable {
      var command: String?
      var dependencies: [String]?

      init(from decoder: any Decoder) throws {
        if let line = try? decoder.singleValueContainer().decode(String.self) {
          command = line
        } else {
          let fields = try decoder.container(keyedBy: CodingKeys.self)
          command = try fields.decodeIfPresent(String.self, forKey: .command)
          dependencies = try fields.decodeIfPresent([String].self, forKey: .dependencies)
        }
      }
      enum CodingKeys: CodingKey { case command, dependencies }
    }
    return NamedScripts(
      lines: (decoded(File.self, text)?.tasks ?? [:]).compactMapValues(\.value).mapValues { task in
        // Dependencies run side by side, and the line is as long as the longest.
        ((task.dependencies ?? []).map { "deno task \($0)" } + [task.command].compactMap(\.self))
          .joined(separator: " && ")
      })
  }

  /// `composer.json`: getcomposer.org/doc/articles/scripts.md
  static func composer(_ text: String) -> NamedScripts {
    struct File: Decodable { var scripts: [String: Lenient<Lines>]? }
    struct Lines: Decodable {
      var lines: [String]

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        lines = try (try? value.decode(String.self)).map { [$0] } ?? value.decode([String].self)
      }
    }
    let scripts = (decoded(File.self, text)?.scripts ?? [:]).compactMapValues(\.value?.lines)
    return NamedScripts(
      lines: scripts.mapValues { lines in
        lines.compactMap { line in
          switch line.prefix(while: { $0 != " " }) {
          case "@php": "php" + line.dropFirst(4)
          case "@composer": "composer" + line.dropFirst(9)
          case "@putenv": nil
          case let first where first.hasPrefix("@"): "composer run-script " + line.dropFirst()
          // A PHP callback: Composer\Config::disableProcessTimeout
          case let first where first.contains("::") || first.contains("\\"): nil
          default: line
          }
        }
        .joined(separator: " && ")
      })
  }

  private static func decoded<File: Decodable>(_ type: File.Type, _ text: String) -> File? {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true  // deno.jsonc has comments
    return try? decoder.decode(type, from: Data(text.utf8))
  }
}

/// A value, or nil where the file has something else: one odd entry does not make the others unreadable.
private struct Lenient<Value: Decodable>: Decodable {
  var value: Value?

  init(from decoder: any Decoder) { value = try? Value(from: decoder) }
}
