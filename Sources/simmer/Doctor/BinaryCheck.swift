// SPDX-License-Identifier: GPL-3.0-or-later

import CReadline
import SimmerKit

/// What this program is.
enum BinaryCheck {
  static func findings() -> [Finding] {
    var findings: [Finding] = []
    if let path = try? ThisProcess.program() {
      findings.append(Finding(.ok, "simmer", "\(Simmer.version) at \(path)"))
    } else {
      findings.append(Finding(.broken, "simmer", "cannot tell where it lies", advice: "is /proc mounted?"))
    }
    let pcre2 = Libraries.pcre2
    findings.append(
      Finding(
        .ok, "libraries",
        "GNU readline \(String(cString: simmer_readline_version())), PCRE2 \(pcre2.version)\(pcre2.hasJIT ? " with JIT" : "")"
      ))
    return findings
  }
}
