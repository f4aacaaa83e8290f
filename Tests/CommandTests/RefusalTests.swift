// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// What cannot start is refused before anything runs: one line, exit code 3, nothing left in the store.
struct RefusalTests {
  /// Expects that `simmer run ARGUMENTS -- 'touch ran'` is refused and nothing ran.
  private func refused(_ sandbox: Sandbox, _ result: Command.Result, saying text: String) {
    expectRefusal(result, 3, saying: text)
    #expect(!sandbox.file("work/ran").exists)
    #expect(sandbox.file("store/tasks").entries == [])
    #expect(sandbox.file("store/live").entries == [])
    #expect(sandbox.file("store/done").entries == [])
  }

  @Test(arguments: [
    (["--cwd", "/nonexistent"], "/nonexistent"), (["--cwd", "/etc/passwd"], "directory"),
    (["--shell", "/nonexistent/sh"], "/nonexistent/sh"), (["--shell", "/etc/passwd"], "/etc/passwd"),
    (["--shell", "/etc"], "/etc"),
  ])
  func `a place or shell that is not there is refused`(options: [String], text: String) throws {
    try Sandbox.with { sandbox in
      let result = try Command(
        ["\(sandbox.bin)/simmer", "run"] + options + ["--", "touch ran"], environment: sandbox.environment,
        in: sandbox.work
      ).run()
      refused(sandbox, result, saying: text)
    }
  }

  @Test func `a program that is not there is refused`() throws {
    try Sandbox.with { sandbox in
      refused(
        sandbox, try sandbox.simmer("run", "--", "/nonexistent/program", "argument"),
        saying: "/nonexistent/program")
      refused(
        sandbox, try sandbox.simmer("run", "--", "no-such-program", "argument"), saying: "no-such-program")
      refused(sandbox, try sandbox.simmer("run", "--", "/etc/passwd", "argument"), saying: "/etc/passwd")
    }
  }

  @Test func `arguments that make no sense are a matter of usage`() throws {
    try Sandbox.with { sandbox in
      expectRefusal(try sandbox.simmer("run"), 2)
      expectRefusal(try sandbox.simmer("run", "--timeout", "soon", "--", "true"), 2)
      expectRefusal(try sandbox.simmer("run", "--timeout", "-1", "--", "true"), 2)
      expectRefusal(try sandbox.simmer("run", "--timeout", "nan", "--", "true"), 2)
      expectRefusal(try sandbox.simmer("run", "--streams", "both", "--", "true"), 2)
      expectRefusal(try sandbox.simmer("run", "--nonsense", "--", "true"), 2)
      expectRefusal(try sandbox.simmer("nonsense"), 2)
      expectRefusal(try sandbox.simmer("stop"), 2)
      expectRefusal(try sandbox.simmer("init", "fish"), 2)
      #expect(!sandbox.store.exists)
    }
  }

  @Test func `a task that is not known is exit code 1`() throws {
    try Sandbox.with { sandbox in
      for verb in ["status", "output", "stop", "wait"] {
        expectRefusal(try sandbox.simmer(verb, "7"), 1, saying: "7")
        expectRefusal(try sandbox.simmer(verb, "web"), 1, saying: "web")
        expectRefusal(try sandbox.simmer(verb, "%npm"), 1)
      }
    }
  }

  @Test(arguments: ["/proc/simmer", "/dev/null/store", "/etc/passwd"])
  func `a store that cannot be made is refused`(home: String) throws {
    try Sandbox.with { sandbox in
      refused(
        sandbox, try sandbox.simmer("run", "--", "touch ran", with: ["SIMMER_HOME": home]), saying: home)
    }
  }

  @Test(.enabled(if: Privilege.isRoot, "only root can become another user"))
  func `a store that another user owns is refused`() throws {
    try Sandbox.with { sandbox in
      try sandbox.start("--", "true")
      _ = try sandbox.end()
      _ = try sandbox.run("chmod", "-R", "a+rwX", sandbox.root.string)
      let before = sandbox.file("store/tasks").entries
      let result = try sandbox.run(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "simmer", "run", "--", "touch ran")
      expectRefusal(result, 3, saying: "store")
      #expect(!sandbox.file("work/ran").exists)
      #expect(sandbox.file("store/tasks").entries == before)
    }
  }

