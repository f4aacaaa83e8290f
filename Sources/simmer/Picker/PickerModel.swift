// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// What the picker knows and shows: tasks, which of them is chosen, and what was asked of the user.
struct PickerModel {
  /// What the keys mean now.
  enum Mode: Equatable {
    case list
    /// One task with the last of its output.
    case details(Int)
    /// The text that tasks must have is being typed.
    case filter
  }

  /// What waits for a yes.
  enum Question: Equatable {
    case stop(Int, name: String)
    case clean(count: Int)
  }

  /// The last lines of a log.
  struct Excerpt: Equatable {
    let stream: String
    let lines: [String]
  }

  /// The shell that it was called from.
  let session: Session?
  var mode = Mode.list
  var question: Question?
  /// What there is to say, until the next key.
  var message: String?
  /// What the tasks that are shown have in their id, label, command or directory.
  var filter = "" { didSet { settle() } }
  var excerpts: [Excerpt] = []
  /// Running ones first, then the newest.
  private(set) var all: [TaskReport] = []
  private(set) var shown: [TaskReport] = []
  /// The id of the chosen task; 0: there is none.
  private(set) var chosenID = 0
  private var place = 0

  /// How many ended tasks are shown.
  static let recent = 100

  var chosen: TaskReport? { shown.first { $0.id == chosenID } }
  /// The row of the chosen task among those that are shown.
  var chosenPlace: Int { place }
  /// The task whose details are shown.
  var detailed: TaskReport? {
    if case .details(let id) = mode { all.first { $0.id == id } } else { nil }
  }
  /// What keys that act on a task act on.
  var subject: TaskReport? { if case .details = mode { detailed } else { chosen } }

  var runningCount: Int { all.count { $0.state == .running } }
  var endedCount: Int { all.count - runningCount }

  init(session: Session? = nil) { self.session = session }

  mutating func update(_ reports: [TaskReport]) {
    all =
      reports.filter { $0.state == .running }.sorted { $0.id > $1.id }
      + reports.filter { $0.state != .running }.sorted { $0.id > $1.id }
    if case .details(let id) = mode, !all.contains(where: { $0.id == id }) {
      mode = .list
      message = "[\(id)] was removed"
    }
    if case .stop(let id, _) = question, !all.contains(where: { $0.id == id && $0.state == .running }) {
      question = nil
    }
    settle()
  }

  /// Applies the filter. The chosen task stays chosen wherever it moves; when it is gone, its row is.
  private mutating func settle() {
    let wanted = filter.lowercased()
    shown =
      wanted.isEmpty
      ? all
      : all.filter { report in
        "\(report.id) \(report.label ?? "") \(report.command) \(report.directory)".lowercased().contains(
          wanted)
      }
    if let found = shown.firstIndex(where: { $0.id == chosenID }) {
      place = found
    } else {
      place = max(0, min(place, shown.count - 1))
      chosenID = shown.isEmpty ? 0 : shown[place].id
    }
  }

  mutating func move(by rows: Int) {
    guard !shown.isEmpty else { return }
    place = max(0, min(shown.count - 1, place + rows))
    chosenID = shown[place].id
  }
}

extension TaskReport {
  /// How it is or ended, in a word or two: what the exit code says stands in a column of its own.
  var brief: String {
    switch state {
    case .failed: "failed"
    case .timeout: "timed out"
    case .killed: "stopped"
    default: outcome
    }
  }

  /// The exit code, or the signal.
  var exitWord: String { signal ?? code.map(String.init) ?? "" }
}
