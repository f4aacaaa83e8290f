// SPDX-License-Identifier: GPL-3.0-or-later

import FoundationEssentials

/// JSON text as every machine-readable face of simmer prints it: sorted keys, slashes unescaped, UTF-8.
public enum JSON {
  /// Returns `value` as JSON text without a final newline.
  ///
  /// - Throws: `EncodingError` when `value` holds what JSON cannot say (NaN, infinity).
  public static func text(_ value: some Encodable, pretty: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads a value from JSON text.
  ///
  /// - Throws: `DecodingError`
  public static func value<Value: Decodable>(_ type: Value.Type, of text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
