/// Why a scalar has no value.
enum CoreSchemaError: Error {
  case integerOutOfRange(String)
  case realOutOfRange(String)
  case notFinite(String)
  case mismatch(text: String, tag: String)
  case unknownTag(String)

  var message: String {
    switch self {
    case .integerOutOfRange(let text): "the integer \(shortened(text)) doesn't fit in 64 bits"
    case .realOutOfRange(let text): "the number \(shortened(text)) is beyond a double"
    case .notFinite(let text): "\(text) is no number that JSON knows"
    case .mismatch(let text, let tag): "'\(shortened(text))' is no !!\(tag)"
    case .unknownTag(let tag): "the tag \(tag) is not known"
    }
  }

  var hint: String {
    switch self {
    case .integerOutOfRange, .realOutOfRange, .notFinite: "put it in quotes if it is text"
    case .mismatch, .unknownTag: "leave the tag out"
    }
  }

  private func shortened(_ text: String) -> String { text.count > 40 ? "\(text.prefix(40))…" : text }
}
