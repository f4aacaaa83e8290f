// SPDX-License-Identifier: GPL-3.0-or-later

/// What makes a task ready, as it was asked for. Without one, its output and its ports are asked.
public enum ReadyCondition: Equatable, Sendable {
  /// A line of its output matches this Perl regular expression.
  case match(String)
  /// Somebody listens on this port who did not before; or the task does.
  case port(UInt16)
  /// This answers with a status from 200 to 499.
  case http(WebAddress)
  /// This line, run by `/bin/sh` where the task runs, ends with 0.
  case command(String)

  /// As it stands in the file `launch`.
  var text: String {
    switch self {
    case .match(let pattern): "match \(pattern)"
    case .port(let port): "port \(port)"
    case .http(let address): "http \(address.text)"
    case .command(let line): "command \(line)"
    }
  }

  init?(_ text: String) {
    guard let blank = text.firstIndex(of: " ") else { return nil }
    let rest = String(text[text.index(after: blank)...])
    switch text[..<blank] {
    case "match": self = .match(rest)
    case "command": self = .command(rest)
    case "port":
      guard let port = UInt16(ascii: rest.utf8), port > 0 else { return nil }
      self = .port(port)
    case "http":
      guard let address = WebAddress(rest) else { return nil }
      self = .http(address)
    default: return nil
    }
  }
}

/// A plain `http://` address of this machine, or of one that is named by numbers: no name is ever looked up.
public struct WebAddress: Equatable, Sendable {
  public let host: String
  public let port: UInt16
  public let path: String

  var text: String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(path)" }

  /// Reads `http://localhost:3000/health`, `http://127.0.0.1`, `http://[::1]:8080/`; nil for all else.
  public init?(_ text: String) {
    let scheme = "http://"
    guard text.hasPrefix(scheme), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
    let rest = text.dropFirst(scheme.count)
    let place = rest.prefix { $0 != "/" && $0 != "?" }
    let tail = rest.dropFirst(place.count)
    path = tail.hasPrefix("/") ? String(tail) : "/" + tail
    let colon = place.hasSuffix("]") ? nil : place.lastIndex(of: ":")
    var name = place[..<(colon ?? place.endIndex)]
    if let colon {
      guard let number = UInt16(ascii: place[place.index(after: colon)...].utf8), number > 0 else {
        return nil
      }
      port = number
    } else {
      port = 80
    }
    if name.hasPrefix("["), name.hasSuffix("]") {
      name = name.dropFirst().dropLast()
      guard name.contains(":"), name.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else {
        return nil
      }
    } else {
      guard name == "localhost" || (!name.isEmpty && name.allSatisfy { $0.isNumber || $0 == "." }) else {
        return nil
      }
    }
    host = String(name)
  }
}
