// SPDX-License-Identifier: GPL-3.0-or-later

// A message that a terminal shows outside of its text is an OSC sequence, of which there are three kinds, and no terminal
// knows them all:
//
//   ESC ] 9 ; TEXT BEL                              iTerm2, Warp, Zed
//   ESC ] 777 ; notify ; TITLE ; BODY BEL           rxvt-unicode; Ghostty, WezTerm, foot, Konsole, Windows Terminal
//   ESC ] 99 ; i=ID:d=0 ; TITLE ST ESC ] 99 ; …     kitty (desktop-notifications.rst)
//
// To one that is not known none is sent: it might print it. tmux keeps them to itself unless they are wrapped
// (DCS tmux; …) and allow-passthrough is on; where it is off nothing is seen of them. So there a bell goes with them,
// which tmux always passes on or marks the window by.

/// What a terminal is to make noticed, of whatever it can.
public struct TerminalMessage {
  /// How the terminal that the environment describes can be told.
  public enum Kind: String, CaseIterable, Sendable {
    case bell
    case osc9, osc777, osc99
  }

  /// What the terminal is inside of.
  public enum Wrapping: Sendable { case none, tmux, screen }

  let title, body: String
  /// Of the same task, one takes the place of another.
  let id: Int

  /// - Parameters:
  ///   - title: Text of any origin, as the other.
  public init(title: String, body: String, id: Int) {
    // A semicolon would end the title; what follows a newline is not part of it.
    self.title = Harmless.text(title).replacing(";", with: ",")
    self.body = Harmless.text(body)
    self.id = id
  }

  /// The bytes that show it.
  public func sequence(_ kind: Kind = .ofThisTerminal, in wrapping: Wrapping = .ofThisTerminal) -> String {
    switch kind {
    case .bell: return "\u{7}"
    // With a word in front: terminals take digits and a semicolon for commands of ConEmu's.
    case .osc9: return Self.wrap("\u{1b}]9;simmer: \(title), \(body)\u{7}", wrapping)
    case .osc777: return Self.wrap("\u{1b}]777;notify;\(title);\(body)\u{7}", wrapping)
    case .osc99:
      // At most 2048 bytes each.
      return Self.wrap("\u{1b}]99;i=simmer-\(id):d=0;\(title.prefix(400))\u{1b}\\", wrapping)
        + Self.wrap("\u{1b}]99;i=simmer-\(id):p=body;\(body.prefix(400))\u{1b}\\", wrapping)
    }
  }

  private static func wrap(_ sequence: String, _ wrapping: Wrapping) -> String {
    switch wrapping {
    case .none: sequence
    case .tmux: "\u{1b}Ptmux;\(sequence.replacing("\u{1b}", with: "\u{1b}\u{1b}"))\u{1b}\\\u{7}"
    // The end of a string within ends the one around it.
    case .screen: "\u{1b}P\(sequence.replacing("\u{1b}\\", with: "\u{7}"))\u{1b}\\\u{7}"
    }
  }
}

extension TerminalMessage.Wrapping {
  public static var ofThisTerminal: Self {
    if Settings.terminalFacts("TMUX") != nil { return .tmux }
    return Settings.terminalFacts("STY") != nil ? .screen : .none
  }
}

extension TerminalMessage.Kind {
  public static var ofThisTerminal: Self { of(Settings.terminalFacts) }

  /// The way of the terminal that the variables of `environment` describe.
  ///
  /// Inside of tmux and screen TERM and TERM_PROGRAM are theirs; what the terminal itself has set is still there.
  static func of(_ environment: (String) -> String?) -> Self {
    let (program, term) = (environment("TERM_PROGRAM"), environment("TERM") ?? "")
    if environment("KITTY_WINDOW_ID") != nil || term == "xterm-kitty" { return .osc99 }
    if ["iTerm.app", "WarpTerminal", "zed"].contains(program) || environment("LC_TERMINAL") == "iTerm2" {
      return .osc9
    }
    if ["ghostty", "WezTerm"].contains(program) || environment("GHOSTTY_RESOURCES_DIR") != nil
      || environment("WEZTERM_PANE") != nil || environment("KONSOLE_VERSION") != nil
      || environment("WT_SESSION") != nil || term == "foot" || term.hasPrefix("foot-")
      || term.hasPrefix("rxvt")
    {
      return .osc777
    }
    return .bell
  }
}
