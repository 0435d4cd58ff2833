import JSON

/// What is asked of an object.
struct ObjectFacts: Sendable {
  var count = CountRange()
  private(set) var required: [String] = []
  private var isRequired: Set<MemberName> = []
  var absent: Set<MemberName> = []
  /// `properties` and the like of several schemas.
  var members: [(side: Side, schemas: MemberSchemas)] = []
  /// What every name satisfies.
  var names: [Literal] = []
  var demands: [MemberDemand] = []

  mutating func require(_ name: String) {
    if isRequired.insert(MemberName(text: name)).inserted { required.append(name) }
  }

  func requires(_ name: String) -> Bool { isRequired.contains(MemberName(text: name)) }

  func forbids(_ name: String) -> Bool { absent.contains(MemberName(text: name)) }
}
