import JSON
import Starlark

extension Template {
  /// As the author wrote it, for pictures; nil for lists and objects, which are too long for one.
  var words: String? { root.words }
}

extension TemplateNode {
  fileprivate var words: String? {
    switch self {
    case .constant(.string(let text)): text
    case .constant(.array), .constant(.object), .constant(.null): nil
    case .constant(let value): value.text
    case .path(let path): path.description
    // Every expression keeps the whole text that it stands in.
    case .expression(let expression): expression.program.source.text
    case .text(let segments): segments.compactMap(\.source).first
    case .array, .object: nil
    }
  }

  /// The keys of an object.
  var keys: [String]? {
    switch self {
    case .constant(.object(let members)): members.keys
    case .object(let members): members.map(\.key)
    case .constant, .path, .expression, .text, .array: nil
    }
  }
}

extension TemplateSegment {
  fileprivate var source: String? {
    switch self {
    case .text: nil
    case .expression(let expression): expression.program.source.text
    }
  }
}

extension TimeSpan {
  /// As the language writes it: `1h30m`.
  var words: String {
    guard milliseconds >= 1_000 else { return "\(milliseconds)ms" }
    var rest = milliseconds / 1_000
    var text = ""
    for (unit, seconds) in [("d", Int64(86_400)), ("h", 3_600), ("m", 60), ("s", 1)] where rest >= seconds {
      text += "\(rest / seconds)\(unit)"
      rest %= seconds
    }
    return text
  }
}
