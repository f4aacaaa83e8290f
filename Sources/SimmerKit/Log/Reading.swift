// SPDX-License-Identifier: GPL-3.0-or-later

/// What a reader asks of the output of a task.
public struct Reading: Sendable {
  public enum PresetChoice: Equatable, Sendable {
    /// By the command of the task, unless the reader filters by itself.
    case automatic
    case none
    case named(String)
  }

  /// How many lines are shown unless somebody says how many.
  public static let usualLines = 80
  /// Where a line is cut, in columns.
  public static let usualColumns = 150

  /// Perl-compatible patterns; a line must match all filters and no exclude.
  public var filters: [String] = []
  public var excludes: [String] = []
  /// What a filter is called where it was written.
  public var filterName = "--filter"
  /// nil tells it from each pattern.
  public var caseSensitive: Bool?
  /// The same for excludes alone; nil: as for the rest.
  public var caseSensitiveExcludes: Bool?
  public var errorsOnly = false
  /// How many lines around each match are shown too.
  public var context = 0
  public var tail: Int?
  public var head: Int?
  public var lines: ClosedRange<Int>?
  /// Milliseconds since the epoch.
  public var since: Int?
  /// Only what `reader` has not been shown.
  public var onlyNew = false
  /// Whether this reading moves the place of `reader`, though it did not ask for what is new.
  public var marksPlace = false
  public var reader = ReaderName.standard
  public var streams = TaskDirectory.Stream.allCases
  /// nil is as many as were asked for, else the usual number; 0 is all.
  public var maxLines: Int?
  public var preset = PresetChoice.automatic
  /// Presets of the user, which come before the built-in ones.
  public var presets = Settings.presets
  public var collapses = true
  public var shortens = true
  /// nil cuts nothing.
  public var columns: Int? = Reading.usualColumns
  public var dropsBlankLines = true
  public var keepsColor = false
  public var redacts = false
  /// What is taken out then, beside common secrets.
  public var redactions = Settings.redactions

  public init() {}

  var isSelective: Bool { !filters.isEmpty || errorsOnly }

  /// How many rows are shown at most.
  var cap: Int {
    switch maxLines {
    case 0?: .max
    case let lines?: lines
    case nil:
      max(
        tail ?? head ?? lines?.count ?? Self.usualLines,
        tail == nil && head == nil && lines == nil ? Self.usualLines : 1)
    }
  }

  /// Compiles what chooses the lines of a task whose line was `command`.
  func filter(for command: String) throws(SimmerError) -> (filter: LineFilter, preset: String?) {
    let filter = LineFilter()
    filter.filters = try compiled(filters, filterName, caseSensitive)
    filter.excludes = try compiled(excludes, "--exclude", caseSensitiveExcludes ?? caseSensitive)
    filter.errorsOnly = errorsOnly
    filter.dropsBlankLines = dropsBlankLines
    let chosen: Preset?
    switch preset {
    case .none: chosen = nil
    // Whoever says what to show is not second-guessed.
    case .automatic:
      chosen = isSelective || lines != nil ? nil : Preset.chosen(for: command, configured: presets)
    case .named(let name): chosen = try Preset.named(name, configured: presets)
    }
    if let chosen {
      do { filter.noise = try PerlRegex(chosen.noise, caseSensitive: true) } catch {
        throw SimmerError(.usage, cannot: "use the preset \(Harmless.text(chosen.name))", "\(error)")
      }
    }
    return (filter, chosen?.name)
  }

  /// - Throws: `usage` when a pattern or the preset is wrong.
  public func check() throws(SimmerError) { _ = try filter(for: "") }

  private func compiled(_ patterns: [String], _ option: String, _ caseSensitive: Bool?) throws(SimmerError)
    -> [PerlRegex]
  {
    var compiled: [PerlRegex] = []
    for pattern in patterns {
      do { compiled.append(try PerlRegex(Self.withoutGrepBars(pattern), caseSensitive: caseSensitive)) } catch
      {
        throw SimmerError(
          .usage, cannot: "understand \(option) '\(Harmless.text(pattern))'", "\(error)",
          advice: "to search for a sign as it stands, put a backslash before it")
      }
    }
    return compiled
  }

  /// Whether a pattern writes "or" as grep does.
  public static func hasGrepBars(_ pattern: String) -> Bool {
    pattern.contains("\\|") && !pattern.contains("\\\\|")
  }

  /// A habit from grep: `a\|b` means "or" there, and would mean a bar here.
  private static func withoutGrepBars(_ pattern: String) -> String {
    guard hasGrepBars(pattern) else { return pattern }
    var result = "", isEscaped = false
    for character in pattern {
      if isEscaped {
        result += character == "|" ? "|" : "\\" + String(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return isEscaped ? result + "\\" : result
  }
}
