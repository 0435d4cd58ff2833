import JSON
import JSONSchema

/// Compares what agents answer with what others take. The same pair is compared once, and a definition with thousands
/// of different ones is believed after some hundred.
struct SchemaFits {
  private var known: [Question: Assignability.Mismatch?] = [:]

  /// Each may take a good part of a second, if its schemas are made for that.
  private static let mostComparisons = 300

  struct Question: Hashable {
    /// The schema of what is given.
    var given: JSONValue
    /// The schema of what is taken; may refer to `input`.
    var taken: JSONValue
    /// The schema that `SchemaFits.input` names.
    var input: JSONValue = true
  }

  /// The address under which schemas refer to what an agent takes.
  static let input = "https://escapement.invalid/input"

  /// A value that is given and not taken, with schemas read as they are meant; nil if there is none, or if that can't
  /// be told.
  mutating func mismatch(_ question: Question) -> Assignability.Mismatch? {
    if let known = known[question] { return known }
    guard known.count < Self.mostComparisons else { return nil }
    let mismatch = Self.compare(question)
    known[question] = .some(mismatch)
    return mismatch
  }

  /// Schemas that don't compile are reported where they stand.
  private static func compare(_ question: Question) -> Assignability.Mismatch? {
    let registry = SchemaRegistry([input: question.input])
    guard ClosedReading.saysSomething(question.given),
      let given = try? Schema(compiling: ClosedReading.of(question.given)),
      let byTheLetter = try? Schema(compiling: question.given),
      let taken = try? Schema(compiling: question.taken, registry: registry),
      case .no(let mismatch) = taken.isAssignable(from: given, assertFormats: true),
      byTheLetter.accepts(mismatch.counterexample, assertFormats: true)
    else { return nil }
    return mismatch
  }
}
