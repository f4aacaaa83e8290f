// SPDX-License-Identifier: GPL-3.0-or-later

extension FixedWidthInteger {
  /// Reads a decimal number; nil when there is anything else.
  init?(ascii digits: some Sequence<UInt8>) {
    var value: Self = 0, seen = false
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLargeToo) = product.addingReportingOverflow(Self(digit - UInt8(ascii: "0")))
      if tooLarge || tooLargeToo { return nil }
      (value, seen) = (sum, true)
    }
    guard seen else { return nil }
    self = value
  }
}
