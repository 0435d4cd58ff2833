public import HTTPTypes
public import JSON

/// What is wrong with a request, as RFC 9457 has it. Handlers throw it; the site renders it as a problem document for
/// programs and as a page for people.
public struct Problem: Error, Sendable {
  public var status: HTTPResponse.Status
  /// One or more sentences: what happened and what to do.
  public var detail: String
  /// For validation: what is wrong where.
  public var issues: [JSONValue]
  /// Further fields of the answer, as `Allow` with 405.
  public var headers: HTTPFields

  public init(
    _ status: HTTPResponse.Status, _ detail: String, issues: [JSONValue] = [], headers: HTTPFields = HTTPFields()
  ) {
    self.status = status
    self.detail = detail
    self.issues = issues
    self.headers = headers
  }

  /// The document; `reference` is the id under which the log knows the request.
  func document(reference: String) -> JSONValue {
    var members: JSONObject = [
      "type": "about:blank",
      "title": .string(status.reasonPhrase),
      "status": .integer(Int64(status.code)),
      "detail": .string(detail),
      "instance": .string("urn:escapement:request:\(reference)"),
    ]
    if !issues.isEmpty { members["issues"] = .array(issues) }
    return .object(members)
  }
}

extension Problem {
  static func notFound(_ what: String) -> Problem { Problem(.notFound, what) }

  /// A field of a JSON body or form that can't be used.
  static func invalidField(_ name: String, _ message: String) -> Problem {
    Problem(
      .unprocessableContent, message,
      issues: [["code": "invalid-field", "severity": "error", "path": .string(name), "message": .string(message)]])
  }
}
