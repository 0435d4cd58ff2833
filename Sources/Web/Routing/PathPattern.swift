/// The path of a route: literal segments and `{names}`, as OpenAPI writes them.
struct PathPattern: Hashable, Sendable, ExpressibleByStringLiteral {
  /// As it was written: `/workflow-runs/{runId}/steps`.
  let text: String
  private let parts: [Part]

  private enum Part: Hashable, Sendable {
    case literal(String)
    case parameter(String)
  }

  init(stringLiteral text: String) {
    self.text = text
    parts = text.split(separator: "/").map {
      $0.hasPrefix("{") ? .parameter(String($0.dropFirst().dropLast())) : .literal(String($0))
    }
  }

  /// The parameters' values; nil when the path is another one.
  func match(_ segments: [String]) -> [String: String]? {
    guard segments.count == parts.count else { return nil }
    var values: [String: String] = [:]
    for (part, segment) in zip(parts, segments) {
      switch part {
      case .literal(let text): guard text == segment else { return nil }
      case .parameter(let name): values[name] = segment
      }
    }
    return values
  }
}
