// SPDX-License-Identifier: GPL-3.0-or-later

import Synchronization
public import SystemPackage

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A program that is run to its end, with all that it wrote.
///
/// It leads a process group of its own, which is killed when the deadline passes. Its signals are the default ones.
public struct Command {
  /// What is left of a program that ended.
  public struct Result: CustomStringConvertible {
    public var stdout: String
    public var stderr: String
    /// The exit code, or 128 plus the signal.
    public var code: Int32
    /// How long it took until the last of its output was closed, in seconds.
    public var seconds: Double

    public var lines: [String] { stdout.split(separator: "\n").map(String.init) }
    public var description: String { "exit \(code)\nstdout: \(stdout)\nstderr: \(stderr)" }
  }

  /// The program by its full path, and its arguments.
  public var arguments: [String]
  public var environment: [String: String]
  public var directory: FilePath?
  public var input: [UInt8] = []
  /// Seconds.
  public var deadline = 60.0

  public init(_ arguments: [String], environment: [String: String], in directory: FilePath? = nil) {
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }

  /// Runs it and waits for its end and the end of its output.
  ///
  /// - Throws: `NeverHappened` when the deadline passes, `Errno` if the program cannot be started.
  public func run() throws -> Result {
    let began = now()
    // One child at a time: another that is started between a pipe and its close-on-exec mark would inherit the
    // pipe, and the end of output would never be seen.
    var (pid, exchange) = try starting.withLock { _ in
      let (stdin, stdinWriter) = try closeOnExecPipe()
      let (stdoutReader, stdout) = try closeOnExecPipe()
      let (stderrReader, stderr) = try closeOnExecPipe()
      defer { for end in [stdin, stdout, stderr] { close(end) } }
      var exchange = Exchange(writer: stdinWriter, readers: [stdoutReader, stderrReader], input: input)
      do {
        return (try start(stdin: stdin, stdout: stdout, stderr: stderr), exchange)
      } catch {
        exchange.close()
        throw error
      }
    }
    let finished = exchange.run(until: began + deadline)
    if !finished { kill(-pid, SIGKILL) }
    let status = wait(for: pid)
    exchange.close()
    let result = Result(
      stdout: String(decoding: exchange.output[0], as: UTF8.self),
      stderr: String(decoding: exchange.output[1], as: UTF8.self),
      code: status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f,
      seconds: now() - began)
    guard finished else {
      throw NeverHappened(what: "the end of \(arguments.joined(separator: " "))", seen: "\(result)")
    }
    return result
  }

  /// Starts it, to be spoken to: its standard error is thrown away.
  func converse() throws -> (pid: pid_t, input: Int32, output: Int32) {
    signal(SIGPIPE, SIG_IGN)
    return try starting.withLock { _ in
      let (stdin, writer) = try closeOnExecPipe()
      let (reader, stdout) = try closeOnExecPipe()
      let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { for end in [stdin, stdout, nothing] { close(end) } }
      return (try start(stdin: stdin, stdout: stdout, stderr: nothing), writer, reader)
    }
  }

  private func start(stdin: Int32, stdout: Int32, stderr: Int32) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (source, target) in [(stdin, 0), (stdout, 1), (stderr, 2)] {
      posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    let words = directory.map { ["/usr/bin/env", "-C", $0.string] } ?? []
    let argv = (words + arguments).map { strdup($0) } + [nil]
    let envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var pid: pid_t = 0
    let error = posix_spawn(&pid, argv[0]!, &actions, &attributes, argv, envp)
    guard error == 0 else { throw Errno(rawValue: error) }
    return pid
  }

  private func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

/// The traffic with a child: what is written to it and what it says, without a deadlock between the two.
private struct Exchange {
  var writer: Int32
  var readers: [Int32]
  var input: [UInt8]
  var output: [[UInt8]] = [[], []]

  init(writer: Int32, readers: [Int32], input: [UInt8]) {
    self.writer = writer
    self.readers = readers
    self.input = input
    signal(SIGPIPE, SIG_IGN)
    _ = fcntl(writer, F_SETFL, fcntl(writer, F_GETFL) | O_NONBLOCK)
  }

  /// Returns false if `end` came first.
  mutating func run(until end: Double) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while readers.contains(where: { $0 >= 0 }) {
      if writer >= 0 && input.isEmpty { closeWriter() }
      var polled =
        readers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        + [pollfd(fd: writer, events: Int16(POLLOUT), revents: 0)]
      let left = end - now()
      guard left > 0, poll(&polled, nfds_t(polled.count), Int32(left * 1000) + 1) >= 0 || errno == EINTR
      else { return false }
      for index in readers.indices where polled[index].revents != 0 {
        let count = read(readers[index], &buffer, buffer.count)
        if count > 0 {
          output[index] += buffer[..<count]
        } else if count == 0 || errno != EINTR {
          Self.close(&readers[index])
        }
      }
      if polled[readers.count].revents != 0 {
        let count = write(writer, input, input.count)
        if count > 0 { input.removeFirst(count) } else if errno != EAGAIN { closeWriter() }
      }
    }
    return true
  }

  mutating func close() {
    closeWriter()
    for index in readers.indices { Self.close(&readers[index]) }
  }

  private mutating func closeWriter() { Self.close(&writer) }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { _ = Self.closeDescriptor(descriptor) }
    descriptor = -1
  }

  private static func closeDescriptor(_ descriptor: Int32) -> Int32 {
    #if canImport(Glibc)
    Glibc.close(descriptor)
    #else
    Darwin.close(descriptor)
    #endif
  }
}

private let starting = Mutex(())

private func closeOnExecPipe() throws -> (reader: Int32, writer: Int32) {
  var ends: [Int32] = [0, 0]
  guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}
