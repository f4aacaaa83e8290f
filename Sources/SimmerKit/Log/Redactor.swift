// SPDX-License-Identifier: GPL-3.0-or-later

/// Takes secrets out of what is shown. The log itself is never touched.
final class Redactor {
  private static let mark = Array("[redacted]".utf8)

  /// What is taken out; `\K` and lookaheads leave the words that say what it was.
  private static let patterns = [
    // Passwords in addresses: scheme://user:password@host.
    #"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:\K[^\s/@]+(?=@)"#,
    #"(?i)\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?(?:(?:bearer|basic|token|digest|negotiate)\s+)?\K[^\s"',]+"#,
    #"(?i)\bset-cookie["']?\s*:\s*["']?[\w.-]+=\K[^\s;"']+"#,
    #"(?i)(?<!set-)\bcookie["']?\s*:\s*["']?(?=[\w.-]+=)\K[^"']+"#,
    // Options of commands, and tokens that are given as values.
    #"(?i)(?<![\w-])--(?:[\w-]*-)?(?:password|passphrase|token|secret|api-?key)\s+["']?\K[^\s"'-][^\s"']{3,}"#,
    #"(?i)\b[\w.-]*token["']?\s*(?:=|["']\s*:)\s*["']?\K(?!\[redacted\])[^\s"',;&]{8,}"#,
    #"(?i)\b[\w.-]*(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|private[_-]?key|client[_-]?secret|secret[_-]?key[_-]?base|credential)s?["']?\s*(?:[:=]|=>)\s*["']?\K(?!\s|["']|(?:true|false|null|none|undefined)\b)[^\s"',;&]{4,}"#,
    #"(?i)[?&](?:token|key|sig|signature|password|access_token|api_key|x-amz-signature)=\K[^\s&"']+"#,
    #"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abposr]-[\w-]{10,}|sk-[\w-]{20,}|[sr]k_(?:live|test)_\w{16,}|npm_[A-Za-z0-9]{36}|pypi-[\w-]{30,}|AKIA[0-9A-Z]{16}|ASIA[0-9A-Z]{16}|AIza[\w-]{35}|SG\.[\w-]{16,}\.[\w-]{16,}|dop_v1_[0-9a-f]{64}|hf_[A-Za-z0-9]{30,})"#,
    // JSON Web Tokens (RFC 7519).
    #"\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*"#,
    #"-----BEGIN [A-Z ]*PRIVATE KEY-----\K.*?(?=-----END|$)"#,
  ]

  private let rules: [PerlRegex]
  private let keyBegin, keyBody, keyEnd: PerlRegex?
  private var isInKey = false

  /// - Parameter more: Patterns of the user; what they match is taken out.
  init(more: [String] = []) {
    rules = (Self.patterns + more).compactMap { try? PerlRegex($0, caseSensitive: true) }
    keyBegin = try? PerlRegex("-----BEGIN [A-Z ]*PRIVATE KEY-----", caseSensitive: true)
    keyBody = try? PerlRegex(#"^[\w:, |>.-]{0,40}[A-Za-z0-9+/=]{0,120}$"#, caseSensitive: true)
    keyEnd = try? PerlRegex("-----END [A-Z ]*PRIVATE KEY-----", caseSensitive: true)
  }

  /// Returns the next line without its secrets. Lines are to be given in their order: a private key goes over many.
  func redact(_ line: [UInt8]) -> [UInt8] {
    let ends = keyEnd?.firstMatch(in: line) != nil
    if isInKey {
      // The end may have been filtered away: what is no base64 (RFC 7468) is no key.
      let isKey = keyBody?.firstMatch(in: line) != nil
      isInKey = isKey && !ends
      if isKey, !ends { return Self.mark }
    }
    if !ends, keyBegin?.firstMatch(in: line) != nil { isInKey = true }
    var line = line
    for rule in rules {
      var place = 0
      while place < line.count, let found = line.withUnsafeBytes({ rule.firstMatch(in: $0, from: place) }),
        !found.isEmpty
      {
        line.replaceSubrange(found, with: Self.mark)
        place = found.lowerBound + Self.mark.count
      }
    }
    return line
  }
}

extension Harmless {
  /// Returns `text` on one line, without secrets: what agents are told of commands and answers.
  public static func redacted(_ text: String) -> String {
    var line = Array(Self.text(text).utf8)
    while line.last == 0x20 { line.removeLast() }
    return Self.visible(Redactor(more: Settings.redactions).redact(line))
  }
}
