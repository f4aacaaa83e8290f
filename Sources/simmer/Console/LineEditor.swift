// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import SimmerKit
import SystemPackage

/// GNU readline, fed key by key: it has the keys, the line and the user's inputrc; when to read is decided by whoever waits.
///
/// There is one, because readline is one: its state, and so ours, is global.
enum LineEditor {
  /// What a line came to.
  enum Entry {
    case line(String)
    /// Ctrl+D on an empty line.
    case end
  }

  nonisolated(unsafe) private static var entry: Entry?
  nonisolated(unsafe) private static var prompt = ""
  nonisolated(unsafe) private static var isOpen = false

  /// Whether the characters of the user can have several bytes, as those of UTF-8.
  nonisolated(unsafe) private(set) static var isWide = false

  /// Sets up what holds from the first line on.
  static func begin() {
    isWide = simmer_use_locale() != 0
    simmer_edit_begin(
      "simmer", { LineEditor.completeWord($0, from: $1, to: $2) },
      { matches, count, longest in LineEditor.list(matches, count, longest) },
      { line, place in LineEditor.isQuoted(line, at: Int(place)) ? 1 : 0 })
  }

  /// Shows the prompt; from now on keys are part of a line.
  static func open(prompt: String) {
    self.prompt = prompt
    isOpen = true
    rl_callback_handler_install(prompt) { line in
      LineEditor.entry = line.map { .line(String(cString: $0)) } ?? .end
      simmer_free_text(line)
      // Here, or readline would show the prompt once more.
      LineEditor.close()
    }
  }

  /// Gives the terminal back as it was found.
  static func close() {
    guard isOpen else { return }
    isOpen = false
    simmer_edit_end()
  }

  /// Takes the keys that have come; returns the line when it is whole.
  static func read() -> Entry? {
    repeat { simmer_edit_take_key() } while isOpen && simmer_edit_has_keys() != 0
    defer { entry = nil }
    return entry
  }

  /// Whether something may be printed above the line now: not while its row shows a search.
  static var isCalm: Bool { simmer_edit_is_searching() == 0 }

  /// Prints `text`, whole lines, above the line that is edited, and gives it a new prompt.
  static func show(_ text: String, prompt: String) {
    self.prompt = prompt
    if simmer_terminal_moves() != 0 {
      rl_clear_visible_line()
    } else {
      rl_crlf()
    }
    simmer_edit_flush()
    try? FileDescriptor.standardOutput.writeFully(Array(text.utf8))
    rl_set_prompt(prompt)
    rl_on_new_line()
    rl_redisplay()
  }

  /// Throws the line away and begins a new one below it, as a shell does at Ctrl+C.
  static func abandon(prompt: String) {
    try? FileDescriptor.standardOutput.writeFully(Array("^C\n".utf8))
    simmer_edit_abandon()
    // A line of its own: in the old one, what readline keeps to undo may belong to an entry of the history, and be freed twice.
    close()
    open(prompt: prompt)
  }

  static func resize() { rl_resize_terminal() }

  /// Stops this process, and comes back with the line as it was.
  static func suspend() {
    simmer_edit_leave_terminal()
    ThisProcess.suspend()
    resume()
  }

  /// Takes the terminal again after somebody else had it.
  static func resume() {
    simmer_edit_take_terminal()
    rl_resize_terminal()
    rl_forced_update_display()
  }

  /// Whether the character at `place` has a backslash before it that is not the end of two.
  private static func isQuoted(_ line: UnsafeMutablePointer<CChar>?, at place: Int) -> Bool {
    guard let line, place > 0 else { return false }
    var count = 0
    while place - 1 - count >= 0, line[place - 1 - count] == 0x5c { count += 1 }
    return count % 2 == 1
  }

  // MARK: - Completion

  nonisolated(unsafe) private static var candidates: [Completion.Candidate] = []
  nonisolated(unsafe) private static var next = 0

  private static func completeWord(_ text: UnsafePointer<CChar>?, from start: Int32, to end: Int32)
    -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  {
    guard let text else { return nil }
    let line = UnsafeRawBufferPointer(start: simmer_edit_buffer(), count: Int(start))
    let offer = Completion.offer(
      for: String(cString: text), after: String(decoding: line, as: UTF8.self),
      inQuotes: simmer_completion_quote() != 0)
    guard case .candidates(let found) = offer else {
      candidates = []
      simmer_completion_is_over(0)
      return nil
    }
    simmer_completion_is_over(1)
    simmer_completion_stays_open(found.count == 1 && found[0].text.hasSuffix(":") ? 1 : 0)
    (candidates, next) = (found, 0)
    return rl_completion_matches(text) { _, _ in LineEditor.nextCandidate() }
  }

  private static func nextCandidate() -> UnsafeMutablePointer<CChar>? {
    guard next < candidates.count else { return nil }
    defer { next += 1 }
    return simmer_copy_text(candidates[next].text)
  }

  /// Lists the candidates with what they are, one a row; names of files, and more than a screenful, in columns.
  private static func list(
    _ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, _ count: Int32, _ longest: Int32
  ) {
    let size = TerminalSize.current ?? .standard
    guard candidates.count == Int(count), count < Int32(size.rows) - 1,
      candidates.contains(where: { !$0.meaning.isEmpty })
    else {
      rl_display_match_list(matches, count, longest)
      simmer_completion_was_listed()
      return
    }
    let width = candidates.map { DisplayWidth.of($0.text) }.max() ?? 0
    var text = "\n"
    for candidate in candidates {
      let gap = String(repeating: " ", count: width - DisplayWidth.of(candidate.text) + 2)
      text += DisplayWidth.cut(candidate.text + gap + candidate.meaning, to: Int(size.columns) - 1) + "\n"
    }
    simmer_edit_flush()
    try? FileDescriptor.standardOutput.writeFully(Array(text.utf8))
    simmer_completion_was_listed()
  }
}
