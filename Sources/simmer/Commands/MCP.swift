// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit
import SystemPackage

struct MCP: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serve the tools for agents over standard input and output (Model Context Protocol).",
    discussion: """
      Tasks outlive the server. Nothing but the protocol is on standard output.
      Example: claude mcp add simmer -- simmer mcp
      """)

  func run() throws {
    ThisProcess.dropStrayDescriptors()
    MCPServer(LineServer(input: .standardInput, output: .standardOutput), version: Simmer.version) {
      Failure.say("simmer: \($0)")
    }.run()
  }
}
