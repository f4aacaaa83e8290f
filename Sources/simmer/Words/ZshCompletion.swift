// SPDX-License-Identifier: GPL-3.0-or-later

import SimmerKit

/// The completion of zsh: `_arguments` for each verb, with the words of the help as descriptions.
enum ZshCompletion {
  static func text(_ tree: CommandTree, script: [UInt8]) -> String {
    let verbs =
      tree.verbs.map { (name: $0.commandName, abstract: $0.abstract ?? "") }
      + tree.verbs.flatMap { verb in
        (verb.aliases ?? []).map { (name: $0, abstract: "The same as \(verb.commandName).") }
      }
      + CommandTree.shellVerbs + [(name: "help", abstract: "Show help.")]
    let list = verbs.map { "    " + ShellQuote.word("\($0.name):\(brief($0.abstract))") + "\n" }.joined()
    return String(decoding: script, as: UTF8.self) + """

      _simmer() {
        local -a verbs=(
      \(list)  )
        local -a help=('(- : *)'{-h,--help}'[Show help]')
        if (( CURRENT == 2 )); then
          if [[ $PREFIX == -* ]]; then
            _arguments $help '(- : *)--version[Show the version]'
          else
            _describe -t commands command verbs
          fi
          return
        fi
        local verb=$words[2]
        shift words
        (( CURRENT-- ))
        case $verb in
      \(tree.verbs.map { entry($0, depth: 2) }.joined())    help) _describe -t commands command verbs ;;
          *) _arguments $help ;;
        esac
      }

      if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
        _simmer "$@"
      elif (( $+functions[compdef] )); then
        compdef _simmer simmer
      fi

      """
  }

  private static func entry(_ verb: CommandTree.Verb, depth: Int) -> String {
    let margin = String(repeating: "  ", count: depth)
    let specs = verb.options.flatMap(option) + places(verb)
    let flags = verb.places.contains { $0.isBehindTerminator } ? "-S " : ""
    var call = "_arguments -s \(flags)$help"
    for spec in specs { call += " \\\n\(margin)    \(spec)" }
    if verb.inner.isEmpty {
      return "\(margin)\(verb.names.joined(separator: " | ")))\n\(margin)  \(call) ;;\n"
    }
    // A verb of its own behind the verb, or what the verb itself takes.
    let inner = verb.inner.map { ShellQuote.word("\($0.commandName):\(brief($0.abstract ?? ""))") }
    return """
      \(margin)\(verb.names.joined(separator: " | ")))
      \(margin)  if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then
      \(margin)    local -a inner=(\(inner.joined(separator: " ")))
      \(margin)    _describe -t commands command inner
      \(margin)  elif [[ $words[2] != (\(verb.inner.map(\.commandName).joined(separator: "|"))) ]]; then
      \(margin)    \(call)
      \(margin)  else
      \(margin)    verb=$words[2]
      \(margin)    shift words
      \(margin)    (( CURRENT-- ))
      \(margin)    case $verb in
      \(verb.inner.map { entry($0, depth: depth + 3) }.joined())\(margin)    esac
      \(margin)  fi ;;

      """
  }

  private static func option(_ option: CommandTree.Word) -> [String] {
    guard option.spellings.first != "-h" else { return [] }
    let others =
      option.isRepeating || option.spellings.count < 2 ? "" : "(\(option.spellings.joined(separator: " ")))"
    let star = option.isRepeating ? "*" : ""
    let text = "[\(brief(option.summary))]"
    return option.spellings.map { name in
      guard option.kind == .option else { return ShellQuote.word(others + star + name + text) }
      let suffix = name.hasPrefix("--") ? "=" : "+"
      return ShellQuote.word(
        "\(others)\(star)\(name)\(suffix)\(text):\(option.valueName ?? "value"):\(action(option.value))")
    }
  }

  private static func places(_ verb: CommandTree.Verb) -> [String] {
    verb.places.map { place in
      if place.isBehindTerminator { return "'(-)*:: :_normal'" }
      let name = place.valueName ?? "argument"
      return ShellQuote.word("\(place.isRepeating ? "*" : ""):\(name):\(action(place.value))")
    }
  }

  private static func action(_ value: CommandTree.Value) -> String {
    switch value {
    case .nothing, .anything: " "
    case .tasks: "{__simmer_tasks tasks}"
    case .running: "{__simmer_tasks running}"
    case .directory: "_files -/"
    case .file: "_files"
    case .program: "_command_names -e"
    case .command: "_normal"
    case .words(let words): "(\(words.map { $0.replacing(":", with: "\\:") }.joined(separator: " ")))"
    }
  }

  /// A description: short, without what `_arguments` and `_describe` would read as a sign.
  private static func brief(_ text: String) -> String {
    var text = text
    if text.hasSuffix(".") { text.removeLast() }
    for sign in ["[", "]", ":"] { text = text.replacing(sign, with: "\\" + sign) }
    return text
  }
}
