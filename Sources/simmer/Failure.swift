// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// The one place where errors become words and exit codes.
enum Failure {
  static func exit(_ error: SimmerError) -> Never {
    say("simmer: \(error)")
    ThisProcess.leave(error.code.rawValue)
  }

  /// Ends after an error of any kind: our own, or one of the argument parser, whose help is no error.
  static func exit(_ error: any Error, of verb: String?) -> Never {
    if let error = error as? SimmerError { exit(error) }
    Settings.leaveRoomForHelp()
    let code = Simmer.exitCode(for: error)
    let text = Simmer.fullMessage(for: error)
    if code.isSuccess {
      if !text.isEmpty { print(text) }
      ThisProcess.leaveFlushed(0)
    }
    guard code == .validationFailure else {
      // A code of its own, such as that of a task that was waited for.
      if !text.isEmpty { say(text) }
      ThisProcess.leaveFlushed(code.rawValue)
    }
    let message =
      Simmer.message(for: error).split(separator: "\n").first.map(String.init) ?? "wrong arguments"
    let topic = verb.flatMap { Simmer.verbs.contains($0) ? " " + $0 : nil } ?? ""
    say("simmer: cannot read the arguments: \(message); see simmer help\(topic)")
    ThisProcess.leaveFlushed(SimmerError.Code.usage.rawValue)
  }

  static func say(_ text: String) { try? FileDescriptor.standardError.writeFully(Array((text + "\n").utf8)) }
}
