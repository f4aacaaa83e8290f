// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit
import SystemPackage

/// Whether the store works: a task is started, read, and forgotten.
enum StoreCheck {
  private static let greeting = "simmer doctor was here"
  /// Seconds that the sample task has.
  private static let patience = 10.0

  static func findings() -> [Finding] {
    let store: Store
    do throws(SimmerError) { store = try Store.open() } catch {
      let place = (try? Settings.home().string).map { $0 + ": " } ?? ""
      let advice = error.advice ?? "let it be yours to write, or choose another place: SIMMER_HOME=DIRECTORY"
      return [Finding(.broken, "store", place + error.reason, advice: advice)]
    }
    let running = store.liveTasks().count
    var findings = [Finding(.ok, "store", "\(store.root), \(running) running")]
    do throws(SimmerError) {
      findings.append(try sample(in: store))
    } catch {
      findings.append(Finding(.broken, "sample task", error.reason, advice: error.advice))
    }
    return findings
  }

  private static func sample(in store: Store) throws(SimmerError) -> Finding {
    var request = LaunchRequest(
      .line(Array("echo '\(greeting)'; exit 7".utf8)), facts: LaunchFacts(shell: Settings.shell))
    request.label = "simmer doctor"
    request.directory = "/"
    let start = Clock.steady
    let id = try Launcher(store: store, request: request).start()
    guard let task = store.task(id) else { return Finding(.broken, "sample task", "its record is missing") }
    defer { task.forget() }
    guard store.wait(for: [task], timeout: patience), let status = task.status else {
      _ = task.stop(.kill, grace: 0)
      return Finding(.broken, "sample task", "it did not end within \(Int(patience)) s")
    }
    let output = String(decoding: LogTail.lines(10, of: task.log(.stdout)), as: UTF8.self)
    guard output == greeting + "\n" else {
      return Finding(.broken, "sample task", "its output was lost: \(output)")
    }
    guard status.exit == .code(7) else {
      return Finding(.broken, "sample task", "its end was recorded wrongly: \(status.state.rawValue)")
    }
    return Finding(
      .ok, "sample task", "started, read and recorded in \(Clock.steady - start) ms by \(Settings.shell)")
  }
}
