public import JSON

/// Whether every value that one schema accepts is accepted by another one.
public enum Assignability: Hashable, Sendable {
  /// It is proved.
  case yes
  /// It isn't: there is a value that the one accepts and the other refuses.
  case no(Mismatch)
  /// Neither a proof nor a counterexample was found; with the reason, in a sentence.
  case unknown(reason: String)

  /// A value that fits one schema and not the other.
  public struct Mismatch: Hashable, Sendable {
    /// Where in the counterexample the trouble is.
    public let instancePath: JSONPointer
    /// One sentence that names the place: `age must be at least 18, but is 3`.
    public let reason: String
    /// Was checked with both schemas.
    public let counterexample: JSONValue
  }
}

extension Schema {
  /// Whether whatever `other` accepts is accepted here, too: whether data that was made for `other` may flow into a
  /// place that this schema guards.
  ///
  /// To ask whether a new version of a schema breaks nobody who kept to the old one:
  ///
  ///     switch new.isAssignable(from: old) {
  ///     case .yes: publish()
  ///     case .no(let mismatch): refuse("\(mismatch.reason), which the old schema allowed")
  ///     case .unknown(let reason): warn(reason)
  ///     }
  ///
  /// `yes` is a proof, and `no` has a counterexample that both schemas were asked about. The question as such is too
  /// hard to be answered always: patterns are only equal if they are written equally, `unevaluated…` keywords beside
  /// `allOf` and the like and `$dynamicRef` aren't followed, and the work is bounded. Then the answer is `unknown`.
  ///
  /// - Parameter assertFormats: whether both schemas will be used with formats asserted.
  public func isAssignable(from other: Schema, assertFormats: Bool = false) -> Assignability {
    if isSame(as: other) { return .yes }
    guard program.dynamicTargets.isEmpty, other.program.dynamicTargets.isEmpty else {
      return .unknown(reason: "where $dynamicRef leads depends on the value")
    }
    let comparison = Comparison(from: other.program, to: program, assertsFormats: assertFormats)
    let given = Literal(side: .giving, node: other.program.root, isTrue: true)
    let refused = Literal(side: .taking, node: program.root, isTrue: false)
    switch comparison.values(satisfying: [given, refused]) {
    case .none: return .yes
    case .open(let reason): return .unknown(reason: reason)
    case .found(let values):
      for value in values {
        if let mismatch = mismatch(value, from: other, assertFormats: assertFormats) { return .no(mismatch) }
      }
      return .unknown(reason: "no counterexample stood the test")
    }
  }

  /// Whether both say the same in the same words. References might lead to different documents.
  private func isSame(as other: Schema) -> Bool {
    source == other.source && draft == other.draft && program.isSelfContained && other.program.isSelfContained
  }

  private func mismatch(_ value: JSONValue, from other: Schema, assertFormats: Bool) -> Assignability.Mismatch? {
    guard other.accepts(value, assertFormats: assertFormats),
      let violation = violations(of: value, assertFormats: assertFormats).first
    else { return nil }
    return Assignability.Mismatch(
      instancePath: violation.instancePath, reason: violation.message, counterexample: value)
  }
}

extension SchemaProgram {
  /// Whether it consists of one document alone, so that an equal document means the same.
  fileprivate var isSelfContained: Bool { nodes.allSatisfy { $0.place.document == 0 } }
}
