// SPDX-License-Identifier: GPL-3.0-or-later

/// The verbs that a shell runs while somebody waits are matched before the argument parser wakes.
let words = (1..<max(1, CommandLine.argc)).map { String(cString: CommandLine.unsafeArgv[Int($0)]!) }
if let verb = words.first, let hot = HotVerb(word: verb) {
  hot.answer(words.dropFirst())
}
Simmer.main(words)
