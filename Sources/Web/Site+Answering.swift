import Engine
import HTTPTypes
import JSON
import Logging
import Orchestrator

extension Site {
  /// Answers one request, whatever it is; what goes wrong is an answer too.
  /// - Parameter body: where the body's bytes come from; not asked when the head alone is refused.
  public func answer(_ parameters: GatewayParameters, body: BodySource) -> WebResponse {
    let reference = Self.newReference()
    do {
      var request = try parameters.head(limits: configuration.limits)
      request.body = try BodyReader.read(
        body, length: try parameters.bodyLength(), limit: configuration.limits.bodyBytes)
      return answer(request, reference: reference)
    } catch {
      return problemDocument(error, reference: reference)
    }
  }

  /// Answers a request that is read already.
  public func answer(_ request: WebRequest) -> WebResponse { answer(request, reference: Self.newReference()) }

  private func answer(_ request: WebRequest, reference: String) -> WebResponse {
    var response = routed(request, reference: reference)
    if request.method == .head { response = response.withoutBody() }
    if response.headers[.xContentTypeOptions] == nil { response.headers[.xContentTypeOptions] = "nosniff" }
    return response
  }

  private func routed(_ request: WebRequest, reference: String) -> WebResponse {
    switch Self.table.match(request.method, request.segments) {
    case .route(let route, let parameters):
      let exchange = Exchange(site: self, request: request, parameters: parameters, reference: reference)
      do { return try route.answer(exchange) } catch {
        return problemDocument(problem(for: error), reference: reference)
      }
    case .otherMethods(let allowed):
      let allow = allowed.map(\.rawValue).joined(separator: ", ")
      if request.method == .options { return WebResponse(.noContent, headers: [.allow: allow]) }
      return problemDocument(
        Problem(.methodNotAllowed, "\(request.path) answers \(allow) only.", headers: [.allow: allow]),
        reference: reference)
    case .nothing:
      return problemDocument(.notFound("There is nothing at \(request.path)."), reference: reference)
    }
  }

  private func problem(for error: any Error) -> Problem {
    if let problem = error as? Problem { return problem }
    return Problem(.internalServerError, "Something went wrong here; the log knows more.")
  }

  private func problemDocument(_ problem: Problem, reference: String) -> WebResponse {
    var response = WebResponse.json(problem.document(reference: reference), status: problem.status)
    response.headers[.contentType] = "application/problem+json"
    for field in problem.headers { response.headers[field.name] = field.value }
    return response
  }

  /// Ten letters and digits: enough to find a line of the log, short enough to read out.
  private static func newReference() -> String {
    let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return String((0..<10).map { _ in digits[Int.random(in: 0..<digits.count)] })
  }
}

extension WebResponse {
  /// The same head for HEAD: the length stays that of the body which GET would bring.
  func withoutBody() -> WebResponse {
    var response = self
    if let count = body.count { response.headers[.contentLength] = String(count) }
    response.body = .bytes([])
    return response
  }

  static func json(_ value: JSONValue, status: HTTPResponse.Status = .ok) -> WebResponse {
    WebResponse(status, headers: [.contentType: "application/json"], body: .bytes(Array(value.text.utf8)))
  }
}
