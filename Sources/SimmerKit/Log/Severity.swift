// SPDX-License-Identifier: GPL-3.0-or-later

/// How bad a line is, as the developer who reads the log would say; not just whether the word is in it.
public enum Severity: Int, Comparable, Sendable {
  case ordinary, warning, error

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// Tells the severity of lines. Holds compiled patterns: make one and use it for all lines.
final class SeverityJudge {
  /// What no line of interest can do without: most lines end here. It must admit all that `errors` and `warnings` admit.
  private static let hint = #"""
    (?i:err|fail|exception|fatal|panic|crit|emerg|alert:|severe|traceback|uncaught|unhandled|caused[ ]by|warn|deprecat
    |abort|core[ ]dumped|segmentation|killed|terminated|out[ ]of[ ]memory|oom|refused|denied|not[ ]found|no[ ]such[ ]file
    |can(?:not|'t|[ ]not)[ ]|could[ ]not|couldn't|unable[ ]to|undefined[ ]ref|address[ ]already|no[ ]space[ ]left|elifecycle|crashed
    |exit(?:ed|ing)?\b|returned|stopped|timed[ ]out|vulnerabilit|backoff|sigsegv|sigabrt|sigbus|php[ ]notice|detected[ ]\*\*\*|sqlstate\[|\(!\)[ ]|attempt[ ]to[ ]|:[ ](?:f[48]|e9)\d\d[ ]
    |"s":"[efw]"|fehler|erreur|fout:|шибка|エラー|错误|錯誤|오류|conflict[ ]\(|<[ew]>[ ]|^[efw]/|bad[ ]gateway|service[ ]unavailable|gateway[ ]time)
    |\bE(?:ADDRINUSE|CONN|NOENT|ACCES|PERM|NOSPC|MFILE|TIMEDOUT|RESOLVE|NOTFOUND|PIPE)
    |✗|✘|✖|✕|×|⨯|❌|⚠|●[ ]|not[ ]ok|"level":\s*[456]0|^[EFW]\d{4}[ ]|^E[ ]{2,}|\*\*[ ]\(|^[EeWw]:[ ]|^rspec[ ]|\.go:\d|[#]<[A-Z]
    |"[ ]5\d\d[ ]|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ]\S+[ ](?:HTTP/[\d.]+[ "]*)?[-( ]*5\d\d\b|[Ss]tatus(?:Code|_code)?"?[:=][ ]?5\d\d|Completed[ ]5
    """#

  /// Taken away before anybody looks: they hold the words and mean nothing.
  private static let decoys = #"""
    (?i)(?:\b(?:0|no|zero|without(?:[ ]any)?)[ ](?:\w+[ ]){0,2}?(?:errors?|failures?|failed|warnings?|exceptions?|problems?|issues?)\b
    |\b(?:errors?|failures?|failed|warnings?|exceptions?|err)\b["']?[ ]?[:=][ ]?["']?(?:0\b|none\b|null\b|false\b|nil\b)(?![.\d])
    |[\w./@+~-]*(?:error|exception|fail|warn|panic|fatal)[\w.-]*\.(?:m?[jt]sx?|cjs|vue|svelte|py|rb|rs|go|java|kt|c|h|cc|cpp|hpp|cs|php|html?|css|scss|md|json|ya?ml|log|txt|map|erb|class|o|so|toml|sql)\b(?:[:(]\d+)*
    |(?<=[/\\])[\w.-]*(?:error|exception|fail|warn|panic|fatal)[\w.-]*(?=[/\\])
    |(?<=[/?&])(?:error|errors|fail|warning|warnings)(?=[/?&\s"'=]|$)
    |--?[\w-]*(?:error|fail|warn)[\w-]*
    |-W?(?:error|warnings?)=\w+
    |\b(?:recover(?:ed|ing|y)?|retry(?:ing)?|resum(?:ed|ing)|succeeded|successful(?:ly)?)\b[^:]*\b(?:errors?|failures?)\b(?![ ]*:)
    |\b(?:raise|throw|new)[ ](?:new[ ])?[\w.:\\]*(?:error|exception)[(;].*$)
    """#

  /// Lines that tell of something that went well, whatever they quote.
  private static let passes = #"""
    ^\s*>?\s*\d+[ ]\||^\s+\|[ ]+[\^~-]|^\s+at[ ].*(?:\)|:\d+)$|^[\s│┃|>]*(?:✓|✔|√|☑|✅|PASS(?:ED)?\b|---[ ]PASS|ok[ ]\d+\b|ok\s+\S+\s+[\d.]+s|\[[ ]+OK[ ]+\]|\[PASS\])
    |(?:\bPASSED|\.\.\.\s?ok|[ ]ok)(?:\s+\[\s*\d+%\])?\s*$
    """#

  private static let errors = #"""
    (?:^|[\s\[(|<"':=])(?:ERROR|ERR!|FATAL|CRITICAL|CRIT|PANIC|EMERG(?:ENCY)?|SEVERE|ERRO?)(?=[\s\])|>!,"':;]|$)
    |^[\s>│┃|]*(?:\S{1,40}[ ]{0,2}[|│][ ]{0,2})?(?i:error|fatal|err|panic|critical)(?:\[[\w.-]+\]|[ ][A-Z]+\d+)?[ ]?(?:!|:)
    |(?i:(?<![\w.-])(?:fatal[ ])?error(?:\[[\w]+\]|[ ](?:in|TS|CS|NG|C|E|LNK)\d*)?:(?!:))
    |(?i:\[(?:error|fatal|err|crit(?:ical)?|emerg|alert|panic)\])|(?i:\bnpm[ ](?:err!|error)\b)
    |(?i:["']?(?:level|lvl|severity|loglevel|log\.level)["']?(?:=|\s*:\s*)["']?(?:error|fatal|critical|panic|emergency|alert|err)\b)
    |"level":\s*[56]0\b
    |\b\w*[a-z]\w*(?:Error|Exception|Failure)\b(?=\s*(?:[:(\[{]|$|[ ]at\b|[ ]in\b|[ ]\[))|(?<![\w.-])(?:[A-Z]\w*)?(?:Error|Exception)(?=:|[ ]\{|$)
    |(?i:unhandled[ ]?(?:promise|rejection|exception|error)|uncaught[ ]|traceback[ ]\(|panicked[ ]at|segmentation[ ](?:fault|violation)|\bSIG(?:SEGV|ABRT|BUS)\b|core[ ]dumped|\bout[ ]of[ ]memory\b|oom-?kill)
    |(?:^|[|│\]:>])[ ]{0,4}(?:CMake[ ])?(?:Error|Failure)[ ](?:(?!handling|reporting|logging|tracking|checking|monitoring)[a-z]+ing|response|in|while|during|when|at|on|from)\b
    |^\s*(?i:caused[ ]by):|^panic:|^fatal[ ]error|^\s*\*\*[ ]\(|^(?:ERRORS|FAILURES)!|^\*\*\*[ ].*detected[ ]\*\*\*|^[Ee]:[ ]\S|^<e>[ ]|^[EF]/[\w.]+\s*\(|\s(?:kernel[ ])?panic:[ ]|\b[Kk]ernel[ ]panic\b|^[\w./-]+:[ ]error[ ](?!handling|reporting|logging|tracking|checking|monitoring)[a-z]+ing\b|[#]<[A-Z][\w:]*:[ ]
    |^\S*\.go:\d+:\d+:[ ](?!note|warning|info)|^\s+\d+:\d+\s+error\s|^\s*●[ ].+[ ]›[ ]|^rspec[ ]\S+:\d+[ ][#]|^(?:fail|crit):[ ]\S|^[#][ ]fail[ ][1-9]|^CONFLICT[ ]\(
    |(?i:\b(?:errors?|failures?|failed|unreachable)["']?[ ]?[:=][ ]*[1-9]\d*(?!\w|\.\d))|\bERR_[A-Z_]{3,}|\bSQLSTATE\[(?!00)|(?i:\berrored\b)|:\d+:[ ]attempt[ ]to[ ]|:\d+:\d+:[ ](?:F[48]|E9)\d\d[ ]|\bwith[ ]failure[ ]status\b
    |(?i:\berror[ ]occurred\b|\bgot[ ]error\b|\bsymbols?(?:\(s\))?[ ]not[ ]found|\bexited[ ]\([1-9]|\b(?:bad[ ]gateway|service[ ]unavailable|gateway[ ]time-?out)\b)
    |(?i:\b(?:syntax|execution|runtime|parse|compile|internal|system|network|server)[ ]error\b(?![ ]*(?:handl|report|page|log|budget)))
    |\baborted!|^==[ ][A-Z]\w*[ ]error[ ]
    |\b(?:CrashLoopBackOff|ImagePullBackOff|ErrImagePull|OOMKilled)\b|"s":"[EF]"
    |(?:^|[\s\[])(?:[Ff]ehler|FEHLER|[Ee]rreur|ERREUR|[Ff]out|(?:О|о)шибка|エラー|错误|錯誤|오류)[ ]?(?::|：)
    |^[\s│┃|>]*(?:FAIL(?:ED|URE)?\b|---[ ]FAIL|not[ ]ok\b|(?:✗|✘|✖|✕|×|⨯|❌)(?=\s|$))|\b(?:FAILED|FAILURE|BUILD[ ]FAILED)\b
    |(?<![\d.])(?i:[1-9]\d*[ ](?:\w+[ ]){0,2}?(?:errors?|failed|failures?|failing)\b)|(?i:\bfound[ ][1-9]\d*[ ]errors?)
    |(?i:\b(?:failed|fails|failure)(?=[ ](?:to|with|on|in|at|while|because|due|during|after|for|compil|build|load|start|run|assert)|[.:!;]|\s*$))
    |(?i:\b(?:cannot|can't|can[ ]not|could[ ]not|couldn't|unable[ ]to)[ ](?:find|resolve|open|read|write|connect|load|bind|start|access|create|parse|import|listen|allocate|determine|get|be|locate|execute|run|stat)\b)
    |(?i:\b(?:EADDRINUSE|ECONNREFUSED|ECONNRESET|ENOENT|EACCES|EPERM|ENOSPC|EMFILE|ETIMEDOUT|ELIFECYCLE|ERESOLVE|ENOTFOUND|EPIPE)\b)
    |(?i:address[ ]already[ ]in[ ]use|connection[ ](?:refused|reset)|\btimed[ ]out\b|permission[ ]denied|command[ ]not[ ]found|^\S*sh:[ ].*:[ ]not[ ]found$|no[ ]such[ ]file[ ]or[ ]directory|module[ ]not[ ]found|undefined[ ]reference|no[ ]space[ ]left)
    |(?i:\b(?:exit(?:ed)?|exit(?:ing)?|failed|returned|stopped|terminated)\b(?:[ ]\w+){0,3}?[ ](?:code|status)[:=]?[ ]*(?!0\b)-?\d+)|(?i:\bapp[ ]crashed\b|\bcrashed\b)
    |^(?:g?make|ninja)(?:\[\d+\])?:[ ](?:\*\*\*|build[ ]stopped)|^(?:Killed|Aborted|Terminated)\b|^[EF]\d{4}[ ]\d|^E[ ]{2,}\S
    |"[ ]5\d\d[ ](?:\d|-)|\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ ]\S*/\S*(?:[ ]HTTP/[\d.]+)?["]?[ ][-(]*5\d\d\b|"status(?:Code|_code)?":\s*5\d\d\b|\bCompleted[ ]5\d\d\b|(?:^|[ ])status=5\d\d\b
    """#

  private static let warnings = #"""
    (?:^|[\s\[(|<"':])(?i:warn(?:ing)?|deprecat(?:ed|ion(?:[ ]notice|warning)?))(?=[\s\])|>!,"':;\[]|$)
    |(?i:["']?(?:level|lvl|severity)["']?\s*[=:]\s*["']?warn(?:ing)?\b)|"level":\s*40\b|\w+Warning\b|(?i:\bis[ ]deprecated\b)
    |^[\s│┃|>]*(?:\S{1,40}[ ]{0,2}[|│:][ ]{0,2})?⚠|^W\d{4}[ ]\d|^W/[\w.]+\s*\(|^[Ww]:[ ]\S|^\(!\)[ ]|^<w>[ ]|\bPHP[ ]Notice:|"s":"W"|\b[1-9]\d*[ ](?:\w+[ ])?vulnerabilit|(?<![\d.])(?i:[1-9]\d*[ ](?:\w+[ ])?warnings?\b)|(?i:^\s*warn\b)
    """#

  // Compiled when they are first needed: for most lines `tokens` is enough.
  private lazy var hint = Self.compile(Self.hint)
  private lazy var decoys = Self.compile(Self.decoys)
  private lazy var passes = Self.compile(Self.passes)
  private lazy var errors = Self.compile(Self.errors, limitsBeginning: true)
  private lazy var warnings = Self.compile(Self.warnings)
  private var kept: [UInt8] = []

  private static func compile(_ pattern: String, limitsBeginning: Bool = false) -> PerlRegex? {
    try? PerlRegex("(?x)" + pattern.replacingNewlines, caseSensitive: true, limitsBeginning: limitsBeginning)
  }

  /// Whether all patterns are ones: for the tests.
  var isComplete: Bool { ![hint, decoys, passes, errors, warnings].contains { $0 == nil } }

  /// What a block can be searched for to find the lines that `severity` has to look at: of those that are a warning or
  /// an error, each holds one of these, or is the first of the block.
  static let tokens = Tokens(
    [
      "err", "fail", "exception", "fatal", "panic", "crit", "emerg", "alert:", "severe", "traceback",
      "uncaught",
      "unhandled", "caused by", "warn", "deprecat", "abort", "core dumped", "segmentation", "killed",
      "terminated",
      "out of memory", "oom", "refused", "denied", "not found", "no such file", "cannot ", "can't ",
      "can not ",
      "could not", "couldn't", "unable to", "undefined ref", "address already", "no space left", "elifecycle",
      "crashed", "exit", "returned", "stopped", "timed out", "vulnerabilit", "backoff", "sigsegv", "sigabrt",
      "sigbus",
      "php notice", "detected ***", "conflict (", "sqlstate[", "(!) ", "<e> ", "<w> ", "\ne/", "\nf/", "\nw/",
      "bad gateway", "e unavailable", "gateway time", "attempt to ",
      "\"s\":\"e\"",
      "\"s\":\"f\"",
      "\"s\":\"w\"", "#<", "\nrspec ", "fehler", "erreur", "fout:", "шибка", "エラー", "错误", "錯誤", "오류", "✕",
      "● ", "eaddrinuse", "econn", "enoent", "eacces", "eperm", "enospc",
      "emfile",
      "etimedout", "eresolve", "enotfound", "epipe", "✗", "✘", "✖", "×", "⨯", "❌", "⚠", "not ok",
      "\"level\":4",
      "\"level\":5", "\"level\":6", "\"level\": ", "\"level\":\t", "** (", "\ne  ", "\ne: ", "\nw: ",
      ".go:\(Tokens.digit)",
    ]
      + [": f4", ": f8", ": e9"].map { $0 + String(repeating: Tokens.digit, count: 2) + " " }
      + ["\ne", "\nf", "\nw"].map { $0 + String(repeating: Tokens.digit, count: 4) + " " }
      + [
        "\" 5", "status\":5", "status\": 5", "status\":\t5", "code\":5", "code\": 5", "code\":\t5",
        "status=5", "completed 5",
      ]
      .map { $0 + String(repeating: Tokens.digit, count: 2) },
    // Answers to requests.
    afterPaths: [" 5", "-5", "(5"].map { $0 + String(repeating: Tokens.digit, count: 2) })

  func severity(of line: UnsafeRawBufferPointer) -> Severity {
    // Beyond some thousand characters a line is data: a bundle, a dump.
    let line = UnsafeRawBufferPointer(rebasing: line.prefix(4096))
    guard Self.canMatter(line), let hint, let decoys, let passes, let errors, let warnings else {
      return .ordinary
    }
    guard hint.firstMatch(in: line) != nil, passes.firstMatch(in: line) == nil else { return .ordinary }
    guard decoys.firstMatch(in: line) != nil else { return judge(line, errors, warnings) }
    kept.removeAll(keepingCapacity: true)
    var place = 0
    while place < line.count, let decoy = decoys.firstMatch(in: line, from: place), !decoy.isEmpty {
      kept += line[place..<decoy.lowerBound]
      kept.append(UInt8(ascii: "_"))
      place = decoy.upperBound
    }
    kept += line[place...]
    return kept.withUnsafeBytes { judge($0, errors, warnings) }
  }

  /// Whether a line holds a token. Those that begin with the end of the line before are told by the first letter.
  private static func canMatter(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let first = line.first else { return false }
    return "EFWRefwr*".utf8.contains(first) || tokens.find(in: line, from: 0) != nil
  }

  private func judge(_ line: UnsafeRawBufferPointer, _ errors: PerlRegex, _ warnings: PerlRegex) -> Severity {
    // What calls itself a warning or less is that, whatever it quotes.
    if let warning = warnings.firstMatch(in: line) {
      return errors.firstMatch(in: line, beginningBy: warning.lowerBound) == nil ? .warning : .error
    }
    return errors.firstMatch(in: line) == nil ? .ordinary : .error
  }

  func severity(of text: some Sequence<UInt8>) -> Severity {
    Array(text).withUnsafeBytes { severity(of: $0) }
  }
}

extension String {
  /// The lines of a pattern that is written over several, as one.
  fileprivate var replacingNewlines: String { split(separator: "\n").joined() }
}
