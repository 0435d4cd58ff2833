import JSON

extension Schema {
  /// Whether a revised schema still accepts everything that the one before it did, so that nothing breaks that was made
  /// for the old one: a schedule's payload, a caller's input. Without a schema everything is accepted.
  ///
  /// - Parameter assertFormats: whether values are checked with formats asserted, before and after.
  public static func compatibility(of new: Schema?, with old: Schema?, assertFormats: Bool = false) -> Assignability {
    guard let new else { return .yes }
    return new.isAssignable(from: old ?? .everything, assertFormats: assertFormats)
  }

  /// The schema `true`.
  private static let everything = Schema(
    source: true, unknownKeywords: [],
    program: SchemaProgram(
      root: 0,
      nodes: [SchemaNode(place: SchemaPlace(document: 0, pointer: JSONPointer()), resource: 0, keywords: [])],
      dynamicTargets: [:]),
    draft: .draft2020)
}
