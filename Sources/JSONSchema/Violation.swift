public import JSON

/// One thing that is wrong with a value.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the value.
  public let instancePath: JSONPointer
  /// The keyword that is violated, where it is written: `/properties/age/minimum`, behind another document's address if
  /// it stands there.
  public let schemaPath: String
  /// One sentence that names the place: `age must be at least 18, but is 3`.
  public let message: String

  public var description: String { message }
}
