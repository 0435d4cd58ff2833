public import JSON

/// Why a value is no schema that can be compiled: every problem that was found.
public struct SchemaError: Error, Hashable, Sendable, CustomStringConvertible {
  public let problems: [SchemaProblem]

  public var description: String { problems.map(\.description).joined(separator: "; ") }
}

/// One problem of a schema.
public struct SchemaProblem: Hashable, Sendable, CustomStringConvertible {
  /// The address of the document, if it isn't the one that is compiled.
  public let document: String?
  /// Where in the document.
  public let path: JSONPointer
  public let message: String

  public var description: String {
    let place = (document ?? "") + (path.tokens.isEmpty ? "" : "#\(path)")
    return place.isEmpty ? message : "\(place): \(message)"
  }
}
