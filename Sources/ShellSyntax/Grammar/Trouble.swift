// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a line has no tree.
enum Trouble: Error, Equatable {
  /// The shell would ask for another line.
  case incomplete
  /// The shell would report a syntax error at this byte.
  case wrong(at: Int)
  /// Nested deeper than we follow, or bytes that no terminal sends: neither right nor wrong is said of it.
  case notUnderstood
}

extension SyntaxTree {
  /// Levels of nesting that are followed. Nobody types more, and the parser recurses.
  static let maximumDepth = 96
}

/// What reading a line came to.
enum SyntaxTree: Equatable {
  case complete(List)
  case trouble(Trouble)

  /// Reads a whole line (which may hold newlines) by the grammar of a shell.
  init(_ bytes: [UInt8], shell: Shell) {
    var parser = Parser(bytes, shell: shell)
    do throws(Trouble) {
      self = .complete(try parser.script())
    } catch {
      self = .trouble(error)
    }
  }

  init(_ line: String, shell: Shell) {
    self.init(Array(line.utf8), shell: shell)
  }
}
