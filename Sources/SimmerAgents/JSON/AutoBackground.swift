// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// The block `autoBackground` of an agent's `settings.json`: which commands it runs in the background by itself.
///
/// Patterns are words in which `*` stands for any characters, as in simmer's own rules. Of `patterns` and
/// `excludePatterns` the second win; `rules` say for each pattern whether it is for the background.
public struct AutoBackground: Equatable, Sendable {
  public var isEnabled: Bool?
  public var background: [String]
  public var foreground: [String]

  /// Why a text holds no such block.
  public struct Unusable: Error, Equatable { public let reason: String }

  /// - Parameter json: The whole settings file, or the block's owner, such as one agent's.
  public init(json: [UInt8]) throws(Unusable) {
    let owner: Owner
    do { owner = try JSONDecoder().decode(Owner.self, from: Data(json)) } catch let error as DecodingError {
      throw Unusable(reason: Self.text(error))
    } catch { throw Unusable(reason: "it is not JSON") }
    guard let block = owner.autoBackground else { throw Unusable(reason: "it has no autoBackground") }
    isEnabled = block.enabled
    let rules = block.rules ?? []
    background = Self.unique((block.patterns ?? []) + rules.filter(\.background).map(\.pattern))
    foreground = Self.unique((block.excludePatterns ?? []) + rules.filter { !$0.background }.map(\.pattern))
  }

  private static func unique(_ patterns: [String]) -> [String] {
    var seen: Set<String> = []
    return patterns.filter { seen.insert($0).inserted }
  }

  private static func text(_ error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? "." + $0.stringValue }.joined().drop {
        $0 == "."
      }
      .description
    }
    switch error {
    case .typeMismatch(let type, let context): return "\(place(context)) is no \(type)"
    case .keyNotFound(let key, let context): return "\(place(context)) has no \(key.stringValue)"
    case .valueNotFound(_, let context): return "\(place(context)) is null"
    default: return "it is not JSON"
    }
  }

  private struct Owner: Decodable {
    var autoBackground: Block?
  }

  private struct Block: Decodable {
    var enabled: Bool?
    var patterns, excludePatterns: [String]?
    var rules: [Rule]?
  }

  private struct Rule: Decodable {
    var pattern: String
    var background: Bool
  }
}
