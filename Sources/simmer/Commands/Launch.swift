// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerKit
import SystemPackage

/// `simmer launch`: starts a line that was typed, once the shell has taken the answer.
///
/// Prints what to show the user; waits until the reader has it; starts the task; prints `started`, or `failed` with the
/// reason. A reader that went away or takes longer than two seconds runs the line itself: then nothing starts.
enum Launch {
  static func run(_ words: ArraySlice<String>) throws(SimmerError) {
    ThisProcess.dropStrayDescriptors()
    let options = try HotOptions(words, flag: "--snapshot")
    let line = try options.line
    var facts = LaunchFacts(shell: FilePath(try options.required("--shell")))
    facts.origin = "shell"
    facts.session = Session(try options.required("--session"))
    facts.size = size(options) ?? TerminalSize.current ?? .standard
    var request = LaunchRequest(.line(Array(line.utf8)), facts: facts)
    if options["--snapshot"] != nil { request.savedState = try SavedState.read(from: .standardInput) }

    var isDelivered = false
    do {
      let store = try Store.open()
      _ = try Launcher(store: store, request: request).start { id in
        // Not before: the task takes over what its launcher ignores.
        Signal.ignoreBrokenPipes()
        isDelivered = Delivery.deliver(
          "[\(id)] \(Harmless.text(line))\(FirstSteps.hint(id, in: store) ?? "")\n", to: .standardOutput)
        return isDelivered
      }
      say("started")
    } catch {
      guard isDelivered else {
        // The shell runs the line itself and says nothing; that is not what somebody expects who set the number.
        if error.code == .full { ThisProcess.tellTerminal("simmer: \(error.reason); the line runs here\n") }
        throw error
      }
      say("failed \(error.reason)")
    }
  }

  private static func say(_ text: String) {
    try? FileDescriptor.standardOutput.writeFully(Array((text + "\n").utf8))
  }

  private static func size(_ options: HotOptions) -> TerminalSize? {
    guard let columns = options["--columns"].flatMap(UInt16.init),
      let rows = options["--lines"].flatMap(UInt16.init),
      columns > 0, rows > 0
    else { return nil }
    return TerminalSize(columns: columns, rows: rows)
  }

  struct Command: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "launch", abstract: "Start a typed line for the plugin.", shouldDisplay: false)
    @Argument(parsing: .allUnrecognized) var words: [String] = []
    func run() throws { try Launch.run(words[...]) }
  }
}
