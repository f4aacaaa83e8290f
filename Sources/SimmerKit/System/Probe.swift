// SPDX-License-Identifier: GPL-3.0-or-later

import CSimmer
import SystemPackage

/// Processes that find out something and end with 0 if it is so: their supervisor never waits for an answer itself.
enum Probe {
  /// Asks `address` for a page: 0 when the answer is from 200 to 499. Returns the process, nil when there can be none.
  static func ask(_ address: WebAddress) -> Int32? {
    let pid = simmer_fork()
    guard pid == 0 else { return pid > 0 ? pid : nil }
    simmer_become_probe()
    ThisProcess.leave(answers(address) ? 0 : 1)
  }

  /// Runs `line` with `/bin/sh` in `directory`. Returns the process, nil when there can be none.
  static func run(_ line: String, in directory: FilePath) -> Int32? {
    let pid = simmer_fork()
    guard pid == 0 else { return pid > 0 ? pid : nil }
    simmer_become_probe()
    guard (try? Access.enter(directory)) != nil else { ThisProcess.leave(126) }
    CStrings.with([Array("sh".utf8), Array("-c".utf8), Array(line.utf8)]) { arguments in
      simmer_execute("/bin/sh", arguments)
    }
    ThisProcess.leave(127)
  }

  /// Ends a probe that was not collected yet, with all in its process group.
  static func kill(_ pid: Int32) { ProcessGroup.send(.kill, to: pid) }

  private static func answers(_ address: WebAddress) -> Bool {
    let descriptor = FileDescriptor(rawValue: simmer_connect(address.host, address.port))
    guard descriptor.rawValue >= 0 else { return false }
    let request =
      "GET \(address.path) HTTP/1.0\r\nHost: \(address.host):\(address.port)\r\nUser-Agent: simmer\r\nAccept: */*\r\n\r\n"
    guard (try? descriptor.writeFully(Array(request.utf8))) != nil,
      let head = (try? descriptor.exactly("HTTP/1.1 200".utf8.count)) ?? nil, head.starts(with: "HTTP/".utf8)
    else { return false }
    guard let code = Int(ascii: head.suffix(3)) else { return false }
    return (200...499).contains(code)
  }
}
