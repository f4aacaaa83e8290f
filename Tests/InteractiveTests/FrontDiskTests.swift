// SPDX-License-Identifier: GPL-3.0-or-later

import SystemPackage
import TestSupport
import Testing

/// A line in front of the terminal, and a store whose disk is full.
struct FrontDiskTests {
  private static let canMount: Bool = {
    let attempt = "unshare --mount --propagation private mount -t tmpfs none /mnt"
    let environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
    return (try? Command(["/bin/sh", "-c", attempt], environment: environment).run().code) == 0
  }()

  @Test(.enabled(if: canMount, "file systems cannot be mounted here"), arguments: Shell.allCases)
  func `a full disk costs neither output nor status, and no second run`(shell: Shell) throws {
    try Sandbox.with { sandbox in
      try sandbox.addActors("pytest")
      // The shell goes to a mount namespace of its own, so that nothing can stay mounted.
      let command = shell.command(in: sandbox).joined(separator: " ")
      let move = """
        if [[ -z ${SMALL_DISK-} ]]; then
          export SMALL_DISK=yes
          exec unshare --mount --propagation private sh -c \
            'mkdir -p "$SIMMER_HOME" && mount -t tmpfs -o size=512k,mode=700 none "$SIMMER_HOME" && exec \(command)'
        fi
        """
      let session = try Session(sandbox, shell, .init(before: move))
      // It fills while the line runs.
      let filling = try session.run(
        "ACT='head -c 1000000 /dev/zero | tr \"\\0\" \"\\r\"; echo done; exit 5' pytest")
      #expect(filling.status == 5)
      #expect(filling.output == ["done"])
      let record = try session.output(of: "simmer status 1 --json | grep -E '\"(code|lost_bytes)\"'")
      #expect(record.contains("\"code\" : 5") && !record.contains("\"lost_bytes\" : 0"), "\(record)")
      // It is full before.
      try session.run("dd if=/dev/zero of=$SIMMER_HOME/ballast bs=512 2>/dev/null; clear")
      let refused = try session.run("ACT='echo run | tee -a ran; exit 3' pytest")
      #expect(refused.output.last == "run" && refused.status == 3, "\(refused)")
      #expect(sandbox.file("work/ran").text == "run\n")
    }
  }
}
