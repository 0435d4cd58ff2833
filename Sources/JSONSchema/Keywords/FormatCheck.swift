import JSON

/// `format`: an annotation, unless formats are asserted. One that isn't known is never more.
final class FormatCheck: Keyword {
  private let location: String
  let name: String
  let format: TextFormat
  /// The meta-schema demands that formats are asserted.
  let isAlwaysAsserted: Bool

  init?(_ compiler: NodeCompiler) {
    guard let name = compiler.string("format"), let format = TextFormat.named(name) else { return nil }
    self.name = name
    self.format = format
    isAlwaysAsserted = compiler.uses(.formatAssertion)
    location = compiler.location("format")
  }

  var kinds: ValueKinds { .string }

  func accepts(_ value: JSONValue, _ validation: inout Validation, _ evaluated: inout EvaluatedParts?) -> Bool {
    guard validation.assertsFormats || isAlwaysAsserted, case .string(let text) = value, !format.accepts(text) else {
      return true
    }
    return validation.fail(location, "must be \(format.noun) (\(name)), but is \(Wording.quoted(text))")
  }
}
