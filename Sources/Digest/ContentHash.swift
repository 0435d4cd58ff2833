public import JSON

/// The identity of a JSON value: equal values have equal hashes, however they were written.
public enum ContentHash {
  /// SHA-256 of the canonical form (RFC 8785): 64 hexadecimal digits. `1` and `1.0` are the same number here.
  public static func of(_ value: JSONValue) -> String { Hexadecimal.text(of: sha256(value.canonicalUTF8Text)) }
}
