// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// What has happened, in a few words for somebody who looks elsewhere.
enum Headline {
  static func of(_ news: News, _ report: TaskReport) -> (title: String, body: String) {
    let name = DisplayWidth.cut(report.name, to: 60)
    let facts = TaskFacts(report, here: nil)
    let place = "in \(facts[.directory])"
    func first(_ texts: String...) -> String { texts.first { !$0.isEmpty } ?? place }
    switch news {
    case .ended:
      let time = report.duration.map { "after \(TimeSpan.text(milliseconds: $0)), " } ?? ""
      return ("\(name) \(report.outcome)", time + place)
    case .ready: return ("\(name) is ready", first(facts[.place]))
    case .waiting: return ("\(name) waits for input", first(facts[.question]))
    case .expiring: return ("\(name) is stopped soon", first(facts[.left]))
    case .alert: return ("\(name) has an alert", first(facts[.alert]))
    }
  }
}

extension Config {
  /// Whether it is worth disturbing somebody who looks elsewhere.
  func isLoud(_ news: News, _ report: TaskReport) -> Bool {
    switch news {
    case .ended: (report.duration ?? .max) >= notifyAfter
    case .ready: (report.ready ?? 0) >= notifyAfter
    case .waiting, .expiring, .alert: true
    }
  }
}
