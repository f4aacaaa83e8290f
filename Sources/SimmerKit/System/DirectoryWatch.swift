// SPDX-License-Identifier: GPL-3.0-or-later

/// What a watch on directories has seen since it was last asked.
public enum DirectoryNews: Sendable {
  case nothing
  /// An entry came, went, got another name, or was written to.
  case changed
  /// One of the directories is gone, so that nothing more will be told of it.
  case lost
}
