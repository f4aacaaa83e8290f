// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
public import SystemPackage

/// A program that is run beside the tasks, for a while.
public enum UserCommand {
  /// Runs `words` with `input` on its standard input and `variables` in its environment, and waits for its end.
  ///
  /// What is left of it after `limit` milliseconds is killed, with what it has started in its process group.
  /// - Returns: How it ended; nil when it could not be started, or took too long.
  @discardableResult public static func run(
    _ words: [String], input: [UInt8] = [], variables: [(name: String, value: String)] = [], limit: Int
  ) -> Exit? {
    guard let program = words.first.flatMap(find) else { return nil }
    // Memory, not a pipe: a program that does not read blocks nobody.
    let memory = FileDescriptor(rawValue: simmer_anonymous_file())
    guard memory.rawValue >= 0 else { return nil }
    defer { memory.shut() }
    guard (try? memory.writeFully(input)) != nil, (try? memory.seek(offset: 0, from: .start)) != nil else {
      return nil
    }
    let pid = simmer_fork()
    if pid == 0 {
      simmer_become_probe()
      for variable in variables { Environment.set(variable.name, to: variable.value) }
      _ = try? memory.duplicate(as: .standardInput)
      CStrings.with(words.map { Array($0.utf8) }) { simmer_execute(program.string, $0) }
      ThisProcess.leave(127)
    }
    guard pid > 0 else { return nil }
    return wait(for: pid, limit: limit)
  }

  private static func wait(for pid: Int32, limit: Int) -> Exit? {
    let end = Clock.steady + limit
    // Readable once the process has ended.
    let pinned = FileDescriptor(rawValue: simmer_open_process(pid))
    defer { if pinned.rawValue >= 0 { pinned.shut() } }
    while true {
      while let (child, news) = Children.collect() {
        if child == pid, case .ended(let exit) = news { return exit }
      }
      let left = end - Clock.steady
      guard left > 0 else { break }
      var set = PollSet()
      if pinned.rawValue >= 0 { set.add(pinned, .input) }
      set.wait(timeout: pinned.rawValue >= 0 ? left : min(left, 50))
    }
    ProcessGroup.send(.kill, to: pid)
    Children.discard(pid)
    return nil
  }

  /// The file of the program `name`; nil when there is none.
  public static func find(_ name: String) -> FilePath? {
    if name.contains("/") { return Access.isExecutable(FilePath(name)) ? FilePath(name) : nil }
    return Settings.searchPath.map { $0.appending(name) }.first(where: Access.isExecutable)
  }
}
