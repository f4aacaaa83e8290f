// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// Puts rows on the screen of a terminal, and gives the screen back as it was.
///
/// In plain ECMA-48, without terminfo: all that is used are a dozen sequences that every terminal of today understands,
/// tmux, screen and the console of the kernel among them, while the terminfo entry of a new terminal is often missing on
/// the machine that one is logged in to. Terminals that cannot move the cursor call themselves dumb, and are refused.
///
/// Only rows that have changed are written, between the marks of a synchronized update (DEC mode 2026), which terminals
/// that do not know them ignore: so nothing flickers.
struct Painter {
  private let terminal: UserTerminal
  private var shown: [String] = []
  private var size = TerminalSize.standard

  /// The other screen, no cursor; and back: colours off, the cursor, the screen that was there.
  private static let begin = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J"
  static let end = "\u{1b}[?2026l\u{1b}[m\u{1b}[?25h\u{1b}[?1049l"

  init(on terminal: UserTerminal) { self.terminal = terminal }

  /// Takes the screen, and the keys as they are pressed; what is shown next is shown whole.
  ///
  /// - Throws: `refused` when the terminal does not let it.
  mutating func enter() throws(SimmerError) {
    do { try terminal.makeTransparent() } catch {
      throw SimmerError(.refused, cannot: "show the menu", "the terminal refuses: \(error)")
    }
    terminal.restoreAtCrash(showing: Self.end)
    terminal.show(Self.begin)
    shown = []
  }

  /// Gives the screen and the keys back.
  func leave() {
    terminal.show(Self.end)
    terminal.restore()
  }

  /// The size of the screen, asked anew.
  mutating func measure() -> TerminalSize {
    let found = terminal.size ?? .standard
    // A terminal that has changed its size has moved what was on it.
    if found != size { shown = [] }
    size = found
    return found
  }

  /// Shows `rows`, each no wider than the screen, from the top.
  mutating func show(_ rows: [String]) {
    var text = ""
    for (place, row) in rows.enumerated() where place >= shown.count || shown[place] != row {
      text += "\u{1b}[\(place + 1);1H" + row + "\u{1b}[m\u{1b}[K"
    }
    if shown.isEmpty || shown.count > rows.count {
      text += "\u{1b}[\(rows.count);1H" + (rows.last ?? "") + "\u{1b}[m\u{1b}[J"
    }
    shown = rows
    if !text.isEmpty { terminal.show("\u{1b}[?2026h" + text + "\u{1b}[?2026l") }
  }
}
