// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import ShellSyntax

@Suite struct `The knowledge` {
  @Test func `every entry can be read`() {
    for name in Rules.builtIn.names {
      #expect(Rules.builtIn.tool(name) != nil, "\(name)")
    }
  }
}
