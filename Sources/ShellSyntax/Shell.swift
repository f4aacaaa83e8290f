// SPDX-License-Identifier: GPL-3.0-or-later

/// The shell whose grammar a line is read by.
public enum Shell: String, Sendable {
  case bash
  case zsh
}
