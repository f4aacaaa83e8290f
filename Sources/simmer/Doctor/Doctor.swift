// SPDX-License-Identifier: GPL-3.0-or-later

import ArgumentParser
import SimmerAgents
import SimmerKit

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that everything is in place, and run one task from start to end.",
    discussion: """
      Ends with 1 when something is broken; under each finding stands what mends it. Run it in the shell that is meant.
      What a killed program left in disorder on the screen, such as a hidden cursor, goes with: reset
      Example: simmer doctor
      """)

  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let findings =
      BinaryCheck.findings() + ShellCheck.findings() + TerminalCheck.findings() + ScreenCheck.findings()
      + ConfigCheck.findings() + StoreCheck.findings()
    if json {
      print(try JSON.text(["findings": findings]))
    } else {
      for finding in findings { print(finding.text) }
    }
    if findings.contains(where: { $0.grade == .broken }) { throw ExitCode(1) }
  }
}

/// One thing that was looked at.
struct Finding: Encodable {
  enum Grade: String, Encodable { case ok, note, broken }

  let grade: Grade
  let subject: String
  let fact: String
  /// What to do about it.
  let advice: String?

  init(_ grade: Grade, _ subject: String, _ fact: String, advice: String? = nil) {
    (self.grade, self.subject, self.fact, self.advice) = (grade, subject, Harmless.text(fact), advice)
  }

  var text: String {
    let color: Style.Color =
      switch grade {
      case .ok: .green
      case .note: .yellow
      case .broken: .red
      }
    let head = Style.paint(grade.rawValue, color) + String(repeating: " ", count: 7 - grade.rawValue.count)
    return head + "\(subject): \(fact)" + (advice.map { "\n         \($0)" } ?? "")
  }
}
