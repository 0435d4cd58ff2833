import HTTPTypes

/// What a body is, by `Content-Type`.
enum MediaType {
  static let json = ["application/json"]
  /// What definitions are written in. YAML's own name is RFC 9512's; the others are older habits.
  static let definitions = json + ["application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml", "text/plain"]

  /// The media type in lower case, without parameters; empty when the request says none.
  static func name(of request: WebRequest) -> String {
    let field = request.headers[.contentType] ?? ""
    return String(field.prefix { $0 != ";" }).trimmingWhitespace().lowercased()
  }

  /// - Throws: 415 for any other type.
  static func require(_ names: [String], in request: WebRequest) throws(Problem) {
    let name = name(of: request)
    guard !names.contains(name) else { return }
    let got = name.isEmpty ? "The request doesn't say what its body is" : "The body is \(name)"
    throw Problem(
      .unsupportedMediaType, "\(got); this takes \(names.joined(separator: " or ")).",
      headers: [.accept: names.joined(separator: ", ")])
  }
}
