public import JSON

/// One thing that is wrong with a value.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
  /// Where in the value.
  public let instancePath: JSONPointer
  /// The keyword that is violated, where it is written: `/properties/age/minimum`, behind another document's address if
  /// it stands there.
  public let schemaPath: String
  /// One sentence that names the place, what was expected and what is there: `age must be at least 18, but is 3`.
  public let message: String
  /// Where a value fits none of several alternatives: what the one that it comes closest to finds wrong, maybe deeper
  /// in the value. Empty otherwise.
  public let causes: [Violation]
  /// The member that the part of the value lacks, where that is what is wrong.
  public let missingMember: String?
  /// What would do, where a few words say it: `a string`.
  let expectation: String?

  public var description: String { message }

  init(
    instancePath: JSONPointer, schemaPath: String, message: String, causes: [Violation] = [],
    missingMember: String? = nil, expectation: String? = nil
  ) {
    self.instancePath = instancePath
    self.schemaPath = schemaPath
    self.message = message
    self.causes = causes
    self.missingMember = missingMember
    self.expectation = expectation
  }
}
