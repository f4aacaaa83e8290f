// SPDX-License-Identifier: GPL-3.0-or-later

#if canImport(Darwin)
extension TerminalWait {
  /// The system does not tell.
  static func look(at group: Int32, everyThread: Bool) -> Look { Look(isBlind: true) }
}
#endif
