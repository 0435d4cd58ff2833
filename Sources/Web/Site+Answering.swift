import HTTPTypes
import Logging
import Orchestrator

extension Site {
  /// Answers one request, whatever it is; what goes wrong is an answer too.
  /// - Parameter body: where the body's bytes come from; not asked when the head alone is refused.
  public func answer(_ parameters: GatewayParameters, body: BodySource) -> WebResponse {
    let limits = installation.configuration.limits
    do {
      var request = try parameters.head(limits: limits)
      request.body = try BodyReader.read(body, length: try parameters.bodyLength(), limit: limits.bodyBytes)
      return answer(request)
    } catch {
      return .problem(error, reference: RequestReference.new())
    }
  }

  /// Answers a request that is read already.
  public func answer(_ request: WebRequest) -> WebResponse {
    let reference = RequestReference.new()
    var response = routed(request, reference: reference)
    if request.isForAPI { response = response.taggingContent().ifChanged(since: request) }
    if response.headers[.xContentTypeOptions] == nil { response.headers[.xContentTypeOptions] = "nosniff" }
    return request.method == .head ? response.withoutBody() : response
  }

  private func routed(_ request: WebRequest, reference: String) -> WebResponse {
    var exchange = Exchange(site: self, request: request, reference: reference)
    do {
      switch Self.table.match(request.method, request.segments) {
      case .route(let route, let parameters):
        exchange.parameters = parameters
        exchange.visitor = try visitor(of: request)
        return try answer(route, &exchange)
      case .otherMethods(let methods):
        return try answer(otherThan: methods, request)
      case .nothing:
        exchange.visitor = try visitor(of: request)
        throw Problem.notFound("There is nothing at \(request.path).")
      }
    } catch {
      return exchange.failure(error)
    }
  }

  private func answer(_ route: Route, _ exchange: inout Exchange) throws -> WebResponse {
    let request = exchange.request
    if !request.isForAPI, route.access != .anybody, exchange.visitor.session == nil {
      return SignInPage.detour(from: exchange)
    }
    try check(exchange.visitor, for: route.access)
    if !request.isForAPI, route.method == .post {
      let check = FormCheck(configuration: installation.configuration, isForAnybody: route.access == .anybody)
      exchange.form = try check.fields(of: request, exchange.visitor)
    }
    return try route.answer(exchange)
  }

  private func answer(otherThan methods: [HTTPRequest.Method], _ request: WebRequest) throws -> WebResponse {
    let allow = methods.map(\.rawValue).joined(separator: ", ")
    if request.method == .options { return WebResponse(.noContent, headers: [.allow: allow]) }
    throw Problem(.methodNotAllowed, "\(request.path) answers \(allow) only.", headers: [.allow: allow])
  }
}

extension Exchange {
  /// What went wrong, as a document for programs and as a page for people. What isn't the asker's business is logged.
  func failure(_ error: any Error) -> WebResponse {
    let problem = Problem(error) ?? Problem(.internalServerError, "Something went wrong here, and it is our mistake.")
    if problem.status.code >= 500 {
      installation.logger.error(
        "request failed",
        metadata: [
          "reference": "\(reference)", "method": "\(request.method.rawValue)", "path": "\(request.path)",
          "error": "\(error)",
        ])
    }
    guard !request.isForAPI,
      var response = try? show(
        FailurePage(problem: problem, reference: reference, context: page), status: problem.status)
    else { return .problem(problem, reference: reference) }
    for field in problem.headers where field.name != .wwwAuthenticate { response.headers[field.name] = field.value }
    return response
  }
}

/// The id that a failure's page shows and the log has.
enum RequestReference {
  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")

  /// Ten letters and digits: enough to find a line of a log, short enough to read out.
  static func new() -> String { String((0..<10).map { _ in digits[Int.random(in: digits.indices)] }) }
}