  @Test(.enabled(if: Privilege.isRoot, "only root can become another user"))
  func `a store in a place that may not be written is refused`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("chmod", "755", sandbox.root.string, sandbox.work.string, sandbox.bin.string)
      let result = try sandbox.run(
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "simmer", "run", "--", "touch ran")
      refused(sandbox, result, saying: "store")
    }
  }

  @Test(.enabled(if: Privilege.canMount, "file systems cannot be mounted here"))
  func `a full disk is refused`() throws {
    try Sandbox.with { sandbox in
      // In a mount namespace of its own, so that nothing can stay mounted.
      let result = try sandbox.run(
        "unshare", "--mount", "--propagation", "private", "sh", "-c",
        """
        mkdir -p "$SIMMER_HOME" && mount -t tmpfs -o size=256k,mode=700 none "$SIMMER_HOME" || exit 99
        dd if=/dev/zero of="$SIMMER_HOME/ballast" bs=4k 2>/dev/null
        simmer run -- 'touch ran'; code=$?
        ls -A "$SIMMER_HOME/tasks" >entries 2>/dev/null
        exit "$code"
        """)
      refused(sandbox, result, saying: "space")
      #expect(sandbox.file("work/entries").text ?? "" == "")
    }
  }

  @Test(.enabled(if: Privilege.canMount, "file systems cannot be mounted here"))
  func `a store on a disk that is read-only is refused`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.run(
        "unshare", "--mount", "--propagation", "private", "sh", "-c",
        """
        mkdir -p "$SIMMER_HOME" && mount -t tmpfs -o ro,mode=700 none "$SIMMER_HOME" || exit 99
        exec simmer run -- 'touch ran'
        """)
      refused(sandbox, result, saying: "Read-only file system")
    }
  }

  @Test(.enabled(if: Privilege.canMount, "file systems cannot be mounted here"))
  func `a disk that fills later loses output and not the end of a task`() throws {
    try Sandbox.with { sandbox in
      let result = try sandbox.run(
        "unshare", "--mount", "--propagation", "private", "sh", "-c",
        """
        mkdir -p "$SIMMER_HOME" && mount -t tmpfs -o size=512k,mode=700 none "$SIMMER_HOME" || exit 99
        simmer run -- 'head -c 3000000 /dev/zero | tr "\\0" x; exit 5'
        simmer wait 1; echo "code $?"
        simmer status 1 --json
        """)
      #expect(result.stdout.contains("code 5"), "\(result)")
      #expect(result.stdout.contains("\"state\" : \"failed\""), "\(result)")
      #expect(!result.stdout.contains("\"lost_bytes\" : 0"), "\(result)")
    }
  }

  @Test(.enabled(if: Privilege.isRoot, "only root can become another user"))
  func `too many processes is refused`() throws {
    try Sandbox.with { sandbox in
      _ = try sandbox.run("chmod", "-R", "a+rwX", sandbox.root.string)
      // A user of its own: the limit counts what the user has anywhere.
      let result = try sandbox.run(
        "setpriv", "--reuid=64321", "--regid=64321", "--clear-groups", "prlimit", "--nproc=1", "simmer",
        "run", "--", "touch ran")
      refused(sandbox, result, saying: "")
    }
  }

  @Test func `too few descriptors is refused or enough`() throws {
    try Sandbox.with { sandbox in
      for limit in 4...12 {
        let result = try sandbox.script("ulimit -n \(limit); exec simmer run -- true")
        if result.code != 0 {
          expectRefusal(result, 3)
        } else {
          #expect(Int(result.stdout.dropLast()) != nil, "\(result)")
        }
      }
      try eventually("the end of all") { sandbox.file("store/live").entries.isEmpty }
    }
  }
}

/// What the user of the tests may do.
enum Privilege {
  static let isRoot = succeeds("test \"$(id -u)\" = 0")
  static let canMount = succeeds("unshare --mount --propagation private mount -t tmpfs none /mnt")

  private static func succeeds(_ script: String) -> Bool {
    let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    return (try? Command(["/bin/sh", "-c", script], environment: environment).run().code) == 0
  }
}
