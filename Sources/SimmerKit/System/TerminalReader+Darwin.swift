// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
/// Processes that sleep in a read of their terminal: the system does not tell.
enum TerminalReader {
  static func exists(in group: Int32) -> Bool { false }
}
#endif
