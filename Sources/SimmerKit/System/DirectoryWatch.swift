// SPDX-License-Identifier: GPL-3.0-or-later

/// What a watch on directories has seen since it was last asked.
public enum DirectoryNews: Equatable, Sendable {
  case nothing
  /// An entry came, went, got another name, or was written to.
  ///
  /// - Parameter arrivals: The names that came, oldest first; none where the system does not tell them.
  case changed(arrivals: [String])
  /// One of the directories is gone, so that nothing more will be told of it.
  case lost
}
