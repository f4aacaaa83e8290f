// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import Testing

@testable import SimmerKit

struct DeliveryTests {
  // A reader that takes the text, or goes halfway, is another process: see the tests of `simmer launch`.

  @Test func `a reader that is gone from the start gets nothing`() throws {
    Signal.ignoreBrokenPipes()
    let pipe = try FileDescriptor.closedPipe()
    pipe.readEnd.shut()
    #expect(!Delivery.deliver("hello\n", to: pipe.writeEnd))
    pipe.writeEnd.shut()
  }
}
