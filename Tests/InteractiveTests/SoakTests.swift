// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random keys of all kinds that a person types at: two minutes in sum, 30 s for console and menu in each shell, the same
/// keys with every run. By hand `SIMMER_SOAK` names the seconds, the keys are new ones, and the prompt is among the faces,
/// where they run commands; 600 are an hour in sum.
struct SoakTests {
  @Test(arguments: Soak.Face.allCases.filter { getenv("SIMMER_SOAK") != nil || $0 != .prompt })
  func `no keys crash it, make it grow, or leave the terminal out of step`(face: Soak.Face) async throws {
    let asked = getenv("SIMMER_SOAK").flatMap { Double(String(cString: $0)) }
    for shell in Shell.allCases {
      let seed = asked == nil ? 1 : UInt64(time(nil))
      let report = try await onThreadOfItsOwn {
        try Soak.run(face, in: shell, seconds: asked ?? 30, seed: seed)
      }
      if asked != nil { print(report) }
      #expect(report.crashes == [], "\(report)")
      #expect(report.growth < 8 << 10, "\(report)")
      #expect(report.leftModes == [] && report.sttyChange == nil, "\(report)")
    }
  }

  /// Runs `body` without holding up one of the few threads that tests share.
  private func onThreadOfItsOwn<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result)
    async throws -> Result
  {
    try await withCheckedThrowingContinuation { continuation in
      let work = Unmanaged.passRetained(Work { continuation.resume(with: Swift.Result(catching: body)) })
      var thread = pthread_t()
      let error = pthread_create(
        &thread, nil,
        { context in
          Unmanaged<Work>.fromOpaque(context!).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      if error != 0 {
        work.release(); continuation.resume(throwing: Errno(rawValue: error))
      } else {
        pthread_detach(thread)
      }
    }
  }

  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// One run of random keys.
final class Soak {
  enum Face: String, CaseIterable, CustomTestStringConvertible {
    case console, menu, prompt
    var testDescription: String { rawValue }
  }

  /// What was seen. Memory is in kB, of the process that lived longest.
  struct Report: CustomStringConvertible, Sendable {
    let face: Face
    let shell: Shell
    let seed: UInt64
    var bursts = 0, bytes = 0, starts = 0, tasks = 0
    var memoryAtStart = 0, memoryAtEnd = 0
    /// Milliseconds that the process has computed, and seconds that it was there.
    var lived = 0.0
    var growth: Int { memoryAtEnd - memoryAtStart }
    var crashes: [String] = []
    var leftModes: [String] = []
    /// What has become of the settings of the terminal (stty -g); nil: nothing.
    var sttyChange: String?

    var description: String {
      """
      soak: \(face.rawValue) in \(shell), seed \(seed): \(bytes) bytes in \(bursts) bursts, started \(starts) times, \(tasks) tasks; \
      the longest lived \(Int(lived)) s, \(memoryAtStart) kB after its first seconds, \(memoryAtEnd) kB at its end; \
      crashes \(crashes), modes left \(leftModes), stty \(sttyChange ?? "as before")
      """
    }
  }

  private let face: Face
  private let session: Session
  private var random: Random
  private var report: Report
  private var terminal: Terminal { session.terminal }
  /// The process that is soaked.
  private var pid: pid_t = 0
  private var began = 0.0
  private var memory: [Int] = []

  static func run(_ face: Face, in shell: Shell, seconds: Double, seed: UInt64) throws -> Report {
    var report: Report?
    try Sandbox.with { sandbox in
      // Whatever the keys spell, there is no program here that could do harm.
      for name in ["sleep", "cat", "seq", "stty"] {
        let paths = ["/bin/\(name)", "/usr/bin/\(name)"].map { FilePath($0) }
        try sandbox.addLink(sandbox.bin.appending(name), to: try #require(paths.first { $0.exists }))
      }
      let config = sandbox.home.appending(".config/simmer")
      try config.makeDirectory()
      try config.appending("config.toml").write("keep_tasks = 20\nmax_tasks = 12\n")
      // The console in both modes of editing.
      if shell == .zsh { try sandbox.home.appending(".inputrc").write("set editing-mode vi\n") }
      let harmless = """
        PATH=$SANDBOX/bin
        export PAGER=cat
        exit() { :; }; logout() { :; }; kill() { :; }; suspend() { :; }; bye() { :; }
        \(shell.choose(bash: "set -o ignoreeof; IGNOREEOF=100000; unset HISTFILE", zsh: "setopt ignoreeof; unset HISTFILE"))
        """
      let session = try Session(
        sandbox, shell, .init(after: harmless, plugin: face == .prompt),
        with: ["PATH": "\(sandbox.bin):/usr/bin:/bin"])
      let soak = try Soak(face, session, seed)
      try soak.run(seconds: seconds)
      report = soak.report
    }
    return report!
  }

  private init(_ face: Face, _ session: Session, _ seed: UInt64) throws {
    (self.face, self.session) = (face, session)
    random = Random(seed: seed)
    report = Report(face: face, shell: session.shell, seed: seed)
  }

  private func run(seconds: Double) throws {
    try session.run("stty -g > before")
    try refresh()
    let start = now()
    var nextLook = start, nextLeave = start + seconds / 4
    while now() < start + seconds {
      if now() >= nextLook {
        try look()
        nextLook = now() + 0.5
      }
      if now() >= nextLeave {
        // A key that ends it, and another that stops it, now and then: else nobody grows old.
        try send(random.below(2) == 0 ? Keys.leaving(face) : [0x1a])
        nextLeave += seconds / 4
      }
      var bytes: [UInt8] = []
      for _ in 0...random.below(6) { bytes += Keys.piece(face, &random) }
      try send(bytes)
      if random.below(12) == 0 {
        try terminal.resize(columns: 12 + random.below(150), rows: 3 + random.below(50))
      }
      poll(nil, 0, 40)
    }
    try finish()
  }

  private func send(_ bytes: [UInt8]) throws {
    report.bursts += 1
    report.bytes += bytes.count
    try terminal.send(bytes)
  }

  /// Enters `line` at the prompt of the shell, out of whatever the keys have made of the one before.
  private func enter(_ line: String) throws {
    // With Ctrl+C goes what comes in one piece with it, and more: in bash without simmer, too.
    for keys in Keys.backToPrompt {
      try terminal.send(keys)
      poll(nil, 0, 150)
    }
    // Half a character in front of it makes readline swallow the first byte.
    try terminal.send(Array(("   " + line + "\r").utf8))
  }

  // MARK: - What is soaked

  /// The children of the shell.
  private var children: [RunningProcess] {
    (FilePath("/proc/\(session.pid)/task/\(session.pid)/children").text ?? "").split(separator: " ")
      .compactMap { pid_t($0).flatMap(RunningProcess.init) }
  }

  private var isAtPrompt: Bool {
    // The sixth field behind the name is the group that has the terminal (proc(5)).
    guard let stat = FilePath("/proc/\(session.pid)/stat").text, let end = stat.lastIndex(of: ")") else {
      return false
    }
    let fields = stat[end...].split(separator: " ")
    return fields.count > 6 && fields[3] == fields[6]
  }

  /// Notes how it is; brings it back when it was left.
  private func look() throws {
    try #require(RunningProcess.isAlive(session.pid), "seed \(report.seed): \(terminal.screen)")
    if session.sandbox.store.appending("live").entries.count < 3 { try refresh() }
    let found =
      face == .prompt ? session.pid : children.first { $0.command.hasSuffix("simmer \(face)") }?.pid ?? 0
    if found != pid {
      settle()
      (pid, began, memory) = (found, now(), [])
      noteCrashes()
    }
    if pid != 0 { memory.append(Self.memory(of: pid)) }
    guard face != .prompt, isAtPrompt else { return }
    let isStopped = children.contains { $0.state == "T" }
    if !isStopped { report.starts += 1 }
    try enter(isStopped ? "fg" : " simmer \(face)")
    _ = try? eventually("the \(face)", within: 5) { !isAtPrompt }
  }

  /// Keeps the figures of what lived longest.
  private func settle() {
    guard memory.count > 8, now() - began > report.lived else { return }
    report.lived = now() - began
    (report.memoryAtStart, report.memoryAtEnd) = (memory[memory.count / 4], memory.dropLast().last!)
  }

  /// Tasks to look at: one that waits, one that has written, one that has failed.
  private func refresh() throws {
    for line in ["sleep 1000", "for i in $(seq 50); do echo line $i; done; exec cat", "exit 3"] {
      _ = try session.sandbox.simmer("run", "--", line)
    }
  }

  private func noteCrashes() {
    let text = terminal.screen.text
    for word in [
      "Illegal instr", "illegal hardware", "egmentation fault", "trace trap", "Trace/breakpoint", "Aborted",
      ": abort ", "us error", "Fatal error",
    ]
    where text.contains(word) && !report.crashes.contains(word) {
      report.crashes.append(word)
    }
  }

  private func finish() throws {
    settle()
    noteCrashes()
    try terminal.resize(columns: 100, rows: 40)
    // From wherever it is: out of a task, a question, a search, a line; and out of what was stopped.
    try eventually("the prompt", within: 120, seen: { "\(report) \(terminal.screen)" }) {
      if isAtPrompt {
        guard children.contains(where: { $0.state == "T" }) else { return true }
        try enter("fg")
      } else {
        for keys in Keys.ways where !isAtPrompt {
          try terminal.send(keys)
          poll(nil, 0, 100)
        }
      }
      poll(nil, 0, 200)
      return false
    }
    try eventually("a line that runs", within: 120, seen: { "\(report) \(terminal.screen)" }) {
      try enter("stty -g > after; echo do''ne")
      return (try? terminal.wait(for: "\ndone", within: 5)) != nil
    }
    let (before, after) = (session.sandbox.file("work/before").text, session.sandbox.file("work/after").text)
    report.sttyChange = before == after ? nil : "from \(before ?? "nothing") to \(after ?? "nothing")"
    report.leftModes = terminal.leftModes
    report.tasks = session.sandbox.file("store/tasks").entries.compactMap { Int($0) }.max() ?? 0
  }

  /// The memory that process `pid` takes, in kB.
  private static func memory(of pid: pid_t) -> Int {
    let pages = (FilePath("/proc/\(pid)/statm").text ?? "").split(separator: " ").dropFirst().first.flatMap {
      Int($0)
    }
    return (pages ?? 0) * 4
  }
}

/// What is typed. No programs are named that could do harm, and no bytes with which a program that shows what it is
/// given would switch the terminal.
private enum Keys {
  static let backToPrompt: [[UInt8]] = [Array("\u{1b}[201~\u{7}".utf8), [0x03], [0x15]]
  static let ways: [[UInt8]] = [
    Array("\u{1b}[201~\u{7}".utf8), [0x03], [0x04], [0x02], [0x1b], Array("q\u{3}".utf8),
  ]

  static func leaving(_ face: Soak.Face) -> [UInt8] {
    switch face {
    case .console: Array("\u{1b}[201~\u{7}\u{3}\u{4}".utf8)
    case .menu: Array("\u{1b}\u{3}".utf8)
    case .prompt: [0x04]
    }
  }

  static func piece(_ face: Soak.Face, _ random: inout Random) -> [UInt8] {
    switch random.below(10) {
    case 0, 1: random.one(of: named)
    case 2: random.one(of: unfinished(face))
    case 3, 4: [random.one(of: controls(face))]
    case 5: random.one(of: broken)
    case 6: face == .menu ? Array(random.one(of: ["y", "n", "/", "表"]).utf8) : paste(face, &random)
    case 7, 8: Array((random.one(of: lines(face)) + (random.below(4) == 0 ? "" : "\r")).utf8)
    default: Array(String(random.one(of: Array("ae 0é表👩‍💻'\"\\e\u{301}"))).utf8)
    }
  }

  private static func paste(_ face: Soak.Face, _ random: inout Random) -> [UInt8] {
    let text = (0...random.below(4)).map { _ in random.one(of: lines(face)) }.joined(
      separator: random.one(of: ["\r", "\n", "\r\n"]))
    return Array(("\u{1b}[200~" + text + (random.below(4) == 0 ? "" : "\u{1b}[201~")).utf8)
  }

  private static let named: [[UInt8]] = [
    "[A", "[B", "[C", "[D", "OA", "OB", "OC", "OD", "[H", "[F", "[1~", "[3~", "[4~", "[5~", "[6~", "[1;5C",
    "[1;5D", "[Z", "[15~",
  ].map { Array("\u{1b}\($0)".utf8) }
  private static let parts: [[UInt8]] = ["[", "[1;", "O", "[<0;3;4", "[200", "[201~"].map {
    Array("\u{1b}\($0)".utf8)
  }
  /// In the menu they end it.
  private static let escapes: [[UInt8]] = ["", "b", "f", ".", "d", "\u{1b}"].map { Array("\u{1b}\($0)".utf8) }
  private static let broken: [[UInt8]] = [
    [0xff], [0xc3], [0xe8, 0xa1], [0xf0, 0x9f, 0x91], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x80], [0xf8, 0x88],
  ]

  /// Parts of keys.
  private static func unfinished(_ face: Soak.Face) -> [[UInt8]] { face == .menu ? parts : parts + escapes }

  /// All but what holds up the terminal's output (Ctrl+S), and what ends or stops, which comes by itself.
  private static func controls(_ face: Soak.Face) -> [UInt8] {
    var keys = Set<UInt8>(1...0x1f).union([0x7f]).subtracting([0x13, 0x04, 0x1a, 0x1b, 0x1c, 0x0e, 0x0f])
    if face == .menu { keys.remove(0x03) }
    return keys.sorted()
  }

  private static func lines(_ face: Soak.Face) -> [String] {
    switch face {
    case .menu: ["j", "k", "g", "G", "x", "n", "x", "a", "r", "o", "c", "/l", "/表", "y"]
    case .console:
      [
        "status", "s", "output 1", "o 3", "output 2 | cat", "run -- sleep 5", "run --label l -- echo 表",
        "stop 2", "k 2", "k l",
        "wait 1 --timeout 1s", "restart 3", "attach 2", "a 1", "menu", "help", "help run", "notices", "badge",
        "cleanup", "!echo x",
        "search line", "explain -- npm run dev", "config", "sttaus", "output 99", "output 2 --follow",
        "status --watch", "output '",
        "extend 1 5", "pause 1", "resume 1", "answer 2 表",
      ]
    case .prompt:
      [
        "npm run dev", "npm test", "echo x", "(exit 3)", "simmer status", "simmer output 1",
        "simmer stop --all", "npm run dev | cat",
        "for i in 1 2; do echo $i; done", "echo 'open", "simmer menu", "simmer attach 2",
        "\\npm run dev", "vite &", "fg",
        "npm run dev && echo 表", "sleep 1", "TEST_TASK='exit 3' npm run dev", "simmer off", "simmer on",
        "unknown-command", "simmer stpo",
      ]
    }
  }
}
