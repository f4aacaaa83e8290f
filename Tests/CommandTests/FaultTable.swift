// SPDX-License-Identifier: GPL-3.0-or-later

/// Which faults were injected, whether they struck, and what they cost: printed at the end of a test.
struct FaultTable {
  private let title: String
  private var rows: [(step: String, fault: String, struck: Bool, lost: String)] = []

  init(_ title: String) { self.title = title }

  var count: Int { rows.count }
  var struck: Int { rows.count { $0.struck } }

  mutating func add(_ step: String, _ fault: String, struck: Bool = true, lost: String) {
    rows.append((step, fault, struck, lost))
  }

  func print() {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let lines = rows.map {
      "| \(padded($0.step, 10)) | \(padded($0.fault, 34)) | \(padded($0.struck ? "struck" : "missed", 6)) | \($0.lost) |"
    }
    Swift.print((["", "\(title): \(count) injected, \(struck) struck"] + lines).joined(separator: "\n"))
  }
}
